package dev.routewright.route;

import java.util.List;
import java.util.Optional;

/**
 * Something a route may call.
 *
 * @param name lower-case name, unique among services, {@code [a-z][a-z0-9-]*}
 * @param servers base URLs from the document, in its order
 * @param sandbox simulated on loopback from its examples until it is given instances
 * @param security how it wants to be shown a credential, as far as its document says; routes never hold one
 * @param mediation what its document says about how it is called, a JSON object; the runtime decides what holds of it
 */
public record Service(
        String name,
        String title,
        String description,
        List<Operation> operations,
        List<String> servers,
        boolean sandbox,
        List<Security> security,
        Optional<String> mediation) {
    public Service {
        if (!name.matches("[a-z][a-z0-9-]{0,62}"))
            throw new IllegalArgumentException("A service name is lower-case letters, digits and dashes: " + name);
        operations = List.copyOf(operations);
        servers = List.copyOf(servers);
        security = List.copyOf(security);
    }

    /** A service whose document says nothing about how it is called. */
    public Service(
            String name,
            String title,
            String description,
            List<Operation> operations,
            List<String> servers,
            boolean sandbox,
            List<Security> security) {
        this(name, title, description, operations, servers, sandbox, security, Optional.empty());
    }

    /** A service whose document says nothing about credentials either. */
    public Service(
            String name,
            String title,
            String description,
            List<Operation> operations,
            List<String> servers,
            boolean sandbox) {
        this(name, title, description, operations, servers, sandbox, List.of());
    }

    public Optional<Operation> operation(String id) {
        return operations.stream().filter(o -> o.id().equals(id)).findFirst();
    }

    /**
     * Where a credential goes in a request.
     *
     * @param name of the header or query parameter; Authorization for the others
     */
    public record Security(Kind kind, String name) {
        public static final Security BEARER = new Security(Kind.BEARER, "Authorization");
        public static final Security BASIC = new Security(Kind.BASIC, "Authorization");

        public static Security header(String name) {
            return new Security(Kind.HEADER, name);
        }

        public static Security query(String name) {
            return new Security(Kind.QUERY, name);
        }

        public boolean isLike(Security other) {
            return kind == other.kind && name.equalsIgnoreCase(other.name);
        }
    }

    public enum Kind {
        HEADER,
        QUERY,
        BEARER,
        BASIC
    }
}
