package dev.routewright.integration;

import dev.routewright.journal.Journal;
import dev.routewright.journal.Versions;
import dev.routewright.knowledge.BuiltIn;
import dev.routewright.knowledge.ServiceDocuments;
import dev.routewright.route.Operation;
import dev.routewright.route.Status;
import dev.routewright.services.Mediation;
import dev.routewright.services.ServiceRegistry;
import dev.routewright.services.ServiceRegistry.Registered;
import dev.routewright.services.contract.Report;
import dev.routewright.services.discovery.Discovery;
import dev.routewright.services.discovery.Found;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Changes to services, as far as the integrations that are live allow them. */
public final class ServiceDesk {
    private static final int MOST_INSTANCES = 50;

    private final ServiceRegistry services;
    private final Versions versions;
    private final Journal journal;

    public ServiceDesk(ServiceRegistry services, Versions versions, Journal journal) {
        this.services = services;
        this.versions = versions;
        this.journal = journal;
    }

    /** @param created whether the name was new */
    public record Registration(Registered registered, boolean created) {}

    public List<Registered> all() {
        return services.all();
    }

    public Registered get(String name) {
        return services.find(name).orElseThrow(() -> unknown(name));
    }

    /** Registers or replaces. A new document must keep every operation a live integration calls. */
    public Registration register(String name, String document, String who) {
        checkOwn(name);
        var text = openApi(name, document);
        var before = services.find(name);
        var registered = read(name, text);
        var missing = usedOperations(name).stream()
                .filter(key -> registered.service().operations().stream()
                        .map(Operation::key)
                        .noneMatch(key::equals))
                .toList();
        if (!missing.isEmpty()) {
            before.ifPresent(old -> services.register(name, old.document()));
            throw new Declined(
                    Declined.Reason.CONFLICT,
                    "The new document lacks %s, which live integrations call. The old document stays. Keep the operation, or change those integrations first."
                            .formatted(String.join(", ", missing)));
        }
        journal.append(who, "register-service", name, Fingerprint.of(text));
        return new Registration(registered, before.isEmpty());
    }

    /** Like {@link #register}, unless the service is registered with this very document. */
    void registerIfNew(String name, String document, String who) {
        var text = openApi(name, document);
        if (services.find(name).map(Registered::document).filter(text::equals).isEmpty()) register(name, text, who);
    }

    /** What was sent, as the OpenAPI document that is kept. */
    private static String openApi(String name, String document) {
        try {
            return ServiceDocuments.openApi(name, Texts.document(document));
        } catch (IllegalArgumentException e) {
            throw new Declined(Declined.Reason.UNUSABLE, String.valueOf(e.getMessage()));
        }
    }

    /** The words of the registry, as an answer. */
    private static void checkOwn(String name) {
        if (BuiltIn.is(name))
            throw new Declined(
                    Declined.Reason.CONFLICT,
                    "The service %s is built in and cannot be registered, changed or removed. Nothing has changed. Give a service of yours another name."
                            .formatted(name));
    }

    private Registered read(String name, String document) {
        try {
            return services.register(name, document);
        } catch (IllegalArgumentException e) {
            throw new Declined(
                    Declined.Reason.UNUSABLE,
                    e.getMessage() == null ? "The document is not usable as OpenAPI 3." : e.getMessage());
        }
    }

    public void remove(String name) {
        checkOwn(name);
        get(name);
        var users = users(name);
        if (!users.isEmpty())
            throw new Declined(
                    Declined.Reason.CONFLICT,
                    "The service %s is used by %s, which is live. Nothing was removed. Delete or replace that integration first."
                            .formatted(name, String.join(", ", users)));
        services.remove(name);
        journal.append("api", "remove-service", name, "");
    }

    /** @param urls empty to go back to what the document says */
    public Registered setInstances(String name, List<String> urls) {
        checkOwn(name);
        if (urls.size() > MOST_INSTANCES)
            throw new Declined(
                    Declined.Reason.UNUSABLE,
                    "A service has at most %d instances. Nothing was changed.".formatted(MOST_INSTANCES));
        var checked = urls.stream().map(ServiceDesk::address).distinct().toList();
        var registered = changed(name, () -> services.setInstances(name, checked));
        journal.append("api", "set-instances", name, checked.toString());
        return registered;
    }

    /** @param change made to what is set now @throws Declined when it makes no sense; nothing has changed */
    public Registered setMediation(String name, Function<Mediation, Mediation> change) {
        checkOwn(name);
        try {
            var mediation = change.apply(get(name).mediation());
            var registered = changed(name, () -> services.setMediation(name, mediation));
            journal.append("api", "set-mediation", name, mediation.toString());
            return registered;
        } catch (IllegalArgumentException e) {
            throw new Declined(
                    Declined.Reason.UNUSABLE, "Mediation of %s was not changed: %s".formatted(name, e.getMessage()));
        }
    }

    private static Registered changed(String name, java.util.function.Supplier<Registered> change) {
        try {
            return change.get();
        } catch (NoSuchElementException e) {
            throw unknown(name);
        }
    }

    /** Simulated services among those these operations belong to. */
    List<String> simulated(java.util.Collection<String> operations) {
        return operations.stream()
                .map(key -> key.substring(0, key.indexOf('.') < 0 ? key.length() : key.indexOf('.')))
                .distinct()
                .filter(name ->
                        services.find(name).filter(Registered::simulated).isPresent())
                .toList();
    }

    private List<String> users(String service) {
        return versions.in(Status.LIVE).stream()
                .filter(version ->
                        version.dossier().grant().operations().stream().anyMatch(key -> key.startsWith(service + ".")))
                .map(dev.routewright.journal.Version::integration)
                .toList();
    }

    private List<String> usedOperations(String service) {
        return versions.in(Status.LIVE).stream()
                .flatMap(version -> version.dossier().grant().operations().stream())
                .filter(key -> key.startsWith(service + "."))
                .collect(Collectors.collectingAndThen(Collectors.toCollection(java.util.TreeSet::new), ArrayList::new));
    }

    /** What looking up the addresses of its instances has brought. */
    public List<Found> lookups(String name) {
        return services.lookups(name);
    }

    /** How its live replies compare with its document. */
    public List<Report> contract(String name) {
        get(name);
        return services.contract(name);
    }

    private static URI address(String url) {
        var lookedUp = lookedUp(url);
        if (lookedUp.isPresent()) return lookedUp.get();
        return Optional.of(url)
                .filter(text -> text.length() <= 2_000)
                .map(text -> {
                    try {
                        return URI.create(text);
                    } catch (IllegalArgumentException e) {
                        return null;
                    }
                })
                .filter(uri -> "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                .filter(uri -> uri.getHost() != null
                        && uri.getUserInfo() == null
                        && uri.getQuery() == null
                        && uri.getFragment() == null)
                .orElseThrow(() -> new Declined(
                        Declined.Reason.UNUSABLE,
                        "%s is not the address of an instance. Nothing was changed. Write it like http://10.0.0.5:8080/base."
                                .formatted(Quoted.of(url))));
    }

    private static Optional<URI> lookedUp(String url) {
        if (url.length() > 2_000 || !url.matches("[a-zA-Z]+\\+.*")) return Optional.empty();
        try {
            var uri = URI.create(url);
            return Discovery.isLookedUp(uri) ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException wrong) {
            throw new Declined(
                    Declined.Reason.UNUSABLE,
                    "%s is not an address that can be looked up. Nothing was changed. Write it like dns+http://name:8080/base, srv+http://_http._tcp.name/base or kubernetes+http://service.namespace:80/base."
                            .formatted(Quoted.of(url)));
        }
    }

    private static Declined unknown(String name) {
        return new Declined(
                Declined.Reason.UNKNOWN,
                "There is no service %s. Nothing was changed. GET /api/services lists those there are."
                        .formatted(Quoted.of(name)));
    }
}
