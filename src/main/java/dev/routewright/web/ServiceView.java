package dev.routewright.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.routewright.operations.Overview;
import dev.routewright.route.Operation;
import dev.routewright.services.Mediation;
import dev.routewright.services.ServiceRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service as the API shows it.
 *
 * @param sandbox whether calls go to a simulation, until it is given instances
 * @param builtIn whether it is the runtime's own: always there, never changed
 * @param figures how it is used, where one service is shown
 */
record ServiceView(
        String name,
        String title,
        String description,
        List<OperationView> operations,
        List<ServiceRegistry.Instance> instances,
        Mediation mediation,
        boolean sandbox,
        boolean builtIn,
        @JsonInclude(JsonInclude.Include.NON_NULL) Overview.@Nullable Service figures) {

    /** @param kamelet how a route calls it */
    record OperationView(
            String id, String key, String kamelet, String summary, String description, String method, String path) {
        static OperationView of(Operation operation) {
            return new OperationView(
                    operation.id(),
                    operation.key(),
                    operation.kamelet(),
                    operation.summary(),
                    operation.description(),
                    operation.method(),
                    operation.path());
        }
    }

    static ServiceView of(ServiceRegistry.Registered registered) {
        return of(registered, null);
    }

    static ServiceView of(ServiceRegistry.Registered registered, Overview.@Nullable Service figures) {
        var service = registered.service();
        return new ServiceView(
                service.name(),
                service.title(),
                service.description(),
                service.operations().stream().map(OperationView::of).toList(),
                registered.instances(),
                registered.mediation(),
                registered.simulated(),
                registered.builtIn(),
                figures);
    }
}
