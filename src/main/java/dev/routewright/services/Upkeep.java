package dev.routewright.services;

import dev.routewright.route.Operation;
import dev.routewright.route.Service;
import dev.routewright.services.contract.Contracts;
import dev.routewright.services.contract.Report;
import dev.routewright.services.discovery.Discovery;
import dev.routewright.services.discovery.Found;
import dev.routewright.services.discovery.Place;
import dev.routewright.services.health.Condition;
import dev.routewright.services.health.HealthChecks;
import dev.routewright.services.health.Plan;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What is found out about services while they are registered: where they are, how they are, and what they answer. */
final class Upkeep implements AutoCloseable {
    private final Contracts contracts;
    private final HealthChecks health;
    private final Discovery discovery;
    private final Map<String, Map<URI, LiveInstance>> asked = new ConcurrentHashMap<>();

    Upkeep(ServiceEvents events, Consumer<String> lookedUp, Duration lookUpEvery) {
        var clock = Clock.systemUTC();
        contracts = new Contracts(events::drifted, clock);
        health = new HealthChecks(this::ask, events::changed, clock);
        discovery = new Discovery(Addresses::isNeverCalled, lookedUp::accept, clock, lookUpEvery);
    }

    /** The document of a service is another one now. */
    void promises(Service service) {
        contracts.watch(service);
    }

    void replied(Operation operation, byte[] reply) {
        contracts.replied(operation, reply);
    }

    List<Report> contract(String service) {
        return contracts.of(service);
    }

    /** Where the instances are that these addresses lead to; from now on they are looked up again and again. */
    List<Place> places(String service, List<URI> addresses) {
        discovery.follow(service, addresses);
        var found = new LinkedHashMap<URI, List<Place>>();
        for (var one : discovery.of(service)) found.put(one.source(), one.places());
        var places = new LinkedHashMap<URI, Place>();
        for (var address : addresses)
            for (var place : found.getOrDefault(address, List.of(new Place(address, "", 1, 0))))
                places.putIfAbsent(place.url(), place);
        return new ArrayList<>(places.values());
    }

    List<Found> lookups(String service) {
        return discovery.of(service);
    }

    /** Asks instances how they are, when the settings of their service say so. */
    void ask(LiveService live) {
        var name = live.service().name();
        var check = live.mediation().health();
        if (check.isEmpty()) {
            health.forget(name);
            if (asked.remove(name) != null) live.instances().forEach(instance -> instance.asked(null));
            return;
        }
        var how = check.get();
        var instances = new LinkedHashMap<URI, LiveInstance>();
        var flags = new LinkedHashMap<URI, Consumer<Condition>>();
        for (var instance : live.instances()) {
            instances.put(instance.url(), instance);
            flags.put(instance.url(), instance::asked);
        }
        asked.put(name, instances);
        health.check(
                name,
                new Plan(how.path(), how.interval(), how.timeout(), how.healthyAfter(), how.unhealthyAfter()),
                flags);
    }

    private Optional<String> ask(String service, URI url, Plan plan) {
        var instance = asked.getOrDefault(service, Map.of()).get(url);
        return instance == null ? Optional.empty() : instance.ask(plan);
    }

    void forget(String service) {
        asked.remove(service);
        health.forget(service);
        discovery.forget(service);
        contracts.forget(service);
    }

    @Override
    public void close() {
        discovery.close();
        health.close();
        contracts.close();
    }
}
