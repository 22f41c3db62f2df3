package dev.routewright.integration;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A few threads, a bounded number of places to wait for them, and nobody from another lane in the way. */
final class Lane implements AutoCloseable {
    private final Semaphore places;
    private final int all;
    private final ThreadPoolExecutor workers;

    Lane(String name, Workshop.Limits limits) {
        all = limits.atOnce() + limits.waiting();
        places = new Semaphore(all);
        var count = new AtomicInteger();
        workers = new ThreadPoolExecutor(
                limits.atOnce(), limits.atOnce(), 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    var thread = new Thread(work, name + "-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Takes a place, to be used or given back. @throws Declined when all are taken */
    void reserve() {
        if (places.tryAcquire()) return;
        throw new Declined(
                Declined.Reason.BUSY,
                "%d descriptions are being worked on or waiting. Yours was not taken in; the others go on. Send it again in a few seconds."
                        .formatted(all));
    }

    void giveBack() {
        places.release();
    }

    /** The job gives its place back when it is done. */
    void execute(Job job) {
        try {
            workers.execute(job);
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
    }

    /** A job that waits leaves its place; one that is done is interrupted and leaves it when it ends. */
    void stop(Job job) {
        job.stop();
        if (workers.remove(job)) places.release();
    }

    boolean awaitIdle(long deadline) throws InterruptedException {
        if (!places.tryAcquire(all, Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) return false;
        places.release(all);
        return true;
    }

    /** Begins nothing any more; what is under way goes on until it is stopped. */
    @Override
    public void close() {
        workers.shutdown();
        workers.getQueue().clear();
    }
}
