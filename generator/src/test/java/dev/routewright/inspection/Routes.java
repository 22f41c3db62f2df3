package dev.routewright.inspection;

import dev.routewright.route.Finding;
import dev.routewright.route.Operation;
import dev.routewright.route.Operation.In;
import dev.routewright.route.Operation.Input;
import dev.routewright.route.Schema;
import dev.routewright.route.Service;
import java.util.List;

/** Routes and services the tests of this package speak about. */
final class Routes {
    static final Inspector INSPECTOR = new Inspector(Policy.standard());
    static final Service INVENTORY = service("inventory", "getStock", "reserve");
    static final Service PAYMENT = service("payment", "charge");
    static final Service NOTIFY = service("notify", "sendMessage");
    static final List<Service> SERVICES = List.of(INVENTORY, PAYMENT, NOTIFY);

    private Routes() {}

    static Service service(String name, String... operations) {
        return new Service(
                name,
                name,
                "",
                List.of(operations).stream()
                        .map(id -> new Operation(
                                name,
                                id,
                                "",
                                "",
                                "POST",
                                "/" + id,
                                List.of(new Input("sku", In.BODY, Schema.of("string"), true)),
                                List.of()))
                        .toList(),
                List.of(),
                true);
    }

    /** A route whose only step this is; the step begins in line 7, column 11. */
    static String aRouteWith(String step) {
        return """
                - route:
                    id: order
                    from:
                      uri: platform-http:/orders
                      parameters: {httpMethodRestrict: POST}
                      steps:
                        - %s
                """.formatted(step.stripIndent().strip().replace("\n", "\n          "));
    }

    static List<Finding> findingsOn(String yaml) {
        return INSPECTOR.inspect(yaml, SERVICES).findings();
    }

    static List<Finding> findingsOnStep(String step) {
        return findingsOn(aRouteWith(step));
    }

    static List<String> rulesOnStep(String step) {
        return findingsOnStep(step).stream().map(Finding::rule).toList();
    }
}
