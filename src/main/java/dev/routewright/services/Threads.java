package dev.routewright.services;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads calls and cells share: virtual ones where the JVM has them. */
public final class Threads implements Pauses, AutoCloseable {
    private final ExecutorService workers = workers("routewright-");
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "routewright-pauses"));

    /** Unbounded by itself: what may be under way is bounded at the entries. */
    public static ExecutorService workers(String prefix) {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException before21) {
            var number = new AtomicInteger();
            return Executors.newCachedThreadPool(task -> daemon(task, prefix + number.incrementAndGet()));
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("The JVM does not give out virtual threads.", impossible);
        }
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
