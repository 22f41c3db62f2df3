package dev.routewright.cell;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after threads that do not come back from a step. First the message is given up and the thread is told to stop;
 * one that does not is reported, so that nothing more is let into its cell. Never waits for a cell.
 */
final class Watchdog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Budget budget;
    private final Map<Place, Sight> sights = new HashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "routewright-watchdog");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        return thread;
    });

    /** @param old ends messages that have been under way for too long */
    Watchdog(Budget budget, Runnable old) {
        this.budget = budget;
        long period = Math.min(1000, Math.max(50, budget.burnsFor().toMillis() / 4));
        clock.scheduleWithFixedDelay(() -> guarded(this::look), period, period, TimeUnit.MILLISECONDS);
        clock.scheduleWithFixedDelay(() -> guarded(old), period, period, TimeUnit.MILLISECONDS);
    }

    /** One look that fails must not be the last one. */
    private static void guarded(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException mistake) {
            LOG.error("The watchdog stumbled and goes on.", mistake);
        }
    }

    private void look() {
        var places = Place.all();
        sights.keySet().retainAll(places);
        for (var place : places) look(place);
    }

    private void look(Place place) {
        long turn = place.turn();
        var passage = place.passage();
        var step = place.step();
        if (passage == null || (step == null && passage.isSettled()) || turn != place.turn()) {
            sights.remove(place);
            return;
        }
        var sight = sights.get(place);
        if (sight == null || sight.turn != turn) {
            sights.put(place, new Sight(turn, place));
            return;
        }
        var trouble = sight.trouble(place, step != null);
        if (trouble != null && passage.isWatchedBy(this)) sight.act(place, passage, trouble);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /** A thread seen at one turn, and what was done about it. */
    private final class Sight {
        private final long turn;
        private final long cpu;
        private long since = System.nanoTime();
        private boolean told;
        private boolean reported;

        Sight(long turn, Place place) {
            this.turn = turn;
            this.cpu = cpu(place);
        }

        /** @param inside whether it is in a step; between steps it may be idle, and only work counts */
        private @org.jspecify.annotations.Nullable OverBudget trouble(Place place, boolean inside) {
            if (cpu(place) - cpu > budget.burnsFor().toNanos())
                return new OverBudget("kept a processor busy for more than " + words(budget.burnsFor()), "burns-for");
            if (inside && System.nanoTime() - since > budget.stuckAfter().toNanos())
                return new OverBudget("kept a thread for more than " + words(budget.stuckAfter()), "stuck-after");
            return null;
        }

        void act(Place place, Passage passage, OverBudget trouble) {
            if (!told) {
                told = true;
                since = System.nanoTime();
                LOG.warn("{} {} at step {} and is told to stop.", passage.whose(), trouble.what(), place.step());
                passage.breaches(trouble, place.step());
                passage.givesUp();
                place.interrupt(turn);
            } else if (!reported && System.nanoTime() - since > grace().toNanos()) {
                reported = true;
                LOG.error(
                        "{} {} at step {} and does not stop when told to. Its integration is paused; its thread goes on"
                                + " until the process ends.",
                        passage.whose(),
                        trouble.what(),
                        place.step());
                passage.outOfHand(trouble, place.step());
            }
        }

        private Duration grace() {
            return budget.burnsFor().compareTo(Duration.ofSeconds(2)) < 0 ? budget.burnsFor() : Duration.ofSeconds(2);
        }

        /** Of a virtual thread it is not known, and then only the clock counts. */
        private static long cpu(Place place) {
            return THREADS.isThreadCpuTimeSupported()
                    ? THREADS.getThreadCpuTime(place.thread().getId())
                    : -1;
        }

        private static String words(Duration time) {
            return time.toMillis() < 1000 ? time.toMillis() + " ms" : time.toSeconds() + " s";
        }
    }
}
