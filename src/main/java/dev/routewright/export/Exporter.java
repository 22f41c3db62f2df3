package dev.routewright.export;

import dev.routewright.camel.Manifest;
import dev.routewright.cell.CatalogKamelets;
import dev.routewright.inspection.Permitted;
import dev.routewright.integration.Declined;
import dev.routewright.integration.Fingerprint;
import dev.routewright.integration.Integrations;
import dev.routewright.journal.Journal;
import dev.routewright.journal.Version;
import dev.routewright.knowledge.ServiceKamelets;
import dev.routewright.rehearsal.Reruns;
import dev.routewright.route.Draft;
import dev.routewright.route.Operation;
import dev.routewright.services.CallCredentials;
import dev.routewright.services.CallCredentials.Caller;
import dev.routewright.services.ServiceRegistry;
import dev.routewright.services.ServiceRegistry.Registered;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets versions leave. Only one that somebody approved may, as it was approved; services and the lists of the policy go
 * along as they are when it leaves. Every export is in the journal.
 */
public final class Exporter {
    private final BiFunction<String, Integer, Version> versions;
    private final ServiceRegistry services;
    private final Permitted permitted;
    private final CallCredentials credentials;
    private final Journal journal;
    private final Supplier<Library> library;

    /** @param credentials that services are shown; of them only the places leave, never a value */
    public Exporter(
            Integrations integrations,
            ServiceRegistry services,
            Permitted permitted,
            CallCredentials credentials,
            Journal journal) {
        this(integrations::get, services, permitted, credentials, journal, Library::packaged);
    }

    Exporter(
            BiFunction<String, Integer, Version> versions,
            ServiceRegistry services,
            Permitted permitted,
            CallCredentials credentials,
            Journal journal,
            Supplier<Library> library) {
        this.versions = versions;
        this.services = services;
        this.permitted = permitted;
        this.credentials = credentials;
        this.journal = journal;
        this.library = library;
    }

    /**
     * @param who asked for it
     * @throws Declined when there is no such version, nobody approved it, or the target cannot have it
     */
    public Export export(String name, int number, Target target, Options options, String who) {
        var departure = departure(name, number, target, options);
        var export =
                switch (target) {
                    case CAMEL_K -> CamelK.export(departure);
                    case CAMEL_MAIN, SPRING_BOOT -> new MavenProject(departure, target).export();
                };
        note(departure, target, who);
        return export;
    }

    /** For Camel K, as one file of several documents. */
    public String resources(String name, int number, Options options, String who) {
        var departure = departure(name, number, Target.CAMEL_K, options);
        var yaml = CamelK.yaml(departure);
        note(departure, Target.CAMEL_K, who);
        return yaml;
    }

    /** The same to compare a cluster with: nothing leaves, and nothing is noted. */
    public String compared(String name, int number, Options options) {
        return CamelK.yaml(departure(name, number, Target.CAMEL_K, options));
    }

    /** All that may be set about a version where it runs. */
    public List<Settable> settings(String name, int number) {
        return departure(name, number, Target.CAMEL_K, Options.NONE).settables().all();
    }

    private void note(Departure departure, Target target, String who) {
        journal.append(
                who, "export", departure.name() + "/" + departure.manifest().version(), target.code());
    }

    private Departure departure(String name, int number, Target target, Options options) {
        boolean chosen =
                options.knative() || options.keda() || options.repository().isPresent();
        if (chosen && target != Target.CAMEL_K)
            throw new Declined(
                    Declined.Reason.UNUSABLE,
                    "A repository, Knative and KEDA are for camel-k only. Nothing was exported. Leave them out, or export for camel-k.");
        var version = versions.apply(name, number);
        var route = approved(version);
        var grant = version.dossier().grant();
        var kamelets = new TreeMap<String, String>();
        var called = new TreeMap<String, Registered>();
        for (var key : grant.operations()) {
            var service = service(version, key);
            if (!service.builtIn()) called.put(service.service().name(), service);
            var operation = operation(service, key, version);
            kamelets.put(operation.kamelet(), ServiceKamelets.yaml(operation));
        }
        var catalog = new CatalogKamelets(permitted);
        for (var kamelet : grant.kamelets()) kamelets.put(kamelet, catalog.yaml(kamelet));
        var offered = called.values().stream()
                .map(one -> offered(one, new Caller(name, number)))
                .toList();
        var manifest = new Manifest(name, number, Fingerprint.of(route), grant, permitted, offered);
        var known = called.values().stream().map(Registered::service).toList();
        var departure = new Departure(
                manifest, route, kamelets, known, () -> rehearsed(version, route), library.get(), options);
        departure.settables().check(options.given());
        return departure;
    }

    /** Where what it is shown may go: what its document says, and where somebody has it shown now. */
    private Manifest.Offered offered(Registered one, Caller caller) {
        var service = one.service();
        var places = Stream.concat(
                        service.security().stream(),
                        credentials.of(caller, service.name()).stream().map(CallCredentials.Sent::place))
                .distinct()
                .toList();
        return new Manifest.Offered(service.name(), one.document(), one.mediation(), places);
    }

    private static String approved(Version version) {
        var yaml = version.dossier().yaml();
        if (version.approved() && yaml != null) return yaml;
        throw new Declined(
                Declined.Reason.CONFLICT,
                ("%s/%d was not approved, and only what was approved may leave. Nothing was exported. Approve it first: "
                                + "routewright approve %s/%d.")
                        .formatted(version.integration(), version.number(), version.integration(), version.number()));
    }

    private Registered service(Version version, String key) {
        var name = key.substring(0, Math.max(0, key.indexOf('.')));
        return services.find(name).orElseThrow(() -> gone(version, key));
    }

    private static Operation operation(Registered service, String key, Version version) {
        return service.service().operation(key.substring(key.indexOf('.') + 1)).orElseThrow(() -> gone(version, key));
    }

    private static Declined gone(Version version, String key) {
        return new Declined(
                Declined.Reason.CONFLICT,
                ("%s/%d calls %s, which is not registered any more. Nothing was exported. Register its service again, then "
                                + "export it.")
                        .formatted(version.integration(), version.number(), key));
    }

    private byte[] rehearsed(Version version, String route) {
        var dossier = version.dossier();
        var known = services.all().stream().map(Registered::service).toList();
        var draft = new Draft(version.integration(), route, dossier.plan(), List.of());
        var kept = services.all().stream()
                .flatMap(one -> one.service().operations().stream()
                        .filter(operation -> one.mediation().keepsReplies(operation.id()))
                        .map(Operation::key))
                .collect(Collectors.toSet());
        var reruns = new Reruns(draft, dossier.grant(), known, dossier.rehearsal(), kept).first(Rehearsed.MOST);
        return (new Rehearsed(route, known).json(reruns) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
