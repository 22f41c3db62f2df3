package dev.routewright.cell;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.apache.camel.util.concurrent.Rejectable;
import org.apache.camel.util.concurrent.RejectableThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one cell, all pools together no more than it may have. A pool that gets no further thread makes do with
 * those it has; one that would have none fails whoever asked. What is done later belongs to the message that asked for it.
 */
class CellHands extends DefaultThreadPoolFactory {
    private static final long KEEP_ALIVE_SECONDS = 60;

    private final Budget budget;
    private final AtomicInteger alive = new AtomicInteger();

    CellHands(Budget budget) {
        this.budget = budget;
    }

    @Override
    public ExecutorService newCachedThreadPool(ThreadFactory threads) {
        return new Pool(
                0,
                budget.threads(),
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                threads,
                new ThreadPoolExecutor.AbortPolicy());
    }

    @Override
    public ExecutorService newThreadPool(
            int size,
            int largest,
            long keepAlive,
            TimeUnit unit,
            int queue,
            boolean coreTimesOut,
            @Nullable RejectedExecutionHandler rejected,
            ThreadFactory threads) {
        int core = Math.min(size, budget.threads());
        var pool = new Pool(
                core == 0 && queue <= 0 ? 1 : core,
                Math.max(1, Math.min(largest, budget.threads())),
                keepAlive,
                unit,
                queue <= 0 ? new SynchronousQueue<>() : new LinkedBlockingQueue<>(Math.min(queue, budget.waiting())),
                threads,
                rejected == null ? new ThreadPoolExecutor.CallerRunsPolicy() : rejected);
        if (coreTimesOut && keepAlive > 0) pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public ScheduledExecutorService newScheduledThreadPool(ThreadPoolProfile profile, ThreadFactory threads) {
        return super.newScheduledThreadPool(profile, new Counted(threads));
    }

    /** The threads of one pool. */
    private final class Counted implements ThreadFactory {
        private final ThreadFactory threads;
        private final AtomicInteger here = new AtomicInteger();

        Counted(ThreadFactory threads) {
            this.threads = threads;
        }

        @Override
        public @Nullable Thread newThread(Runnable task) {
            if (alive.incrementAndGet() > budget.threads()) {
                alive.decrementAndGet();
                // A pool that is told null goes on with the threads it has.
                if (here.get() > 0) return null;
                var over = new OverBudget("needed more than %d threads".formatted(budget.threads()), "threads");
                Place.here().breach(over);
                throw new RejectedExecutionException(over.getMessage(), over);
            }
            here.incrementAndGet();
            return threads.newThread(() -> {
                try {
                    task.run();
                } finally {
                    here.decrementAndGet();
                    alive.decrementAndGet();
                }
            });
        }
    }

    private final class Pool extends RejectableThreadPoolExecutor {
        Pool(
                int core,
                int most,
                long keepAlive,
                TimeUnit unit,
                BlockingQueue<Runnable> queue,
                ThreadFactory threads,
                RejectedExecutionHandler rejected) {
            super(core, most, keepAlive, unit, queue, new Counted(threads), rejected);
        }

        @Override
        public void execute(Runnable task) {
            var carried = Place.here().carried(task);
            super.execute(task instanceof Rejectable rejectable ? new Carried(carried, rejectable) : carried);
        }
    }

    private record Carried(Runnable task, Rejectable rejectable) implements Runnable, Rejectable {
        @Override
        public void run() {
            task.run();
        }

        @Override
        public void reject() {
            rejectable.reject();
        }
    }
}
