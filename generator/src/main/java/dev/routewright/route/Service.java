package dev.routewright.route;

import java.util.List;
import java.util.Optional;

/**
 * Something a route may call.
 *
 * @param name lower-case name, unique among services, {@code [a-z][a-z0-9-]*}
 * @param servers base URLs from the document, in its order
 * @param sandbox simulated on loopback from its examples until it is given instances
 */
public record Service(
        String name,
        String title,
        String description,
        List<Operation> operations,
        List<String> servers,
        boolean sandbox) {
    public Service {
        if (!name.matches("[a-z][a-z0-9-]{0,62}"))
            throw new IllegalArgumentException("A service name is lower-case letters, digits and dashes: " + name);
        operations = List.copyOf(operations);
        servers = List.copyOf(servers);
    }

    public Optional<Operation> operation(String id) {
        return operations.stream().filter(o -> o.id().equals(id)).findFirst();
    }
}
