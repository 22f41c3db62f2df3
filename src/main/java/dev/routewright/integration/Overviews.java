package dev.routewright.integration;

import dev.routewright.cell.CellRuntime;
import dev.routewright.journal.DeadLetterStore;
import dev.routewright.journal.Integration;
import dev.routewright.journal.Version;
import dev.routewright.journal.Versions;
import dev.routewright.outbox.OutboxStore;
import dev.routewright.route.Finding;
import dev.routewright.route.Status;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows integrations with what the store, the cells and the services know of them. Changes nothing. */
public final class Overviews {
    private final Versions versions;
    private final CellRuntime cells;
    private final DeadLetterStore letters;
    private final OutboxStore outbox;
    private final ServiceDesk desk;
    private final FolderWatch folder;
    private final SecurityRecord security;
    private final URI ingress;

    public Overviews(
            Versions versions,
            CellRuntime cells,
            DeadLetterStore letters,
            OutboxStore outbox,
            ServiceDesk desk,
            FolderWatch folder,
            SecurityRecord security,
            URI ingress) {
        this.versions = versions;
        this.cells = cells;
        this.letters = letters;
        this.outbox = outbox;
        this.desk = desk;
        this.folder = folder;
        this.security = security;
        this.ingress = ingress;
    }

    public List<Overview> all() {
        var waiting = waiting();
        return versions.integrations().stream()
                .flatMap(one -> overview(one, waiting).stream())
                .toList();
    }

    public Overview get(String name) {
        return versions.integration(name)
                .flatMap(one -> overview(one, waiting()))
                .orElseThrow(() -> Live.unknown(name));
    }

    /** Newest first. */
    public List<Version> versions(String name) {
        return versions.of(name);
    }

    /** What a start prints: every integration, then the files that could not be taken in. */
    public List<StartupRow> table() {
        var rows = all().stream()
                .map(one -> new StartupRow(
                        one.name(), one.status(), String.join(", ", one.addresses()), one.example(), one.sandbox()));
        return Stream.concat(rows, refusedFiles().stream()).toList();
    }

    /** Files of the watched folders that could not be taken in, with the reason. */
    public List<StartupRow> refusedFiles() {
        return folder.problems().entrySet().stream()
                .map(one ->
                        new StartupRow(one.getKey().getFileName().toString(), "refused", "", one.getValue(), List.of()))
                .toList();
    }

    private Waiting waiting() {
        return new Waiting(letters.waiting(), outbox.waiting());
    }

    /** How many wait, by integration. */
    private record Waiting(Map<String, Long> letters, Map<String, Long> calls) {}

    private Optional<Overview> overview(Integration integration, Waiting waiting) {
        var latest = versions.find(integration.name(), integration.latest());
        var shown = integration.live() == null ? latest : versions.find(integration.name(), integration.live());
        // Deleted while it was looked at.
        if (latest.isEmpty() || shown.isEmpty()) return Optional.empty();
        var version = shown.get();
        var runs = version.status() == Status.LIVE;
        var entries = version.dossier().grant().entries();
        return Optional.of(new Overview(
                integration.name(),
                version.status().code(),
                version.number(),
                integration.live(),
                integration.latest(),
                latest.get().status().code(),
                latest.get().number() > version.number() && isPending(latest.get()),
                integration.paused(),
                why(integration, version),
                entries,
                runs ? entries.stream().map(one -> Example.entry(one, ingress)).toList() : List.of(),
                runs ? Example.line(version, ingress) : reason(version),
                desk.simulated(version.dossier().grant().operations()),
                cells.figures(integration.name()).orElse(null),
                waiting.letters().getOrDefault(integration.name(), 0L),
                waiting.calls().getOrDefault(integration.name(), 0L),
                security.standing(integration.name())));
    }

    private static boolean isPending(Version version) {
        return switch (version.status()) {
            case DRAFTING, REHEARSING, NEEDS_ANSWERS, AWAITING_APPROVAL -> true;
            case FAILED -> version.why() == null || !version.why().startsWith(Integrations.STOPPED);
            // Without a sentence the rules have turned it down, and nobody has looked yet.
            case REJECTED -> version.why() == null;
            case LIVE, RETIRED -> false;
        };
    }

    private @Nullable String why(Integration integration, Version version) {
        var quarantine = integration.paused() ? security.quarantine(integration.name()) : Optional.<String>empty();
        return quarantine.or(() -> cells.trouble(integration.name())).orElse(version.why());
    }

    private static String inWords(Finding finding) {
        var place = finding.line() > 0 ? "Line %d: ".formatted(finding.line()) : "";
        return place + finding.problem() + " " + finding.remedy();
    }

    private static String reason(Version version) {
        if (version.why() != null) return version.why();
        var questions = version.dossier().questions();
        if (version.status() == Status.NEEDS_ANSWERS && !questions.isEmpty())
            return questions.get(0).text();
        return version.dossier().findings().stream()
                .filter(Finding::isError)
                .findFirst()
                .map(Overviews::inWords)
                .orElse("");
    }
}
