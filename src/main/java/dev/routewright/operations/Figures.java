package dev.routewright.operations;

import dev.routewright.cell.MessageListener;
import dev.routewright.services.BareClient.Pool;
import dev.routewright.services.CallListener;
import dev.routewright.services.ServiceRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times what calls and messages come to. Only what is registered or live has figures, so that nobody outside
 * can make meters; they go with what they are of.
 */
public final class Figures implements CallListener, MessageListener, AutoCloseable {
    private static final long EVERY = TimeUnit.SECONDS.toNanos(5);

    private final MeterRegistry registry;
    private final ServiceRegistry services;
    private final Map<String, ServiceFigures> ofServices = new ConcurrentHashMap<>();
    private final Map<String, IntegrationFigures> ofIntegrations = new ConcurrentHashMap<>();
    private final Counts shared;
    private final Thread clock = new Thread(this::goOn, "figures");
    private volatile Pool pool = Pool.NONE;
    private volatile boolean closed;

    public Figures(MeterRegistry registry, ServiceRegistry services) {
        this.registry = registry;
        this.services = services;
        shared = new Counts(registry, Tags.empty());
        shared.gauge("routewright.connections.leased", "Connections in use", this, f -> f.pool()
                .leased());
        shared.gauge("routewright.connections.available", "Connections idle", this, f -> f.pool.available());
        shared.gauge("routewright.connections.pending", "Calls that wait for one", this, f -> f.pool.pending());
        shared.gauge("routewright.connections.max", "Connections at most", this, f -> f.pool.max());
        tick(System.nanoTime());
        clock.setDaemon(true);
        clock.start();
    }

    @Override
    public void attempted(Attempt attempt) {
        var known = ofServices.get(attempt.service());
        if (known != null && known.attempted(attempt)) return;
        var now = refreshed(attempt.service());
        if (now != null) now.attempted(attempt);
    }

    @Override
    public void called(Call call) {
        var known = ofServices.get(call.service());
        if (known != null && known.called(call)) return;
        var now = refreshed(call.service());
        if (now != null) now.called(call);
    }

    @Override
    public Heard starts(String integration) {
        // Within compute, so that it cannot be removed between being found and being started.
        Heard[] heard = {Heard.NOTHING};
        ofIntegrations.compute(integration, (name, known) -> {
            var figures = known == null ? new IntegrationFigures(registry, name) : known;
            heard[0] = figures.starts();
            return figures;
        });
        return heard[0];
    }

    public Overview overview() {
        long now = System.nanoTime();
        refresh();
        return new Overview(
                ofServices.values().stream()
                        .map(service -> service.overview(now))
                        .sorted(Comparator.comparing(Overview.Service::service))
                        .toList(),
                ofIntegrations.values().stream()
                        .map(integration -> integration.overview(now))
                        .sorted(Comparator.comparing(Overview.Integration::integration))
                        .toList(),
                pool());
    }

    public Optional<Overview.Service> service(String name) {
        return Optional.ofNullable(refreshed(name)).map(figures -> figures.overview(System.nanoTime()));
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(clock);
    }

    private void goOn() {
        while (!closed) {
            LockSupport.parkNanos(this, EVERY);
            if (!closed) tick(System.nanoTime());
        }
    }

    void tick(long now) {
        refresh();
        ofServices.values().forEach(service -> service.tick(now));
        ofIntegrations.values().forEach(integration -> integration.tick(now));
    }

    private void refresh() {
        var names = new HashSet<String>();
        for (var registered : services.all()) {
            names.add(registered.service().name());
            isNow(registered);
        }
        ofServices.keySet().stream().filter(name -> !names.contains(name)).forEach(this::remove);
        ofIntegrations.forEach((name, figures) -> ofIntegrations.computeIfPresent(name, (same, now) -> {
            if (!now.isOver()) return now;
            now.remove();
            return null;
        }));
    }

    private @Nullable ServiceFigures refreshed(String service) {
        return services.find(service).map(this::isNow).orElse(null);
    }

    private ServiceFigures isNow(ServiceRegistry.Registered registered) {
        return ofServices.compute(registered.service().name(), (name, known) -> {
            if (known == null) return new ServiceFigures(registry, registered);
            known.isNow(registered);
            return known;
        });
    }

    private void remove(String service) {
        ofServices.computeIfPresent(service, (name, known) -> {
            // Registered again in the meantime, it stays.
            if (services.find(name).isPresent()) return known;
            known.remove();
            return null;
        });
    }

    private Pool pool() {
        pool = services.connections();
        return pool;
    }
}
