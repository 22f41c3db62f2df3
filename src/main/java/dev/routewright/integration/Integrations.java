package dev.routewright.integration;

import dev.routewright.drafting.credential.Extraction;
import dev.routewright.journal.Dossier;
import dev.routewright.journal.Journal;
import dev.routewright.journal.Version;
import dev.routewright.journal.Versions;
import dev.routewright.route.Draft;
import dev.routewright.route.Finding;
import dev.routewright.route.Lang;
import dev.routewright.route.Question;
import dev.routewright.route.Service;
import dev.routewright.route.Status;
import dev.routewright.services.ServiceRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What anybody may ask of integrations, whichever door they come in by: submit, answer, edit, decide, steer. Says no by
 * {@link Declined}, and then nothing has changed.
 */
public final class Integrations {
    private static final Logger log = LoggerFactory.getLogger(Integrations.class);

    private final Way way;
    private final Decisions decisions;
    private final ServiceRegistry services;
    private final Versions versions;
    private final Journal journal;
    private final Workshop workshop;
    private final Live live;
    private final Approval approval;
    private final Credentials credentials;

    public Integrations(
            Way way,
            Judge judge,
            ServiceRegistry services,
            Versions versions,
            Journal journal,
            Workshop workshop,
            Live live,
            Events events,
            Approval approval) {
        this(way, judge, services, versions, journal, workshop, live, events, approval, Credentials.forgetting());
    }

    /** @param credentials where those go that stand in descriptions */
    public Integrations(
            Way way,
            Judge judge,
            ServiceRegistry services,
            Versions versions,
            Journal journal,
            Workshop workshop,
            Live live,
            Events events,
            Approval approval,
            Credentials credentials) {
        this.credentials = credentials;
        this.way = way;
        this.decisions = new Decisions(judge, versions, journal, live, events);
        this.services = services;
        this.versions = versions;
        this.journal = journal;
        this.workshop = workshop;
        this.live = live;
        this.approval = approval;
    }

    /** Starts a version. @param name null to derive one from the description @param language null to detect it */
    public Version submit(@Nullable String name, String description, @Nullable Lang language, String source) {
        var given = Texts.description(description);
        var called = name == null ? freeName(Extraction.of(given).text()) : Names.checked(name);
        var text = credentials.take(called, given);
        var spoken = language == null ? Lang.of(text) : language;
        return start(called, source, spoken, text, Map.of(), Dossier.EMPTY);
    }

    /** Starts a version from a route a person wrote. */
    public Version submitRoute(String name, String yaml, String source) {
        var text = Texts.route(yaml);
        return start(Names.checked(name), source, Lang.of(text), "", Map.of(), Dossier.EMPTY.rewritten(text));
    }

    /** Two descriptions that only begin alike are not versions of one integration; two with one title are. */
    private String freeName(String description) {
        var name = Names.derived(description);
        if (Names.hasTitle(description)) return name;
        var other = versions.latest(name);
        if (other.isEmpty() || other.get().description().equals(description)) return name;
        return name + "-" + Fingerprint.of(description).substring(0, 4);
    }

    Version start(
            String name, String source, Lang language, String description, Map<String, String> answers, Dossier begun) {
        workshop.reserve();
        Version version;
        try {
            version = versions.create(name, source, language, description, Status.DRAFTING, begun);
            if (!answers.isEmpty()) {
                version = version.withAnswers(answers);
                versions.move(version, Status.DRAFTING);
            }
            journal.append(source, "submit", Live.subject(version), "");
        } catch (RuntimeException e) {
            workshop.giveBack();
            throw e;
        }
        work(version);
        return version;
    }

    /** In a reserved place: what has a description is drafted, what is only a route is checked. */
    private void work(Version version) {
        var yaml = version.dossier().yaml();
        if (yaml == null) workshop.work(version, progress -> way.describe(commission(version), progress), this::stands);
        else workshop.work(version, progress -> check(version, yaml, progress), this::stands);
    }

    private Way.Commission commission(Version version) {
        return new Way.Commission(
                version.integration(), version.description(), known(), version.answers(), beyond(version));
    }

    private Outcome check(Version version, String yaml, Progress progress) {
        var draft = new Draft(version.integration(), yaml, version.dossier().plan(), List.of());
        return way.check(draft, version.dossier().clauses(), known(), beyond(version), progress);
    }

    private Function<dev.routewright.route.Grant, List<Finding>> beyond(Version version) {
        return grant -> live.claims().findings(version.integration(), grant);
    }

    List<Service> known() {
        return services.all().stream().map(ServiceRegistry.Registered::service).toList();
    }

    /** Approves by itself what policy says needs nobody. */
    private void stands(Version version) {
        credentials.bind(version, known());
        var running =
                liveOf(version.integration()).map(v -> v.dossier().grant()).orElse(null);
        if (!approval.grantsItself(version.source(), version.dossier().grant(), running)) return;
        try {
            approve(version.integration(), version.number(), "policy");
        } catch (Declined e) {
            log.warn(e.getMessage());
        }
    }

    /** Takes up again what the last process did not finish. */
    void resumeInterrupted() {
        for (var version : versions.in(Status.DRAFTING, Status.REHEARSING)) {
            var again = version.as(Status.DRAFTING, null);
            try {
                workshop.reserve();
                versions.move(again, Status.DRAFTING, Status.REHEARSING);
                work(again);
            } catch (Declined e) {
                var sentence = "The runtime stopped while it was drafted. Nothing was loaded. Send it again.";
                versions.move(version.as(Status.FAILED, sentence), Status.DRAFTING, Status.REHEARSING);
            }
        }
    }

    /** Answers questions; drafting goes on with the same version. */
    public Version answer(String name, int number, Map<String, String> answers) {
        var version = get(name, number);
        Decisions.require(version, "answered", Status.NEEDS_ANSWERS);
        var asked = version.dossier().questions().stream().map(Question::id).collect(Collectors.toSet());
        for (var id : answers.keySet())
            if (!asked.contains(id))
                throw new Declined(
                        Declined.Reason.UNUSABLE,
                        "%s/%d has no question %s. Nothing was changed. Its questions are %s."
                                .formatted(name, number, Quoted.of(id), String.join(", ", asked)));
        answers.values().forEach(Texts::answer);
        var all = new LinkedHashMap<>(version.answers());
        all.putAll(credentials.take(name, answers));
        return again(version, version.withAnswers(all).with(Dossier.EMPTY), "answer");
    }

    /** A person's edit, judged like any draft. What is or was live stays as it is; the edit becomes a new version. */
    public Version edit(String name, int number, String yaml) {
        var version = get(name, number);
        var edited = version.dossier().rewritten(Texts.route(yaml));
        if (version.status() == Status.LIVE || version.status() == Status.RETIRED)
            return start(name, "api", version.language(), version.description(), version.answers(), edited);
        Decisions.require(
                version, "edited", Status.AWAITING_APPROVAL, Status.REJECTED, Status.NEEDS_ANSWERS, Status.FAILED);
        return again(version, version.with(edited), "edit");
    }

    private Version again(Version seen, Version changed, String what) {
        return live.alone(seen.integration(), () -> takeUp(seen, changed, what));
    }

    private Version takeUp(Version seen, Version changed, String what) {
        workshop.reserve();
        var drafting = changed.as(Status.DRAFTING, null);
        try {
            if (!versions.move(drafting, seen.status())) throw Decisions.overtaken(seen);
            journal.append("api", what, Live.subject(seen), "");
        } catch (RuntimeException e) {
            workshop.giveBack();
            throw e;
        }
        work(drafting);
        return drafting;
    }

    /** A version that stands goes live; one that did not start may be tried again. */
    public Version approve(String name, int number, String who) {
        return live.alone(name, () -> decisions.approve(get(name, number), who));
    }

    public Version reject(String name, int number, @Nullable String why) {
        return live.alone(name, () -> decisions.reject(get(name, number), why));
    }

    /** Back to a version that was live before. @param number null for the one before the live one */
    public Version rollback(String name, @Nullable Integer number) {
        return live.alone(name, () -> {
            var running = liveOf(name);
            var target = number == null ? decisions.before(name, running) : get(name, number);
            return decisions.rollback(target, running, known());
        });
    }

    public void pause(String name) {
        live.pause(name, true, "api");
    }

    public void resume(String name) {
        live.pause(name, false, "api");
    }

    public void delete(String name) {
        live.delete(name, "api");
        credentials.forget(name);
    }

    public Version get(String name, int number) {
        if (versions.integration(name).isEmpty()) throw Live.unknown(name);
        return versions.find(name, number)
                .orElseThrow(() -> new Declined(
                        Declined.Reason.UNKNOWN,
                        "%s has no version %d. Nothing was changed. GET /api/integrations/%s lists its versions."
                                .formatted(name, number, name)));
    }

    /** What a person wrote, as it may be stored and compared. */
    String withoutCredentials(String name, String text) {
        return credentials.take(name, text);
    }

    Optional<Version> liveOf(String name) {
        return versions.integration(name)
                .flatMap(integration ->
                        integration.live() == null ? Optional.empty() : versions.find(name, integration.live()));
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
