package dev.routewright.services.health;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All checks of all services: one thread that keeps the time and a few that ask. When more instances hang than there
 * are threads, the others are asked later, not by more threads. Times vary, so that nobody is asked by everybody at once.
 */
public final class HealthChecks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthChecks.class);
    private static final int MOST_AT_ONCE = 8;
    private static final Duration AGAIN = Duration.ofMillis(50);

    private final Asking asking;
    private final Told told;
    private final Clock clock;
    private final Map<String, Map<URI, Probe>> services = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor time = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "health"));
    private final ThreadPoolExecutor askers = new ThreadPoolExecutor(
            0, MOST_AT_ONCE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> daemon(task, "health-asking"));

    /** Asks one instance, and waits for the answer. */
    @FunctionalInterface
    public interface Asking {
        /** @return why it is not well, as a sentence; empty when it is */
        Optional<String> ask(String service, URI instance, Plan plan);
    }

    /** Hears when an instance goes down or comes up again; once each. */
    @FunctionalInterface
    public interface Told {
        void changed(String service, URI instance, Condition condition);
    }

    public HealthChecks(Asking asking, Told told, Clock clock) {
        this.asking = asking;
        this.told = told;
        this.clock = clock;
        time.setRemoveOnCancelPolicy(true);
        time.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * From now on these instances are asked, and no others of the service. One that was asked the same way before keeps
     * what is known of it.
     *
     * @param instances with whom to tell how it is
     */
    public void check(String service, Plan plan, Map<URI, Consumer<Condition>> instances) {
        var before = services.getOrDefault(service, Map.of());
        var now = new LinkedHashMap<URI, Probe>();
        instances.forEach((url, flag) -> {
            var known = before.get(url);
            if (known != null && known.plan().equals(plan)) {
                known.tells(flag);
                now.put(url, known);
                return;
            }
            var probe = new Probe(url, plan, flag, clock.instant());
            now.put(url, probe);
            later(
                    service,
                    probe,
                    plan.interval().toMillis() * ThreadLocalRandom.current().nextDouble(0, 0.5));
        });
        before.values().stream().filter(probe -> now.get(probe.url()) != probe).forEach(Probe::leave);
        services.put(service, now);
    }

    /** The service is asked no more. */
    public void forget(String service) {
        var before = services.remove(service);
        if (before != null) before.values().forEach(Probe::leave);
    }

    /** What asking has shown; empty for an instance that is not asked. */
    public Optional<Condition> of(String service, URI instance) {
        return Optional.ofNullable(services.getOrDefault(service, Map.of()).get(instance))
                .map(Probe::condition);
    }

    private void later(String service, Probe probe, double millis) {
        try {
            time.schedule(() -> turn(service, probe), (long) millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            probe.leave();
        }
    }

    private void turn(String service, Probe probe) {
        if (probe.isGone()) return;
        try {
            askers.execute(() -> ask(service, probe));
        } catch (RejectedExecutionException busy) {
            later(service, probe, AGAIN.toMillis() * ThreadLocalRandom.current().nextDouble(1, 2));
        }
    }

    private void ask(String service, Probe probe) {
        try {
            var trouble = asking.ask(service, probe.url(), probe.plan());
            probe.answered(trouble, clock.instant())
                    .ifPresent(condition -> told.changed(service, probe.url(), condition));
        } catch (RuntimeException broken) {
            LOG.error("The check of {} of {} broke off; it is asked again.", probe.url(), service, broken);
        } finally {
            if (!probe.isGone())
                later(
                        service,
                        probe,
                        probe.plan().interval().toMillis()
                                * ThreadLocalRandom.current().nextDouble(0.9, 1.1));
        }
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(HealthChecks.class.getClassLoader());
        return thread;
    }

    @Override
    public void close() {
        time.shutdownNow();
        askers.shutdownNow();
    }
}
