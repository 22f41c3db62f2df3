package dev.routewright.integration;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work on one version that can be stopped before and while it is done. A stop interrupts only where that is asked for:
 * an embedded store whose file is being written would not survive it.
 */
final class Job implements Runnable {
    private final Consumer<Job> work;
    private @Nullable Thread worker;
    private boolean stopped;

    Job(Consumer<Job> work) {
        this.work = work;
    }

    @Override
    public void run() {
        work.accept(this);
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    synchronized void stop() {
        stopped = true;
        if (worker != null) worker.interrupt();
    }

    /** Does what may be interrupted. Nothing of that is left afterwards for whoever uses this thread next. */
    <T> T interruptibly(Supplier<T> part) {
        expose();
        try {
            return part.get();
        } finally {
            cover();
        }
    }

    private synchronized void expose() {
        worker = Thread.currentThread();
        if (stopped) worker.interrupt();
    }

    private synchronized void cover() {
        worker = null;
        Thread.interrupted();
    }

    /** Does what must not be interrupted, in the middle of what may be; a stop waits for it. */
    synchronized void undisturbed(Runnable part) {
        var interrupted = Thread.interrupted();
        try {
            part.run();
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
