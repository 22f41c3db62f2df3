package dev.routewright.services;

import dev.routewright.knowledge.BuiltIn;
import dev.routewright.route.Service;
import dev.routewright.services.contract.Report;
import dev.routewright.services.discovery.Found;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The services routes may call, with where they run and how calls to them are mediated. Thread-safe. */
public interface ServiceRegistry {

    /**
     * Registers or replaces a service.
     *
     * @param document OpenAPI 3 text, JSON or YAML
     * @return the service as read
     * @throws IllegalArgumentException with a sentence for people when the document is not usable; nothing has changed
     */
    Registered register(String name, String document);

    List<Registered> all();

    Optional<Registered> find(String name);

    /** @return false when there was none */
    boolean remove(String name);

    /** @throws java.util.NoSuchElementException when the service is not registered */
    Registered setInstances(String name, List<URI> instances);

    /**
     * @throws java.util.NoSuchElementException when the service is not registered
     * @throws IllegalArgumentException with a sentence when it names an operation the service does not have
     */
    Registered setMediation(String name, Mediation mediation);

    /** What looking up the addresses of its instances has brought, when they are looked up. */
    default List<Found> lookups(String name) {
        return List.of();
    }

    /** How its live replies compare with its document, by operation. */
    default List<Report> contract(String name) {
        return List.of();
    }

    /** How the connections stand that calls are made over. */
    default BareClient.Pool connections() {
        return BareClient.Pool.NONE;
    }

    /**
     * @param document the text it was read from
     * @param instances where it runs; for a simulated service the loopback address of its simulation
     * @param simulated whether it is marked sandbox and has no instances of its own
     */
    record Registered(
            Service service, String document, List<Instance> instances, Mediation mediation, boolean simulated) {

        /** Whether it is the runtime's own, which nobody registers, changes or removes. */
        public boolean builtIn() {
            return BuiltIn.is(service.name());
        }
    }

    /**
     * @param state {@code up}, {@code down} (not well when asked), {@code resting} (breaker open) or {@code unknown}
     * @param breaker {@code closed}, {@code open} or {@code half-open}
     * @param healthy what the last checks of its health say, where there are any
     * @param inUse calls under way
     * @param bulkhead how many there may be
     * @param turnedAway calls that did not fit and went elsewhere or failed
     * @param failureRate percentage the breaker sees, 0 until it has seen enough
     * @param since when it is in this state
     * @param why a sentence
     */
    record Instance(
            URI url,
            String state,
            String breaker,
            boolean healthy,
            int inUse,
            int bulkhead,
            long turnedAway,
            long calls,
            long failures,
            double failureRate,
            double meanMillis,
            Instant since,
            String why) {

        /** One that nothing is under way to. */
        public Instance(URI url, String state, long calls, long failures, double meanMillis) {
            this(
                    url,
                    state,
                    "closed",
                    true,
                    0,
                    Mediation.DEFAULT.bulkhead(),
                    0,
                    calls,
                    failures,
                    0,
                    meanMillis,
                    Instant.EPOCH,
                    "");
        }
    }

    /** Keeps registrations over a restart. */
    interface Store {
        List<Stored> load();

        void save(Stored stored);

        void delete(String name);

        /** @param instances empty when the document's own servers are used */
        record Stored(String name, String document, List<URI> instances, Mediation mediation) {}
    }
}
