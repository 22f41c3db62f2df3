package dev.routewright.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.routewright.integration.ServiceDesk;
import dev.routewright.operations.Overview;
import dev.routewright.route.Operation;
import dev.routewright.services.Mediation;
import dev.routewright.services.ServiceRegistry;
import dev.routewright.services.contract.Report;
import dev.routewright.services.discovery.Found;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service as the API shows it.
 *
 * @param sandbox whether calls go to a simulation, until it is given instances
 * @param lookups what looking up the addresses of its instances has brought, when they are looked up
 * @param contract how live replies compare with its document, in a sentence
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
        List<Found> lookups,
        String contract,
        @JsonInclude(JsonInclude.Include.NON_NULL) Overview.@Nullable Service figures) {

    /** @param kamelet how a route calls it */
    record OperationView(
            String id,
            String key,
            String kamelet,
            String summary,
            String description,
            String method,
            String path,
            boolean idempotent) {
        static OperationView of(Operation operation) {
            return new OperationView(
                    operation.id(),
                    operation.key(),
                    operation.kamelet(),
                    operation.summary(),
                    operation.description(),
                    operation.method(),
                    operation.path(),
                    operation.idempotent());
        }
    }

    static ServiceView of(ServiceRegistry.Registered registered, ServiceDesk desk) {
        return of(registered, desk, null);
    }

    static ServiceView of(ServiceRegistry.Registered registered, ServiceDesk desk, Overview.@Nullable Service figures) {
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
                desk.lookups(service.name()),
                sentence(service.name(), desk.contract(service.name())),
                figures);
    }

    private static String sentence(String service, List<Report> reports) {
        long looked = reports.stream().mapToLong(Report::looked).sum();
        var drifted = reports.stream()
                .filter(report -> !report.drifts().isEmpty())
                .map(Report::operation)
                .toList();
        if (looked == 0) return "No live reply was compared with the document yet.";
        if (drifted.isEmpty()) return "%d live replies were compared, and all of them fit.".formatted(looked);
        return "Replies of %s differ from the document. GET /api/services/%s/contract says where."
                .formatted(String.join(", ", drifted), service);
    }
}
