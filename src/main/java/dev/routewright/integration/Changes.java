package dev.routewright.integration;

import dev.routewright.journal.ChangeRequest;
import dev.routewright.journal.Version;
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
        return VersionDiff.between(other, version);
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
