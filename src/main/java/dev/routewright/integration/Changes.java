package dev.routewright.integration;

import dev.routewright.journal.ChangeRequest;
import dev.routewright.journal.Version;
import dev.routewright.route.Status;
import org.jspecify.annotations.Nullable;

/** What a person wants to be different in what is live, and what is different in a version. */
public final class Changes {
    private final Integrations integrations;

    public Changes(Integrations integrations) {
        this.integrations = integrations;
    }

    /** Starts a version from the live one: its description with the wish behind it. */
    public Version request(String name, String wish) {
        var live = live(name);
        var asked = integrations.withoutCredentials(
                live.integration(), Texts.wish(wish).strip());
        if (live.description().isBlank())
            throw new Declined(
                    Declined.Reason.CONFLICT,
                    ("%s is a route that came without a description, so there is nothing to add the wish to. Nothing was "
                                    + "created. Edit the route: PUT /api/integrations/%s/versions/%d/route.")
                            .formatted(Live.subject(live), name, live.number()));
        var description = Texts.description(live.description().stripTrailing() + "\n\n" + asked + "\n");
        return integrations.start(live, description, new ChangeRequest(asked, live.number()));
    }

    /** @param against number of the other version, null for the one that is live */
    public VersionDiff diff(String name, int number, @Nullable Integer against) {
        var version = integrations.get(name, number);
        var other = against == null ? live(name) : integrations.get(name, against);
        drawn(version);
        drawn(other);
        return VersionDiff.between(other, version);
    }

    /** One that still waits for its route would look as if it deleted the other's. */
    private static void drawn(Version version) {
        if (version.dossier().yaml() != null) return;
        throw new Declined(
                Declined.Reason.CONFLICT,
                "%s has no route%s, so there is nothing to compare. %s"
                        .formatted(
                                Live.subject(version),
                                version.status() == Status.FAILED || version.status() == Status.REJECTED ? "" : " yet",
                                waitsFor(version)));
    }

    private static String waitsFor(Version version) {
        var questions = version.dossier().questions();
        if (version.status() != Status.NEEDS_ANSWERS || questions.isEmpty())
            return "It is %s.".formatted(version.status().code());
        return questions.size() == 1
                ? "It waits for an answer to: " + questions.get(0).text()
                : "It waits for answers to %d questions, the first: %s"
                        .formatted(questions.size(), questions.get(0).text());
    }

    private Version live(String name) {
        return integrations
                .liveOf(name)
                .orElseThrow(() -> new Declined(
                        Declined.Reason.CONFLICT,
                        "%s has no live version. Nothing was changed. Approve a version first, or name another one."
                                .formatted(name)));
    }
}
