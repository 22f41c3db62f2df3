package dev.routewright.integration;

import dev.routewright.drafting.credential.Extraction;
import dev.routewright.journal.ChangeRequest;
import dev.routewright.journal.Dossier;
import dev.routewright.journal.Journal;
import dev.routewright.journal.Version;
import dev.routewright.journal.Versions;
import dev.routewright.route.Lang;
import dev.routewright.route.Question;
import dev.routewright.route.Service;
import dev.routewright.route.Status;
import dev.routewright.services.ServiceRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final String CANCEL = "cancel";

    /** How the sentence begins that says why a version failed that a person stopped. */
    static final String STOPPED = "It was cancelled while it was drafted.";

    private final Decisions decisions;
    private final Versions versions;
    private final Journal journal;
    private final Workshop workshop;
    private final Intake intake;
    private final Live live;
    private final Approval approval;
    private final Credentials credentials;

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
        this.decisions = new Decisions(judge, versions, journal, live, events);
        this.versions = versions;
        this.journal = journal;
        this.workshop = workshop;
        this.intake = new Intake(way, services, versions, journal, workshop, live, this::stands);
        this.live = live;
        this.approval = approval;
    }

    /** Starts a version. @param name null to derive one from the description @param language null to detect it */
    public Version submit(@Nullable String name, String description, @Nullable Lang language, String source) {
        var given = Texts.description(description);
        var called = name == null ? freeName(Extraction.of(given).text()) : Names.checked(name);
        var text = credentials.take(called, given);
        var spoken = language == null ? Lang.of(text) : language;
        return start(called, source, spoken, text, Dossier.EMPTY);
    }

    /** Starts a version from a route a person wrote. */
    public Version submitRoute(String name, String yaml, String source) {
        var text = Texts.route(yaml);
        return start(Names.checked(name), source, Lang.of(text), "", Dossier.EMPTY.rewritten(text));
    }

    /** Two descriptions that only begin alike are not versions of one integration; two with one title are. */
    private String freeName(String description) {
        var name = Names.derived(description);
        if (Names.hasTitle(description)) return name;
        var other = versions.latest(name);
        if (other.isEmpty() || other.get().description().equals(description)) return name;
        return name + "-" + Fingerprint.of(description).substring(0, 4);
    }

    Version start(String name, String source, Lang language, String description, Dossier begun) {
        return intake.start(new Intake.Beginning(name, source, language, description, Map.of(), begun, null));
    }

    /** What was sent before, with its answers, as a new version. */
    Version startLike(Version known, Dossier begun) {
        return intake.start(new Intake.Beginning(
                known.integration(),
                known.source(),
                known.language(),
                known.description(),
                known.answers(),
                begun,
                null));
    }

    /** The same description, the same answers and what is live now, with a wish added. */
    Version start(Version live, String description, ChangeRequest change) {
        return intake.start(new Intake.Beginning(
                live.integration(), "api", live.language(), description, live.answers(), Dossier.EMPTY, change));
    }

    List<Service> known() {
        return intake.known();
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
        intake.resumeInterrupted();
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
        return intake.again(
                version, version.withAnswers(all).with(version.dossier().answered()), "api", "answer");
    }

    /** A person's edit, judged like any draft. What is or was live stays as it is; the edit becomes a new version. */
    public Version edit(String name, int number, String yaml) {
        var version = get(name, number);
        var edited = version.dossier().rewritten(Texts.route(yaml));
        if (version.status() == Status.LIVE || version.status() == Status.RETIRED)
            return intake.start(new Intake.Beginning(
                    name,
                    "api",
                    version.language(),
                    version.description(),
                    version.answers(),
                    edited.withProvenance(null),
                    null));
        Decisions.require(
                version, "edited", Status.AWAITING_APPROVAL, Status.REJECTED, Status.NEEDS_ANSWERS, Status.FAILED);
        return intake.again(version, version.with(edited), "api", "edit");
    }

    /** Drafts once more what was given up, with the answers it has. A route a person wrote is judged once more. */
    public Version retry(String name, int number) {
        var version = get(name, number);
        Decisions.require(version, "tried again", Status.FAILED, Status.REJECTED);
        return retry(version, "api");
    }

    Version retry(Version version, String who) {
        var dossier = version.dossier();
        var written =
                dossier.provenance() != null && dossier.provenance().drafter().equals("person");
        var yaml = version.description().isEmpty() || written ? dossier.yaml() : null;
        var begun = yaml == null ? dossier.begunAgain() : dossier.rewritten(yaml);
        return intake.again(version, version.with(begun), who, "retry");
    }

    /** Stops drafting or rehearsal. What was made until then is not kept, the description and its answers are. */
    public Version cancel(String name, int number) {
        var version = get(name, number);
        Decisions.require(version, "cancelled", Status.DRAFTING, Status.REHEARSING);
        var stopped = workshop.stop(
                version,
                STOPPED + " Nothing was loaded, and what is live goes on. To draft it after "
                        + "all, send POST /api/integrations/%s/versions/%d/retry.".formatted(name, number));
        if (!stopped) throw Decisions.overtaken(version);
        journal.append("api", CANCEL, Live.subject(version), "");
        return get(name, number);
    }

    boolean wasCancelled(Version version) {
        return !journal.find(List.of(CANCEL), Live.subject(version), Long.MAX_VALUE, 1)
                .isEmpty();
    }

    /** A version that stands goes live; one that did not start may be tried again. */
    public Version approve(String name, int number, String who) {
        return live.alone(name, () -> decisions.approve(get(name, number), who));
    }

    public Version reject(String name, int number, @Nullable String why) {
        return reject(name, number, why, "api");
    }

    public Version reject(String name, int number, @Nullable String why, String who) {
        return live.alone(name, () -> decisions.reject(get(name, number), why, who));
    }

    /** Back to a version that was live before. @param number null for the one before the live one */
    public Version rollback(String name, @Nullable Integer number) {
        return rollback(name, number, "api");
    }

    public Version rollback(String name, @Nullable Integer number, String who) {
        return live.alone(name, () -> {
            var running = liveOf(name);
            var target = number == null ? decisions.before(name, running) : get(name, number);
            return decisions.rollback(target, running, known(), who);
        });
    }

    public void pause(String name) {
        pause(name, "api");
    }

    public void pause(String name, String who) {
        live.pause(name, true, who);
    }

    public void resume(String name) {
        resume(name, "api");
    }

    public void resume(String name, String who) {
        live.pause(name, false, who);
    }

    public void delete(String name) {
        live.delete(name, "api");
        workshop.abandon(name);
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

    boolean isUpToDate(Version version) {
        return intake.isUpToDate(version);
    }
}
