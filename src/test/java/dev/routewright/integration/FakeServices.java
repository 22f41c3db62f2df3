package dev.routewright.integration;

import dev.routewright.knowledge.OpenApiServices;
import dev.routewright.route.Operation;
import dev.routewright.route.Service;
import dev.routewright.services.Mediation;
import dev.routewright.services.ServiceRegistry;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Reads {@code openapi getStock,reserve} as a service with those operations. */
public final class FakeServices implements ServiceRegistry {
    private final Map<String, Registered> services = new ConcurrentSkipListMap<>();

    @Override
    public Registered register(String name, String document) {
        if (document.startsWith("{")) {
            var read =
                    new Registered(OpenApiServices.read(name, document), document, List.of(), Mediation.DEFAULT, false);
            services.put(name, read);
            return read;
        }
        if (!document.startsWith("openapi"))
            throw new IllegalArgumentException("The document is not OpenAPI 3. Nothing was changed.");
        var operations = Arrays.stream(document.substring(7).strip().split(","))
                .map(id -> new Operation(name, id, "", "", "GET", "/" + id, List.of(), List.of()))
                .toList();
        var service = new Service(name, name, "", operations, List.of(), true);
        var registered = new Registered(service, document, List.of(), Mediation.DEFAULT, true);
        services.put(name, registered);
        return registered;
    }

    @Override
    public List<Registered> all() {
        return List.copyOf(services.values());
    }

    @Override
    public Optional<Registered> find(String name) {
        return Optional.ofNullable(services.get(name));
    }

    @Override
    public boolean remove(String name) {
        return services.remove(name) != null;
    }

    @Override
    public Registered setInstances(String name, List<URI> instances) {
        var old = find(name).orElseThrow(NoSuchElementException::new);
        var urls = instances.stream()
                .map(url -> new Instance(url, "unknown", 0, 0, 0))
                .toList();
        var changed = new Registered(old.service(), old.document(), urls, old.mediation(), instances.isEmpty());
        services.put(name, changed);
        return changed;
    }

    @Override
    public Registered setMediation(String name, Mediation mediation) {
        var old = find(name).orElseThrow(NoSuchElementException::new);
        var changed = new Registered(old.service(), old.document(), old.instances(), mediation, old.simulated());
        services.put(name, changed);
        return changed;
    }
}
