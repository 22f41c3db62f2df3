package dev.routewright.cell;

import dev.routewright.inspection.Permitted;
import dev.routewright.route.Grant;
import dev.routewright.route.Operation;
import dev.routewright.services.ServiceRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The texts of the Kamelets a grant names: those of operations are written here, the others are Camel's. */
final class KameletTexts {
    private final ServiceRegistry services;
    private final Function<Operation, String> writer;
    private final CatalogKamelets catalog;
    private final Map<String, Written> written = new ConcurrentHashMap<>();

    KameletTexts(ServiceRegistry services, Function<Operation, String> writer, Permitted permitted) {
        this.services = services;
        this.writer = writer;
        this.catalog = new CatalogKamelets(permitted);
    }

    /** By name, each written when it is asked for. @throws IllegalArgumentException when an operation is not registered */
    Map<String, Supplier<String>> of(Grant grant) {
        var texts = new TreeMap<String, Supplier<String>>();
        for (var key : grant.operations()) {
            int dot = key.indexOf('.');
            var operation = services.find(key.substring(0, Math.max(dot, 0)))
                    .flatMap(s -> s.service().operation(key.substring(dot + 1)))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "The operation %s is not registered; register its service first.".formatted(key)));
            texts.put(operation.kamelet(), () -> kamelet(operation));
        }
        for (var name : grant.kamelets()) texts.put(name, () -> catalog.yaml(name));
        return texts;
    }

    /** Written once: an operation with the whole of its service's documentation is longer than most routes. */
    private String kamelet(Operation operation) {
        return written.compute(
                        operation.key(),
                        (key, known) -> known != null && known.operation().equals(operation)
                                ? known
                                : new Written(operation, writer.apply(operation)))
                .yaml();
    }

    private record Written(Operation operation, String yaml) {}
}
