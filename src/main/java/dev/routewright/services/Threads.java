package dev.routewright.services;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads calls and cells share. */
public final class Threads implements Pauses, AutoCloseable {
    private final ExecutorService workers = workers("routewright-");
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "routewright-pauses"));

    /**
     * Unbounded by itself: what may be under way is bounded at the entries. Never virtual threads: a route that computes
     * without end would not give its carrier back, and a few of them would stop everybody.
     */
    public static ExecutorService workers(String prefix) {
        var number = new AtomicInteger();
        return Executors.newCachedThreadPool(task -> daemon(task, prefix + number.incrementAndGet()));
    }

    /** A thread that holds nothing of whoever happened to be there when it was needed. */
    static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(Threads.class.getClassLoader());
        return thread;
    }

    public ExecutorService workers() {
        return workers;
    }

    @Override
    public boolean after(Duration pause, Runnable then) {
        clock.schedule(() -> workers.execute(then), pause.toNanos(), TimeUnit.NANOSECONDS);
        return true;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        workers.shutdown();
    }
}
