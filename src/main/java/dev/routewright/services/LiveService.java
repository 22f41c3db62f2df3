package dev.routewright.services;

import dev.routewright.route.Operation;
import dev.routewright.route.Service;
import dev.routewright.services.simulation.Sandbox;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A registered service as it stands; replaced as a whole when something about it changes.
 *
 * @param own instances somebody set, empty when the document's servers (or the simulation) are used
 * @param sandbox the running simulation, null when calls go to real instances
 */
record LiveService(
        Service service,
        String document,
        List<URI> own,
        Mediation mediation,
        List<LiveInstance> instances,
        @Nullable Sandbox sandbox,
        AtomicInteger turn) {

    Line line(String operation) {
        var found = service.operation(operation);
        if (found.isEmpty())
            throw new IllegalArgumentException("Service %s has no operation %s.".formatted(service.name(), operation));
        return new To(this, found.get());
    }

    ServiceRegistry.Registered registered() {
        return new ServiceRegistry.Registered(
                service, document, instances.stream().map(LiveInstance::figures).toList(), mediation, sandbox != null);
    }

    ServiceRegistry.Store.Stored stored() {
        return new ServiceRegistry.Store.Stored(service.name(), document, own, mediation);
    }

    private List<LiveInstance> balanced() {
        if (instances.size() < 2) return instances;
        var order = new ArrayList<>(instances);
        switch (mediation.balancing()) {
            case "random" -> Collections.shuffle(order, ThreadLocalRandom.current());
            case "least-response-time" -> order.sort(Comparator.comparingDouble(LiveInstance::meanNanos));
            default -> Collections.rotate(order, -Math.floorMod(turn.getAndIncrement(), order.size()));
        }
        return order;
    }

    private record To(LiveService to, Operation operation) implements Line {
        @Override
        public Mediation mediation() {
            return to.mediation;
        }

        @Override
        public Optional<Target> next(Set<Target> tried) {
            var order = new ArrayList<>(to.balanced());
            order.sort(Comparator.comparing(tried::contains));
            for (var instance : order) if (instance.acquire()) return Optional.of(instance);
            return Optional.empty();
        }

        @Override
        public String whyNone() {
            return to.instances.isEmpty()
                    ? "No instance of %s is registered.".formatted(to.service.name())
                    : "No instance of %s answers; all of them are resting after failures.".formatted(to.service.name());
        }
    }
}
