package dev.routewright.integration;

import dev.routewright.drafting.Drafter;
import dev.routewright.journal.ChangeRequest;
import dev.routewright.journal.Dossier;
import dev.routewright.journal.Journal;
import dev.routewright.journal.Version;
import dev.routewright.journal.Versions;
import dev.routewright.route.Draft;
import dev.routewright.route.Finding;
import dev.routewright.route.Grant;
import dev.routewright.route.Lang;
import dev.routewright.route.Question;
import dev.routewright.route.Service;
import dev.routewright.route.Status;
import dev.routewright.services.ServiceRegistry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Has versions drafted or checked: a place in the workshop first, then the store, then the work. */
final class Intake {
    private final Way way;
    private final ServiceRegistry services;
    private final Versions versions;
    private final Journal journal;
    private final Workshop workshop;
    private final Live live;
    private final Consumer<Version> ready;

    /** @param ready told when a version stands */
    Intake(
            Way way,
            ServiceRegistry services,
            Versions versions,
            Journal journal,
            Workshop workshop,
            Live live,
            Consumer<Version> ready) {
        this.way = way;
        this.services = services;
        this.versions = versions;
        this.journal = journal;
        this.workshop = workshop;
        this.live = live;
        this.ready = ready;
    }

    /** What a new version begins with. */
    record Beginning(
            String name,
            String source,
            Lang language,
            String description,
            Map<String, String> answers,
            Dossier dossier,
            @Nullable ChangeRequest change) {
        private Workshop.Task task() {
            return dossier.yaml() == null ? Workshop.Task.DRAFT : Workshop.Task.CHECK;
        }
    }

    Version start(Beginning beginning) {
        workshop.reserve(beginning.task());
        Version version;
        try {
            version = versions.create(
                    beginning.name(),
                    beginning.source(),
                    beginning.language(),
                    beginning.description(),
                    beginning.answers(),
                    Status.DRAFTING,
                    beginning.dossier(),
                    beginning.change());
            journal.append(
                    beginning.source(),
                    beginning.change() == null ? "submit" : "change",
                    Live.subject(version),
                    beginning.change() == null ? "" : beginning.change().wish());
        } catch (RuntimeException e) {
            workshop.giveBack(beginning.task());
            throw e;
        }
        live.appeared(version.integration());
        work(version);
        return version;
    }

    /** The same version once more. */
    Version again(Version seen, Version changed, String who, String what) {
        return live.alone(seen.integration(), () -> takeUp(seen, changed, who, what));
    }

    private Version takeUp(Version seen, Version changed, String who, String what) {
        var task = Workshop.Task.of(changed);
        workshop.reserve(task);
        var drafting = changed.as(Status.DRAFTING, null);
        try {
            if (!versions.move(drafting, seen.status())) throw Decisions.overtaken(seen);
            journal.append(who, what, Live.subject(seen), "");
        } catch (RuntimeException e) {
            workshop.giveBack(task);
            throw e;
        }
        work(drafting);
        return drafting;
    }

    /** Takes up again what the last process did not finish. */
    void resumeInterrupted() {
        for (var version : versions.in(Status.DRAFTING, Status.REHEARSING)) {
            var again = version.as(Status.DRAFTING, null);
            try {
                workshop.reserve(Workshop.Task.of(again));
                versions.move(again, Status.DRAFTING, Status.REHEARSING);
                work(again);
            } catch (Declined e) {
                var sentence = "The runtime stopped while it was drafted. Nothing was loaded. Send it again.";
                versions.move(version.as(Status.FAILED, sentence), Status.DRAFTING, Status.REHEARSING);
            }
        }
    }

    /** In a reserved place: what has a description is drafted, what is only a route is checked. */
    private void work(Version version) {
        var yaml = version.dossier().yaml();
        if (yaml == null) workshop.work(version, progress -> way.describe(commission(version), progress), ready);
        else workshop.work(version, progress -> check(version, yaml, progress), ready);
    }

    private Way.Commission commission(Version version) {
        return new Way.Commission(
                version.integration(),
                version.description(),
                known(),
                version.answers(),
                asked(version),
                change(version),
                earlier(version),
                beyond(version));
    }

    private Outcome check(Version version, String yaml, Progress progress) {
        var draft = new Draft(version.integration(), yaml, version.dossier().plan(), List.of());
        return way.check(draft, version.dossier().clauses(), known(), earlier(version), beyond(version), progress);
    }

    /** The route that was live when the wish was made, as it is kept. */
    private Optional<Drafter.Change> change(Version version) {
        var request = version.change();
        if (request == null) return Optional.empty();
        return versions.find(version.integration(), request.base())
                .filter(base -> base.dossier().yaml() != null)
                .map(base -> new Drafter.Change(
                        request.wish(),
                        new Draft(
                                version.integration(),
                                String.valueOf(base.dossier().yaml()),
                                base.dossier().plan(),
                                List.of())));
    }

    /** What its author was asked, and the author of the version it changes. */
    private List<Question> asked(Version version) {
        var request = version.change();
        var base = request == null ? Optional.<Version>empty() : versions.find(version.integration(), request.base());
        return Stream.concat(base.stream(), Stream.of(version))
                .map(one -> one.dossier().provenance())
                .filter(Objects::nonNull)
                .flatMap(made -> made.asked().stream())
                .distinct()
                .toList();
    }

    private static List<Drafter.ModelCall> earlier(Version version) {
        var made = version.dossier().provenance();
        return made == null ? List.of() : made.calls();
    }

    private Function<Grant, List<Finding>> beyond(Version version) {
        return grant -> live.claims().findings(version.integration(), grant);
    }

    List<Service> known() {
        return services.all().stream().map(ServiceRegistry.Registered::service).toList();
    }

    /** Whether a version was made with the drafter, policy and services there are now. */
    boolean isUpToDate(Version version) {
        var made = version.dossier().provenance();
        return made != null
                && (made.drafter().equals("person") || made.drafter().equals(way.drafterName()))
                && made.policy().equals(way.setup().policy())
                && made.services().equals(Fingerprint.of(known()));
    }
}
