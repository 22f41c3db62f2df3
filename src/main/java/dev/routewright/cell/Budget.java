package dev.routewright.cell;

import java.time.Duration;

/**
 * What one cell may use of what all share. Kept by the cell itself, whatever inspection let through.
 *
 * @param threads of all pools of the cell together
 * @param underWay messages under way at the same time; above it callers are told to come back
 * @param steps steps and copies one message may take, wherever it goes
 * @param depth steps one message may be inside of at a time
 * @param messageMemory bytes one message may come to, counting everything its steps make of it
 * @param memory bytes all messages under way may come to
 * @param waiting messages a queue or an aggregation may hold
 * @param shortestPeriod between two runs of a timer
 * @param burnsFor how long one step may keep a processor busy
 * @param stuckAfter how long one step may keep a thread
 * @param givenUpAfter how long a message may be under way before it is kept as a dead letter instead
 */
public record Budget(
        int threads,
        int underWay,
        int steps,
        int depth,
        long messageMemory,
        long memory,
        int waiting,
        Duration shortestPeriod,
        Duration burnsFor,
        Duration stuckAfter,
        Duration givenUpAfter) {

    private static final long MIB = 1024L * 1024;

    /** The safe one. */
    public static final Budget STANDARD = new Budget(
            64,
            500,
            100_000,
            250,
            128 * MIB,
            256 * MIB,
            10_000,
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofHours(1));

    public Budget {
        if (threads < 1 || underWay < 1 || steps < 1 || depth < 1 || messageMemory < 1 || memory < 1 || waiting < 1)
            throw new IllegalArgumentException("Every number of a cell's budget must be above 0.");
        for (var time : new Duration[] {shortestPeriod, burnsFor, stuckAfter, givenUpAfter})
            if (time.isNegative() || time.isZero())
                throw new IllegalArgumentException("Every time of a cell's budget must be above 0.");
    }

    public Budget withThreads(int most) {
        return new Budget(
                most,
                underWay,
                steps,
                depth,
                messageMemory,
                memory,
                waiting,
                shortestPeriod,
                burnsFor,
                stuckAfter,
                givenUpAfter);
    }

    public Budget withUnderWay(int most) {
        return new Budget(
                threads,
                most,
                steps,
                depth,
                messageMemory,
                memory,
                waiting,
                shortestPeriod,
                burnsFor,
                stuckAfter,
                givenUpAfter);
    }

    public Budget withShortestPeriod(Duration period) {
        return new Budget(
                threads,
                underWay,
                steps,
                depth,
                messageMemory,
                memory,
                waiting,
                period,
                burnsFor,
                stuckAfter,
                givenUpAfter);
    }

    public Budget withWaiting(int most) {
        return new Budget(
                threads,
                underWay,
                steps,
                depth,
                messageMemory,
                memory,
                most,
                shortestPeriod,
                burnsFor,
                stuckAfter,
                givenUpAfter);
    }

    public Budget withTimes(Duration burns, Duration stuck, Duration givenUp) {
        return new Budget(
                threads, underWay, steps, depth, messageMemory, memory, waiting, shortestPeriod, burns, stuck, givenUp);
    }
}
