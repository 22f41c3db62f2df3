package dev.routewright.cli;

import dev.routewright.drafting.Drafter;
import dev.routewright.drafting.Trace;
import dev.routewright.knowledge.BuiltIn;
import dev.routewright.knowledge.OpenApiServices;
import dev.routewright.knowledge.ServiceDocuments;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Finding;
import dev.routewright.route.Grant;
import dev.routewright.route.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The tools on plain objects, with the services described in a folder. */
final class LocalWorkbench implements Workbench {
    private final Map<String, Service> services = new TreeMap<>();
    private final Map<String, String> documents = new TreeMap<>();
    private final Map<Path, String> unreadable = new LinkedHashMap<>();
    private final Tools tools;

    LocalWorkbench(Path kamelets, Tools tools) {
        this.tools = tools;
        documents(kamelets).forEach(this::read);
    }

    /** What does the work; the same parts the server uses. */
    interface Tools extends AutoCloseable {
        Drafter.Outcome draft(Drafter.Brief brief, Drafter.Listener listener);

        /** How often a draft may be made because of findings. */
        int rounds();

        Inspected inspect(String yaml, List<Service> services);

        /** @param documents the services a route may call, by name */
        Evidence rehearse(Draft draft, Grant grant, Map<String, String> documents, Consumer<Evidence.Run> progress);

        @Override
        void close();
    }

    private static List<Path> documents(Path kamelets) {
        if (!Files.isDirectory(kamelets)) return List.of();
        try (var files = Files.list(kamelets)) {
            return files.filter(file -> Source.Kind.of(file)
                            .filter(Source.Kind.SERVICE::equals)
                            .isPresent())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One document nobody can read must not keep the others from being used. */
    private void read(Path file) {
        try {
            var document = Source.read(file.toString(), file).text();
            var service = service(file.getFileName().toString(), document);
            if (services.putIfAbsent(service.name(), service) == null)
                documents.put(service.name(), ServiceDocuments.openApi(service.name(), document));
            else
                unreadable.put(
                        file,
                        "Another document is named %s already. Only that one is used; rename this file."
                                .formatted(service.name()));
        } catch (IllegalArgumentException | Complaint e) {
            unreadable.put(file, Optional.ofNullable(e.getMessage()).orElse("It cannot be read."));
        } catch (IOException e) {
            unreadable.put(file, "It cannot be read. Check its permissions.");
        }
    }

    @Override
    public List<Service> services() {
        return BuiltIn.with(List.copyOf(services.values()));
    }

    @Override
    public Map<Path, String> unreadable() {
        return Collections.unmodifiableMap(unreadable);
    }

    @Override
    public Service service(String fileName, String document) {
        var name = OpenApiServices.nameFor(fileName);
        return OpenApiServices.read(name, ServiceDocuments.openApi(name, document));
    }

    @Override
    public Drafter.Outcome draft(
            String name, String description, Map<String, String> answers, Drafter.Listener listener) {
        var first = new Drafter.Brief(name, description, services(), answers, List.of(), Optional.empty());
        return repaired(first, listener, 1);
    }

    /** As a server does: findings and failed runs go back, until there are none, or the same. */
    private Drafter.Outcome repaired(Drafter.Brief brief, Drafter.Listener listener, int round) {
        var outcome = tools.draft(brief, listener);
        if (round >= tools.rounds() || !(outcome instanceof Drafter.Outcome.Drafted drafted)) return outcome;
        var draft = drafted.draft();
        var inspected = inspect(draft.yaml());
        var traced = draft.plan() == null ? List.<Finding>of() : Trace.findings(draft.plan(), draft.yaml());
        var errors = Stream.concat(inspected.findings().stream(), traced.stream())
                .filter(Finding::isError)
                .toList();
        var failures = errors.isEmpty() ? failures(draft, inspected.grant(), listener) : List.<Evidence.Run>of();
        if (errors.isEmpty() && failures.isEmpty()) return outcome;
        if (errors.equals(brief.findings()) && complaints(failures).equals(complaints(brief.failures())))
            return outcome;
        var next = new Drafter.Brief(
                brief.name(),
                brief.description(),
                brief.services(),
                brief.answers(),
                errors,
                failures,
                Optional.of(draft),
                Optional.empty());
        return repaired(next, listener, round + 1);
    }

    /** A route that does not load is left to whoever rehearses it: {@code rehearse} says so. */
    private List<Evidence.Run> failures(Draft draft, Grant grant, Drafter.Listener listener) {
        listener.stage("rehearsal");
        try {
            return rehearse(draft, grant, run -> {}).runs().stream()
                    .filter(run -> !run.passed())
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static List<String> complaints(List<Evidence.Run> failures) {
        return failures.stream().map(run -> run.name() + '\n' + run.problem()).toList();
    }

    @Override
    public Inspected inspect(String yaml) {
        return tools.inspect(yaml, services());
    }

    @Override
    public Evidence rehearse(Draft draft, Grant grant, Consumer<Evidence.Run> progress) {
        return tools.rehearse(draft, grant, Map.copyOf(documents), progress);
    }

    @Override
    public void close() {
        tools.close();
    }
}
