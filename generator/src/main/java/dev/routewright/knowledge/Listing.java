package dev.routewright.knowledge;

import dev.routewright.route.Operation;
import dev.routewright.route.Service;
import java.util.Comparator;
import java.util.List;

/** The services of a plan prompt. */
final class Listing {
    private final List<Service> services;

    Listing(List<Service> services) {
        this.services =
                services.stream().sorted(Comparator.comparing(Service::name)).toList();
    }

    String text(int tokens) {
        var sheet = new Sheet();
        for (Service service : services) {
            sheet.add(title(service), service.name());
            for (Operation operation : service.operations())
                sheet.add(
                        OperationText.of(operation.key(), operation, true),
                        OperationText.of(operation.key(), operation, false),
                        operation.key());
        }
        return sheet.text(tokens);
    }

    private static String title(Service service) {
        return service.name() + ": " + OperationText.quoted(service.title(), 60)
                + (service.security().isEmpty() ? "" : "  credential: added by the runtime, never write it");
    }
}
