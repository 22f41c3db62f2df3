package dev.routewright.services;

import dev.routewright.route.Service;
import dev.routewright.services.simulation.Sandbox;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A registered service as it stands; replaced as a whole when something about it changes.
 *
 * @param own instances somebody set, empty when the document's servers (or the simulation) are used
 * @param sandbox the running simulation, null when calls go to real instances
 * @param common what its calls share
 * @param lines where calls go, by operation
 */
record LiveService(
        Service service,
        String document,
        List<URI> own,
        Mediation mediation,
        List<LiveInstance> instances,
        @Nullable Sandbox sandbox,
        Common common,
        Map<String, Line> lines) {

    LiveService(
            Service service,
            String document,
            List<URI> own,
            Mediation mediation,
            List<LiveInstance> instances,
            @Nullable Sandbox sandbox,
            Common common) {
        this(
                service,
                document,
                own,
                mediation,
                instances,
                sandbox,
                common,
                lines(service, mediation, instances, common));
    }

    private static Map<String, Line> lines(
            Service service, Mediation mediation, List<LiveInstance> instances, Common common) {
        var balancer = new Balancer(instances, mediation.weights());
        return service.operations().stream()
                .map(operation -> new LiveLine(operation, mediation, instances, balancer, common))
                .collect(Collectors.toUnmodifiableMap(line -> line.operation().id(), line -> line, (one, same) -> one));
    }

    Line line(String operation) {
        var line = lines.get(operation);
        if (line == null)
            throw new IllegalArgumentException("Service %s has no operation %s.".formatted(service.name(), operation));
        return line;
    }

    ServiceRegistry.Registered registered() {
        return new ServiceRegistry.Registered(
                service, document, instances.stream().map(LiveInstance::figures).toList(), mediation, sandbox != null);
    }

    ServiceRegistry.Store.Stored stored() {
        return new ServiceRegistry.Store.Stored(service.name(), document, own, mediation);
    }
}
