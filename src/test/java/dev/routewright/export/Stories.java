package dev.routewright.export;

import dev.routewright.cell.CamelStage;
import dev.routewright.drafting.Drafter;
import dev.routewright.drafting.offline.OfflineDrafter;
import dev.routewright.inspection.Inspector;
import dev.routewright.inspection.Policy;
import dev.routewright.journal.Dossier;
import dev.routewright.journal.Journal;
import dev.routewright.journal.Store;
import dev.routewright.journal.Version;
import dev.routewright.knowledge.BuiltIn;
import dev.routewright.knowledge.OpenApiServices;
import dev.routewright.knowledge.ServiceKamelets;
import dev.routewright.rehearsal.Rehearsal;
import dev.routewright.route.Draft;
import dev.routewright.route.Lang;
import dev.routewright.route.Plan;
import dev.routewright.route.Service;
import dev.routewright.route.Status;
import dev.routewright.services.CallCredentials;
import dev.routewright.services.CallCredentials.Sent;
import dev.routewright.services.LiveServices;
import dev.routewright.services.Mediation;
import dev.routewright.services.ServiceRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The shipped stories, drafted, inspected and rehearsed by the code that does it live, and ready to leave. */
final class Stories implements AutoCloseable {
    static final Path ROUTES = Path.of("..", "routes");
    static final Library LIBRARY = new Library(
            "0.1.0-SNAPSHOT", new java.util.TreeMap<>(Map.of("a.jar", "a jar".getBytes(StandardCharsets.UTF_8))));
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

    /** What services are shown, by their name. */
    final Map<String, List<Sent>> shown = new HashMap<>();

    private final CallCredentials credentials = (caller, service) -> shown.getOrDefault(service, List.of());
    final LiveServices services;
    final Journal journal;
    private final Store store;
    private final CamelStage stage;
    private final Map<String, Version> versions = new HashMap<>();

    Stories(Path home) throws IOException {
        services = new LiveServices(OpenApiServices::read, new NoStore(), Mediation.DEFAULT);
        try (var documents = Files.list(Path.of("..", "kamelets"))) {
            for (var document : documents.sorted().toList())
                services.register(
                        OpenApiServices.nameFor(document.getFileName().toString()), Files.readString(document));
        }
        store = Store.embedded(home);
        journal = new Journal(store, Clock.systemUTC());
        stage = new CamelStage(
                services, ServiceKamelets::yaml, Policy.standard().permitted());
    }

    /** Names of the stories, such as {@code order-en}. */
    static Stream<String> names() {
        try (var files = Files.walk(ROUTES)) {
            return files
                    .map(file -> ROUTES.relativize(file).toString())
                    .filter(file -> file.endsWith(".md"))
                    .map(file -> file.replaceFirst("\\.md$", "").replaceAll("[./]", "-"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Exporter exporter() {
        return new Exporter(
                (name, number) -> version(name),
                services,
                Policy.standard().permitted(),
                credentials,
                journal,
                () -> LIBRARY);
    }

    /** Version 1 of a story, live. */
    Version version(String name) {
        return versions.computeIfAbsent(name, this::drafted);
    }

    void put(Version version) {
        versions.put(version.integration(), version);
    }

    private Version drafted(String name) {
        var brief = new Drafter.Brief(name, text(name), known(), Map.of(), List.of(), java.util.Optional.empty());
        var draft = new OfflineDrafter()
                .draft(brief, stage -> {})
                .<Draft>fold(Drafter.Outcome.Drafted::draft, asking -> null, refused -> null);
        return judged(name, text(name), draft.yaml(), draft.plan());
    }

    /** A route a person wrote, judged and live. */
    Version judged(String name, String description, String yaml, @Nullable Plan plan) {
        var inspection = new Inspector(Policy.standard()).inspect(yaml, known());
        var draft = new Draft(name, yaml, plan, List.of());
        var evidence =
                new Rehearsal(stage, Duration.ofSeconds(60), 30).run(draft, inspection.grant(), known(), run -> {});
        var dossier = new Dossier(
                List.of(), plan, List.of(), inspection.findings(), yaml, inspection.grant(), evidence, Map.of(), null);
        return new Version(
                name,
                1,
                Status.LIVE,
                "api",
                Lang.of(description),
                description,
                Map.of(),
                dossier,
                null,
                null,
                true,
                THEN,
                THEN);
    }

    private List<Service> known() {
        return BuiltIn.with(services.all().stream()
                .filter(one -> !one.builtIn())
                .map(ServiceRegistry.Registered::service)
                .toList());
    }

    private static String text(String name) {
        try (var files = Files.walk(ROUTES)) {
            return Files.readString(files.filter(file -> ROUTES.relativize(file)
                            .toString()
                            .replaceFirst("\\.md$", "")
                            .replaceAll("[./]", "-")
                            .equals(name))
                    .findFirst()
                    .orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stage.close();
        services.close();
        store.close();
    }

    private static final class NoStore implements ServiceRegistry.Store {
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
