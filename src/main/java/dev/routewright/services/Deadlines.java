package dev.routewright.services;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.core5.concurrent.Cancellable;

/**
 * Ends exchanges whose time is over. One thread looks at all of them every few milliseconds while there are any: a timer
 * for each would wake a thread for almost every call, only to learn that the call is long over.
 */
final class Deadlines implements AutoCloseable {
    private static final long LOOKS_EVERY = 10_000_000;
    /** So that a runtime with nothing to do does nothing. */
    private static final int IDLE_LOOKS = 100;

    private final Set<Exchange> underWay = ConcurrentHashMap.newKeySet();
    private final Thread watch = Threads.daemon(this::look, "call-deadlines");
    private volatile boolean asleep;
    private volatile boolean closed;

    Deadlines() {
        watch.start();
    }

    Exchange begin(Cancellable request, long nanos) {
        var exchange = new Exchange(request, System.nanoTime() + nanos);
        underWay.add(exchange);
        if (asleep) LockSupport.unpark(watch);
        return exchange;
    }

    private void look() {
        int idle = 0;
        while (!closed) {
            long now = System.nanoTime();
            for (var exchange : underWay) if (now - exchange.end >= 0) exchange.cancel();
            idle = underWay.isEmpty() ? idle + 1 : 0;
            if (idle < IDLE_LOOKS) {
                LockSupport.parkNanos(LOOKS_EVERY);
                continue;
            }
            asleep = true;
            // One that began before it could see us asleep is seen here.
            if (underWay.isEmpty() && !closed) LockSupport.park(this);
            asleep = false;
            idle = 0;
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(watch);
    }

    /** Equal only to itself. */
    final class Exchange implements AutoCloseable {
        private final Cancellable request;
        private final long end;
        private volatile boolean late;

        private Exchange(Cancellable request, long end) {
            this.request = request;
            this.end = end;
        }

        boolean isLate() {
            return late;
        }

        private void cancel() {
            late = true;
            underWay.remove(this);
            try {
                request.cancel();
            } catch (RuntimeException broken) {
                // The exchange ends by itself then; the others still need their end.
            }
        }

        @Override
        public void close() {
            underWay.remove(this);
        }
    }
}
