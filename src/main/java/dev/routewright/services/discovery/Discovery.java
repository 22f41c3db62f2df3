package dev.routewright.services.discovery;

import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps looking up where the instances of services are, and says so when it has changed. A lookup that fails keeps what
 * was known: a name server that is away must not take services with it. One thread looks everything up, in turn.
 */
public final class Discovery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

    private final Names names;
    private final Kubernetes kubernetes;
    private final Changed changed;
    private final Clock clock;
    private final Duration every;
    private final Map<String, Map<URI, Found>> services = new ConcurrentHashMap<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor time = new ScheduledThreadPoolExecutor(1, task -> {
        var thread = new Thread(task, "discovery");
        thread.setDaemon(true);
        return thread;
    });

    /** Hears that instances of a service are elsewhere now. */
    @FunctionalInterface
    public interface Changed {
        void changed(String service);
    }

    /**
     * @param never addresses that are never called, whoever names them
     * @param every how long what was found stands before it is looked up again
     */
    public Discovery(Predicate<InetAddress> never, Changed changed, Clock clock, Duration every) {
        this(
                new Names(InetAddress::getAllByName, never, "dns:"),
                new Kubernetes(ServiceAccount.ofThisPod(System.getenv()), never),
                changed,
                clock,
                every);
    }

    Discovery(Names names, Kubernetes kubernetes, Changed changed, Clock clock, Duration every) {
        this.names = names;
        this.kubernetes = kubernetes;
        this.changed = changed;
        this.clock = clock;
        this.every = every;
    }

    /** Whether the address is one that is looked up. @throws IllegalArgumentException with a sentence when it is wrong */
    public static boolean isLookedUp(URI address) {
        return Source.of(address).isPresent();
    }

    /**
     * From now on these addresses are looked up for the service, and no others; what is not known yet is looked up
     * before this returns.
     */
    public void follow(String service, List<URI> addresses) {
        var before = services.getOrDefault(service, Map.of());
        var now = new LinkedHashMap<URI, Found>();
        for (var address : addresses)
            Source.of(address)
                    .ifPresent(source -> now.put(
                            address, before.containsKey(address) ? before.get(address) : looked(source, List.of())));
        if (now.isEmpty()) {
            services.remove(service);
            return;
        }
        services.put(service, now);
        if (begun.compareAndSet(false, true))
            time.scheduleWithFixedDelay(this::lookAgain, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    public void forget(String service) {
        services.remove(service);
    }

    /** What looking up has brought for a service, in the order of its addresses. */
    public List<Found> of(String service) {
        return new ArrayList<>(services.getOrDefault(service, Map.of()).values());
    }

    void lookAgain() {
        services.forEach((service, known) -> {
            try {
                lookAgain(service, known);
            } catch (RuntimeException broken) {
                LOG.error("Looking up instances of {} broke off; it is tried again.", service, broken);
            }
        });
    }

    private void lookAgain(String service, Map<URI, Found> known) {
        var now = new LinkedHashMap<URI, Found>();
        known.forEach((address, found) ->
                Source.of(address).ifPresent(source -> now.put(address, looked(source, found.places()))));
        // Somebody may have set other addresses meanwhile; theirs stand.
        if (!services.replace(service, known, now)) return;
        now.forEach((address, found) -> {
            var before = known.get(address);
            boolean isNews = found.trouble() != null && (before == null || before.trouble() == null);
            if (isNews)
                LOG.warn(
                        "[service {}] {} {} instances that were known stay.",
                        service,
                        found.trouble(),
                        found.places().size());
        });
        if (!places(now).equals(places(known))) changed.changed(service);
    }

    private static List<Place> places(Map<URI, Found> all) {
        return all.values().stream().flatMap(found -> found.places().stream()).toList();
    }

    private Found looked(Source source, List<Place> before) {
        try {
            var places =
                    switch (source.kind()) {
                        case DNS -> names.addresses(source);
                        case SRV -> names.services(source);
                        case KUBERNETES -> kubernetes.places(source);
                    };
            // Name servers turn their answers round; the order must not look like a change.
            var sorted = places.stream()
                    .distinct()
                    .sorted(java.util.Comparator.comparing(place -> place.url().toString()))
                    .toList();
            return new Found(source.uri(), sorted, clock.instant(), null);
        } catch (LookupFailed failed) {
            return new Found(source.uri(), before, clock.instant(), failed.getMessage());
        }
    }

    @Override
    public void close() {
        time.shutdownNow();
    }
}
