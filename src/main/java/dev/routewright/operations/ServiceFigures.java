package dev.routewright.operations;

import dev.routewright.services.CallListener.Attempt;
import dev.routewright.services.CallListener.Call;
import dev.routewright.services.ServiceRegistry.Instance;
import dev.routewright.services.ServiceRegistry.Registered;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.net.URI;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One registered service: its operations and instances, and no others. */
final class ServiceFigures {
    private final MeterRegistry registry;
    private final String service;
    private final Timed calls;
    private final Map<String, OperationFigures> operations = new ConcurrentHashMap<>();
    private final Map<URI, InstanceFigures> instances = new ConcurrentHashMap<>();

    ServiceFigures(MeterRegistry registry, Registered registered) {
        this.registry = registry;
        service = registered.service().name();
        calls = Timed.of(
                registry,
                "routewright.service",
                "Calls of a service, retries and pauses included",
                Tags.of("service", service));
        isNow(registered);
    }

    boolean called(Call call) {
        var operation = operations.get(call.operation());
        if (operation == null) return false;
        calls.took(call.nanos());
        operation.called(call);
        return true;
    }

    boolean attempted(Attempt attempt) {
        var instance = instances.get(attempt.instance());
        if (instance == null) return false;
        instance.attempted(attempt);
        return true;
    }

    /** Begins figures of what is new, ends those of what is gone. */
    synchronized void isNow(Registered registered) {
        var names = registered.service().operations().stream()
                .map(dev.routewright.route.Operation::id)
                .collect(Collectors.toSet());
        operations.entrySet().removeIf(entry -> {
            if (names.contains(entry.getKey())) return false;
            entry.getValue().remove();
            return true;
        });
        names.forEach(
                name -> operations.computeIfAbsent(name, unknown -> new OperationFigures(registry, service, unknown)));
        areNow(registered.instances());
    }

    /** Two instances that differ by path only are one place to those who watch. */
    private void areNow(List<Instance> now) {
        var places = now.stream().map(InstanceFigures::place).collect(Collectors.toSet());
        var urls = now.stream().map(Instance::url).collect(Collectors.toSet());
        var gone = new HashSet<InstanceFigures>();
        instances.entrySet().removeIf(entry -> {
            if (urls.contains(entry.getKey())) return false;
            if (!places.contains(entry.getValue().place())) gone.add(entry.getValue());
            return true;
        });
        gone.forEach(InstanceFigures::remove);
        for (var instance : now) {
            var known = at(InstanceFigures.place(instance));
            var figures = known == null ? new InstanceFigures(registry, service, instance) : known;
            figures.isNow(instance);
            instances.put(instance.url(), figures);
        }
    }

    private @Nullable InstanceFigures at(String place) {
        return instances.values().stream()
                .filter(figures -> figures.place().equals(place))
                .findFirst()
                .orElse(null);
    }

    synchronized void remove() {
        calls.remove();
        operations.values().forEach(OperationFigures::remove);
        operations.clear();
        new HashSet<>(instances.values()).forEach(InstanceFigures::remove);
        instances.clear();
    }

    void tick(long now) {
        calls.tick(now);
        operations.values().forEach(operation -> operation.tick(now));
        new HashSet<>(instances.values()).forEach(instance -> instance.tick(now));
    }

    Overview.Service overview(long now) {
        var each = operations.values().stream()
                .map(operation -> operation.overview(now))
                .sorted(Comparator.comparing(Overview.Operation::operation))
                .toList();
        return new Overview.Service(
                service,
                calls.perSecond(now),
                calls.count(),
                each.stream().mapToLong(Overview.Operation::failed).sum(),
                each.stream().mapToLong(Overview.Operation::retries).sum(),
                calls.latency(),
                each,
                instances.values().stream()
                        .distinct()
                        .map(instance -> instance.overview(now))
                        .sorted(Comparator.comparing(Overview.Instance::instance))
                        .toList());
    }
}
