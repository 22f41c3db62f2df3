package dev.routewright.tests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Callers that each wait for their answer and ask again at once. */
final class ClosedLoop {
    private ClosedLoop() {}

    /** @param caller made once for each of them @throws IllegalStateException when a call failed */
    static Result run(int callers, Duration howLong, Supplier<Caller> caller) throws InterruptedException {
        var times = new ArrayList<Times>();
        var threads = new ArrayList<Thread>();
        var failure = new AtomicReference<Exception>();
        var go = new CountDownLatch(1);
        for (int i = 0; i < callers; i++) {
            var mine = new Times();
            times.add(mine);
            var thread = new Thread(null, () -> callOn(caller, howLong, mine, go, failure), "caller-" + i, 512 * 1024);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        long begin = System.nanoTime();
        go.countDown();
        for (var thread : threads) thread.join();
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (failure.get() != null) throw new IllegalStateException("A call failed.", failure.get());
        var all = Latencies.of(times.stream()
                .flatMapToLong(mine -> Arrays.stream(mine.nanos, 0, mine.count))
                .toArray());
        return new Result(all.count() / seconds, all);
    }

    private static void callOn(
            Supplier<Caller> caller,
            Duration howLong,
            Times mine,
            CountDownLatch go,
            AtomicReference<Exception> failure) {
        try (var calls = caller.get()) {
            go.await();
            long end = System.nanoTime() + howLong.toNanos();
            for (long now = System.nanoTime(); now < end && failure.get() == null; ) {
                calls.call();
                long after = System.nanoTime();
                mine.add(after - now);
                now = after;
            }
        } catch (Exception broken) {
            failure.compareAndSet(null, broken);
        }
    }

    /** Calls and makes sure that the answer is right. */
    @FunctionalInterface
    interface Caller extends AutoCloseable {
        void call() throws Exception;

        @Override
        default void close() {}
    }

    record Result(double perSecond, Latencies nanos) {
        static double median(List<Result> rounds) {
            var sorted = rounds.stream().map(Result::perSecond).sorted().toList();
            return sorted.get(sorted.size() / 2);
        }

        static double median(List<Result> rounds, double share) {
            var sorted = rounds.stream()
                    .map(round -> round.nanos.millis(share))
                    .sorted()
                    .toList();
            return sorted.get(sorted.size() / 2);
        }
    }

    private static final class Times {
        private long[] nanos = new long[1024];
        private int count;

        void add(long one) {
            if (count == nanos.length) nanos = Arrays.copyOf(nanos, 2 * count);
            nanos[count++] = one;
        }
    }
}
