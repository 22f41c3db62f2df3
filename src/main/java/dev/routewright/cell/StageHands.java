package dev.routewright.cell;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Consumer;
import org.apache.camel.spi.ThreadPoolProfile;

/**
 * The threads of one cell on a stage. They know when everything a message set going is over: a branch may outlive the
 * failure of the branch beside it, and what it does must not be seen as done for the next message.
 */
final class StageHands extends CellHands {
    /** Of the one party that is always there, and of every task until it has run. */
    private final Phaser tasks = new Phaser(1);

    StageHands() {
        super(Budget.STANDARD);
    }

    @Override
    public ExecutorService newCachedThreadPool(ThreadFactory threads) {
        return new Counted(super.newCachedThreadPool(threads));
    }

    @Override
    public ExecutorService newThreadPool(
            int size,
            int largest,
            long keepAlive,
            TimeUnit unit,
            int queue,
            boolean coreTimesOut,
            RejectedExecutionHandler rejected,
            ThreadFactory threads) {
        return new Counted(super.newThreadPool(size, largest, keepAlive, unit, queue, coreTimesOut, rejected, threads));
    }

    /** What waits for its time, such as a message in a delay, is under way too. */
    @Override
    public ScheduledExecutorService newScheduledThreadPool(ThreadPoolProfile profile, ThreadFactory threads) {
        return new Clock(super.newScheduledThreadPool(profile, threads));
    }

    /** The task, which counts as under way from now until it has run. */
    Runnable counted(Runnable task) {
        tasks.register();
        return () -> {
            try {
                task.run();
            } finally {
                tasks.arriveAndDeregister();
            }
        };
    }

    /** Waits until nothing is under way. After a timeout these are no longer of use. */
    void rest(Duration limit) throws InterruptedException, TimeoutException {
        tasks.awaitAdvanceInterruptibly(tasks.arrive(), limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Counts what is to happen once. What repeats, such as a look at the groups, goes on as long as the cell. */
    private final class Clock extends Counted implements ScheduledExecutorService {
        private final ScheduledExecutorService pool;

        Clock(ScheduledExecutorService pool) {
            super(pool);
            this.pool = pool;
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            return pool.schedule(counted(task), delay, unit);
        }

        @Override
        public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
            tasks.register();
            return pool.schedule(
                    () -> {
                        try {
                            return task.call();
                        } finally {
                            tasks.arriveAndDeregister();
                        }
                    },
                    delay,
                    unit);
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
            return pool.scheduleAtFixedRate(task, first, period, unit);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
            return pool.scheduleWithFixedDelay(task, first, delay, unit);
        }
    }

    private class Counted extends AbstractExecutorService {
        private final ExecutorService pool;

        Counted(ExecutorService pool) {
            this.pool = pool;
        }

        @Override
        public void execute(Runnable task) {
            if (task instanceof Consumer) {
                // It runs as long as the cell and waits for work.
                pool.execute(task);
                return;
            }
            var counted = counted(task);
            try {
                pool.execute(counted);
            } catch (RuntimeException refused) {
                tasks.arriveAndDeregister();
                throw refused;
            }
        }

        @Override
        public void shutdown() {
            pool.shutdown();
        }

        @Override
        public List<Runnable> shutdownNow() {
            return pool.shutdownNow();
        }

        @Override
        public boolean isShutdown() {
            return pool.isShutdown();
        }

        @Override
        public boolean isTerminated() {
            return pool.isTerminated();
        }

        @Override
        public boolean awaitTermination(long time, TimeUnit unit) throws InterruptedException {
            return pool.awaitTermination(time, unit);
        }
    }
}
