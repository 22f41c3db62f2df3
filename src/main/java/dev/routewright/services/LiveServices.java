package dev.routewright.services;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routewright.knowledge.BuiltIn;
import dev.routewright.knowledge.NearNames;
import dev.routewright.route.HostName;
import dev.routewright.route.Operation;
import dev.routewright.route.Service;
import dev.routewright.services.contract.Report;
import dev.routewright.services.discovery.Discovery;
import dev.routewright.services.discovery.Found;
import dev.routewright.services.discovery.Place;
import dev.routewright.services.simulation.Sandbox;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry that calls are made through. Whatever it does not know cannot be called: a request goes to the host and
 * port of a registered instance or nowhere. Changes are stored first and then take effect, one at a time.
 */
public final class LiveServices implements ServiceRegistry, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveServices.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A simulation answers with what the document says. */
    private static final BiConsumer<Operation, byte[]> UNWATCHED = (operation, reply) -> {};

    private final BiFunction<String, String, Service> reader;
    private final Store store;
    private final Mediation standard;
    private final Connections connections = new Connections();
    private final Upkeep upkeep;
    private final Map<String, LiveService> services = new ConcurrentHashMap<>();

    /** @param reader reads an OpenAPI document as the service of that name, or throws with a sentence */
    public LiveServices(BiFunction<String, String, Service> reader, Store store, Mediation standard) {
        this(reader, store, standard, ServiceEvents.NONE, Duration.ofSeconds(30));
    }

    /**
     * @param events hears what becomes of services by themselves
     * @param lookUpEvery how often addresses that are looked up are
     */
    public LiveServices(
            BiFunction<String, String, Service> reader,
            Store store,
            Mediation standard,
            ServiceEvents events,
            Duration lookUpEvery) {
        this.upkeep = new Upkeep(events, this::lookedUp, lookUpEvery);
        this.reader = reader;
        this.store = store;
        this.standard = standard;
        for (var own : BuiltIn.all()) services.put(own.name(), builtIn(own, standard));
        for (var stored : store.load()) {
            try {
                checkName(stored.name());
                put(
                        reader.apply(stored.name(), stored.document()),
                        stored.document(),
                        stored.instances(),
                        stored.mediation());
            } catch (IllegalArgumentException unreadable) {
                // One bad document must not keep the others from coming back.
                LOG.error(
                        "Service {} is not available: its stored document cannot be read. Register it again{}.",
                        stored.name(),
                        BuiltIn.is(stored.name()) ? " by another name, this one is the runtime's own" : "");
            }
        }
    }

    @Override
    public synchronized Registered register(String name, String document) {
        checkName(name);
        var service = reader.apply(name, document);
        var before = services.get(name);
        var own = before == null ? List.<URI>of() : before.own();
        var mediation = mediation(service, before);
        store.save(new Store.Stored(name, document, own, mediation));
        return put(service, document, own, mediation).registered();
    }

    @Override
    public List<Registered> all() {
        return services.values().stream()
                .map(LiveService::registered)
                .sorted(Comparator.comparing(r -> r.service().name()))
                .toList();
    }

    @Override
    public Optional<Registered> find(String name) {
        return Optional.ofNullable(services.get(name)).map(LiveService::registered);
    }

    @Override
    public synchronized boolean remove(String name) {
        checkName(name);
        if (!services.containsKey(name)) return false;
        store.delete(name);
        close(services.remove(name));
        upkeep.forget(name);
        return true;
    }

    @Override
    public synchronized Registered setInstances(String name, List<URI> instances) {
        checkName(name);
        instances.forEach(LiveServices::checkInstance);
        var live = get(name);
        store.save(new Store.Stored(name, live.document(), instances, live.mediation()));
        return put(live.service(), live.document(), instances, live.mediation()).registered();
    }

    @Override
    public synchronized Registered setMediation(String name, Mediation mediation) {
        checkName(name);
        var live = get(name);
        checkOperations(live.service(), mediation);
        store.save(new Store.Stored(name, live.document(), live.own(), mediation));
        return put(live.service(), live.document(), live.own(), mediation).registered();
    }

    @Override
    public BareClient.Pool connections() {
        return connections.pool();
    }

    /** What the document asks for, until somebody sets something else. */
    private Mediation mediation(Service service, @Nullable LiveService before) {
        var asked = documented(service);
        boolean untouched = before == null
                || before.mediation().equals(standard)
                || before.service().mediation().isPresent()
                        && before.mediation().equals(documented(before.service()));
        return before == null || untouched ? asked : before.mediation();
    }

    private Mediation documented(Service service) {
        if (service.mediation().isEmpty()) return standard;
        try {
            var asked = standard.changed(JSON.readTree(service.mediation().get()));
            checkOperations(service, asked);
            return asked;
        } catch (JsonProcessingException | IllegalArgumentException unusable) {
            throw new IllegalArgumentException(
                    "The mediation the document of %s asks for is not usable: %s Nothing was registered."
                            .formatted(service.name(), unusable.getMessage()),
                    unusable);
        }
    }

    private static void checkOperations(Service service, Mediation mediation) {
        var known = service.operations().stream().map(Operation::id).toList();
        for (var id : mediation.operations().keySet()) {
            if (known.contains(id)) continue;
            var near = NearNames.of(id, known);
            throw new IllegalArgumentException("%s has no operation %s.%s"
                    .formatted(
                            service.name(),
                            id.length() > 80 ? id.substring(0, 80) + "…" : id,
                            near.isEmpty() ? "" : " Did you mean %s?".formatted(String.join(" or ", near))));
        }
    }

    /** It runs in the runtime's store: there are no instances, and nothing to mediate. */
    private static LiveService builtIn(Service own, Mediation standard) {
        return new LiveService(
                own, BuiltIn.document(own.name()), List.of(), standard, List.of(), null, new Common(standard));
    }

    private static void checkName(String name) {
        if (BuiltIn.is(name))
            throw new IllegalArgumentException(
                    ("The service %s is built in and cannot be registered, changed or removed. Nothing has changed; "
                                    + "give a service of yours another name.")
                            .formatted(name));
    }

    /** Where calls to an operation go. @throws IllegalArgumentException with a sentence when there is no such operation */
    Line line(String service, String operation) {
        var live = services.get(service);
        if (live == null) throw new IllegalArgumentException("Service %s is not registered.".formatted(service));
        return live.line(operation);
    }

    @Override
    public synchronized void close() {
        services.values().forEach(LiveServices::close);
        services.clear();
        upkeep.close();
        connections.close();
    }

    private LiveService put(Service service, String document, List<URI> own, Mediation mediation) {
        var before = services.get(service.name());
        boolean simulated = service.sandbox() && own.isEmpty();
        var sandbox = simulated ? Sandbox.of(service) : null;
        var urls = sandbox != null ? sandbox.urls() : own.isEmpty() ? servers(service) : own;
        if (before == null || !before.document().equals(document)) upkeep.promises(service);
        var live = new LiveService(
                service,
                document,
                List.copyOf(own),
                mediation,
                instances(upkeep.places(service.name(), urls), mediation, before, simulated),
                sandbox,
                common(service, document, mediation, before));
        services.put(service.name(), live);
        upkeep.ask(live);
        close(before);
        return live;
    }

    /** Replies of another document are not replies of this one. */
    private static Common common(Service service, String document, Mediation mediation, @Nullable LiveService before) {
        boolean same = before != null
                && before.document().equals(document)
                && before.mediation().equals(mediation)
                && before.service().equals(service);
        return before != null && same ? before.common() : new Common(mediation);
    }

    /** An instance that stays keeps its breaker and its figures. */
    private List<LiveInstance> instances(
            List<Place> places, Mediation mediation, @Nullable LiveService before, boolean simulated) {
        var kept = before == null
                ? Map.<Place, LiveInstance>of()
                : before.instances().stream()
                        .filter(instance -> instance.suits(mediation))
                        .collect(Collectors.toMap(LiveInstance::place, i -> i));
        var instances = new ArrayList<LiveInstance>();
        for (var place : places)
            instances.add(
                    kept.containsKey(place)
                            ? kept.get(place)
                            : new LiveInstance(place, mediation, connections, simulated ? UNWATCHED : upkeep::replied));
        return List.copyOf(instances);
    }

    private static List<URI> servers(Service service) {
        var urls = new ArrayList<URI>();
        for (var server : service.servers()) {
            try {
                var url = URI.create(server);
                checkInstance(url);
                urls.add(url);
            } catch (IllegalArgumentException relative) {
                LOG.info("Server of {} left out: not an absolute http or https URL.", service.name());
            }
        }
        return urls;
    }

    /** @throws IllegalArgumentException with a sentence when nothing can be called at it */
    public static void checkInstance(URI url) {
        if (Discovery.isLookedUp(url)) return;
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (url.getHost() == null
                && url.getRawAuthority() != null
                && !url.getRawAuthority().contains("@"))
            throw new IllegalArgumentException(
                    "The instance cannot be called: %s. Nothing has changed; write host and port plainly."
                            .formatted(HostName.objection(url.toString()).orElse("its host is not a plain name")));
        if (!http
                || url.getHost() == null
                || url.getRawUserInfo() != null
                || url.getRawQuery() != null
                || url.getRawFragment() != null)
            throw new IllegalArgumentException(
                    "An instance is an absolute http or https URL without user, query and fragment, such as "
                            + "http://inventory.internal:8080/api. Nothing has changed.");
        HostName.objection(url.toString()).ifPresent(objection -> {
            throw new IllegalArgumentException(
                    "The instance cannot be called: %s. Nothing has changed; write host and port plainly."
                            .formatted(objection));
        });
    }

    /** Its instances are elsewhere now. */
    private synchronized void lookedUp(String name) {
        var live = services.get(name);
        if (live != null) put(live.service(), live.document(), live.own(), live.mediation());
    }

    @Override
    public List<Found> lookups(String name) {
        return upkeep.lookups(name);
    }

    @Override
    public List<Report> contract(String name) {
        return upkeep.contract(name);
    }

    private LiveService get(String name) {
        var live = services.get(name);
        if (live == null) throw new NoSuchElementException("Service %s is not registered.".formatted(name));
        return live;
    }

    private static void close(@Nullable LiveService live) {
        if (live != null && live.sandbox() != null) live.sandbox().close();
    }
}
