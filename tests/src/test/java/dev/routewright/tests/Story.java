package dev.routewright.tests;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.routewright.camel.Manifest;
import dev.routewright.camel.Manifest.Offered;
import dev.routewright.drafting.Drafter;
import dev.routewright.drafting.offline.OfflineDrafter;
import dev.routewright.inspection.Inspector;
import dev.routewright.inspection.Policy;
import dev.routewright.knowledge.BuiltIn;
import dev.routewright.knowledge.OpenApiServices;
import dev.routewright.knowledge.ServiceDocuments;
import dev.routewright.knowledge.ServiceKamelets;
import dev.routewright.services.LiveServices;
import dev.routewright.services.Mediation;
import dev.routewright.services.ServiceRegistry;
import dev.routewright.services.ServiceRegistry.Registered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A route with what goes along when it leaves: judged and granted by the product's own classes, as it would be in the
 * product.
 *
 * @param kamelets their documents, by name
 */
public record Story(String name, String yaml, Manifest manifest, Map<String, String> kamelets) {
    private static final Policy POLICY = Policy.standard();

    /** Drafted from a description in {@code routes/}, without a model. */
    static Story told(String file) throws IOException {
        var name = Path.of(file).getFileName().toString().replace(".md", "").replace('.', '-');
        var description = Files.readString(Path.of("..", "routes").resolve(file));
        try (var services = services(documents())) {
            var known = BuiltIn.with(services.all().stream()
                    .map(Registered::service)
                    .filter(service -> !BuiltIn.is(service.name()))
                    .toList());
            var outcome = new OfflineDrafter()
                    .draft(
                            new Drafter.Brief(
                                    name,
                                    description,
                                    known,
                                    Map.of(),
                                    List.of(),
                                    List.of(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    List.of()),
                            stage -> {});
            if (!(outcome instanceof Drafter.Outcome.Drafted drafted))
                throw new IllegalStateException(file + " was not drafted: " + outcome);
            return of(name, drafted.draft().yaml(), services);
        }
    }

    /** @param documents OpenAPI texts by the names of services */
    public static Story written(String name, String yaml, Map<String, String> documents) {
        try (var services = services(documents)) {
            return of(name, yaml, services);
        }
    }

    private static Story of(String name, String yaml, LiveServices services) {
        var inspected = new Inspector(POLICY)
                .inspect(yaml, services.all().stream().map(Registered::service).toList());
        if (inspected.findings().stream().anyMatch(finding -> finding.isError()))
            throw new IllegalStateException(name + " is refused: " + inspected.findings());
        var kamelets = new TreeMap<String, String>();
        var offered = new TreeMap<String, Offered>();
        for (var registered : services.all())
            for (var operation : registered.service().operations())
                if (inspected.grant().operations().contains(operation.key())) {
                    kamelets.put(operation.kamelet(), ServiceKamelets.yaml(operation));
                    if (!registered.builtIn()) offered.put(registered.service().name(), offered(registered));
                }
        var manifest = new Manifest(
                name, 1, Manifest.hash(yaml), inspected.grant(), POLICY.permitted(), List.copyOf(offered.values()));
        return new Story(name, yaml, manifest, kamelets);
    }

    private static Offered offered(Registered registered) {
        return new Offered(
                registered.service().name(),
                registered.document(),
                registered.mediation(),
                registered.service().security());
    }

    private static Map<String, String> documents() throws IOException {
        var documents = new TreeMap<String, String>();
        try (var files = Files.list(Services.DOCUMENTS)) {
            for (var file :
                    files.filter(f -> f.toString().endsWith(".openapi.yaml")).toList()) {
                var name = OpenApiServices.nameFor(file.getFileName().toString());
                documents.put(name, ServiceDocuments.openApi(name, Files.readString(file)));
            }
        }
        return documents;
    }

    private static LiveServices services(Map<String, String> documents) {
        var services = new LiveServices(OpenApiServices::read, new Nowhere(), Mediation.DEFAULT);
        documents.forEach(services::register);
        return services;
    }

    /** Lays the files where a Maven project has its resources. */
    void writeTo(Path resources) throws IOException {
        write(resources.resolve("camel").resolve(name + ".camel.yaml"), yaml.getBytes(UTF_8));
        write(resources.resolve(Manifest.PLACE), manifest.bytes());
        for (var kamelet : kamelets.entrySet())
            write(
                    resources.resolve("kamelets").resolve(kamelet.getKey() + ".kamelet.yaml"),
                    kamelet.getValue().getBytes(UTF_8));
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    /** Nothing registered here outlives it. */
    private static final class Nowhere implements ServiceRegistry.Store {
        @Override
        public List<Stored> load() {
            return List.of();
        }

        @Override
        public void save(Stored stored) {}

        @Override
        public void delete(String name) {}
    }
}
