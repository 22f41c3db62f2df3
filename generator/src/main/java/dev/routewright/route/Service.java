package dev.routewright.route;

import java.time.Duration;
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
 * @param simulation how it is simulated, when it is
 */
public record Service(
        String name,
        String title,
        String description,
        List<Operation> operations,
        List<String> servers,
        boolean sandbox,
        List<Security> security,
        Optional<String> mediation,
        Simulation simulation) {
    public Service {
        if (!name.matches("[a-z][a-z0-9-]{0,62}"))
            throw new IllegalArgumentException("A service name is lower-case letters, digits and dashes: " + name);
        operations = List.copyOf(operations);
        servers = List.copyOf(servers);
        security = List.copyOf(security);
    }

    /** A service whose document says nothing about how it is called or simulated. */
    public Service(
            String name,
            String title,
            String description,
            List<Operation> operations,
            List<String> servers,
            boolean sandbox,
            List<Security> security) {
        this(name, title, description, operations, servers, sandbox, security, Optional.empty(), Simulation.PLAIN);
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
     * @param name of the header or query parameter; Authorization for bearer and basic; for the others the address a
     *     token is got from, then the scopes, with blanks between: a secret belongs to the address it is shown to
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

        /** @param address that takes client id and secret and gives tokens */
        public static Security oauth2(String address, List<String> scopes) {
            return new Security(
                    Kind.OAUTH2,
                    String.join(" ", address, String.join(" ", scopes)).strip());
        }

        /** @param address of the document that says where tokens are given */
        public static Security openId(String address, List<String> scopes) {
            return new Security(
                    Kind.OPENID,
                    String.join(" ", address, String.join(" ", scopes)).strip());
        }

        /** Whether calls carry a token that is got for them, rather than what somebody set. */
        public boolean givesTokens() {
            return kind == Kind.OAUTH2 || kind == Kind.OPENID;
        }

        public boolean isLike(Security other) {
            return kind == other.kind && name.equalsIgnoreCase(other.name);
        }
    }

    public enum Kind {
        HEADER,
        QUERY,
        BEARER,
        BASIC,
        /** Client credentials, shown to a token address. */
        OAUTH2,
        /** The same, with the token address found by OpenID Connect discovery. */
        OPENID
    }

    /**
     * How a service without instances is simulated.
     *
     * @param instances each on a port of its own
     * @param atLeast an answer takes
     * @param atMost an answer takes
     */
    public record Simulation(int instances, Duration atLeast, Duration atMost) {
        private static final Duration LONGEST = Duration.ofMinutes(1);

        public static final Simulation PLAIN = new Simulation(1, Duration.ZERO, Duration.ZERO);

        public Simulation {
            if (instances < 1 || instances > 10)
                throw new IllegalArgumentException("A simulation has 1 to 10 instances.");
            if (atLeast.isNegative() || atMost.compareTo(atLeast) < 0 || atMost.compareTo(LONGEST) > 0)
                throw new IllegalArgumentException("A simulated delay is 0 to 60 s.");
        }
    }
}
