package dev.routewright.integration;

import dev.routewright.journal.Journal;
import dev.routewright.journal.Version;
import dev.routewright.journal.Versions;
import dev.routewright.route.Finding;
import dev.routewright.route.Service;
import dev.routewright.route.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What somebody may decide about a version, and when. Whoever calls has the integration to himself. */
final class Decisions {
    private final Judge judge;
    private final Versions versions;
    private final Journal journal;
    private final Live live;
    private final Events events;

    Decisions(Judge judge, Versions versions, Journal journal, Live live, Events events) {
        this.judge = judge;
        this.versions = versions;
        this.journal = journal;
        this.live = live;
        this.events = events;
    }

    /** A version that stands goes live; one that did not start may be tried again. */
    Version approve(Version version, String who) {
        if (!(version.status() == Status.FAILED && version.approved()))
            require(version, "approved", Status.AWAITING_APPROVAL);
        return live.switchTo(version, who, "approve");
    }

    Version reject(Version version, @Nullable String why, String who) {
        require(version, "rejected", Status.AWAITING_APPROVAL, Status.NEEDS_ANSWERS);
        var rejected = version.as(Status.REJECTED, why == null ? "Rejected by a person." : Texts.answer(why));
        if (!versions.move(rejected, version.status())) throw overtaken(version);
        journal.append(who, "reject", Live.subject(version), why == null ? "" : why);
        events.status(rejected);
        return rejected;
    }

    Version rollback(Version target, Optional<Version> running, List<Service> services, String who) {
        if (!target.approved())
            throw new Declined(
                    Declined.Reason.CONFLICT,
                    "%s was never live. Nothing was changed. Roll back to a version that was, or approve this one."
                            .formatted(Live.subject(target)));
        if (running.filter(v -> v.number() == target.number()).isPresent())
            throw new Declined(
                    Declined.Reason.CONFLICT,
                    "%s is live already. Nothing was changed. Name another version.".formatted(Live.subject(target)));
        stillAllowed(target, services);
        return live.switchTo(target, who, "rollback");
    }

    /** The newest that was live before this one. */
    Version before(String name, Optional<Version> running) {
        return versions.of(name).stream()
                .filter(Version::approved)
                .filter(v -> running.isEmpty() || v.number() < running.get().number())
                .findFirst()
                .orElseThrow(() -> new Declined(
                        Declined.Reason.CONFLICT,
                        "%s has no earlier version that was live. Nothing was changed. Name the version to go to."
                                .formatted(name)));
    }

    /** Policy and services may have changed since it was approved. */
    private void stillAllowed(Version version, List<Service> services) {
        var yaml = version.dossier().yaml();
        var errors = judge.judge(yaml == null ? "" : yaml, services).findings().stream()
                .filter(Finding::isError)
                .toList();
        if (errors.isEmpty()) return;
        throw new Declined(
                Declined.Reason.CONFLICT,
                "%s is no longer allowed: %s Nothing was changed. %s"
                        .formatted(
                                Live.subject(version),
                                errors.get(0).problem(),
                                errors.get(0).remedy()));
    }

    static void require(Version version, String what, Status... statuses) {
        for (var status : statuses) if (version.status() == status) return;
        throw new Declined(
                Declined.Reason.CONFLICT,
                "%s is %s and cannot be %s. Nothing was changed. It can be when it is %s."
                        .formatted(
                                Live.subject(version),
                                version.status().code(),
                                what,
                                Arrays.stream(statuses).map(Status::code).collect(Collectors.joining(" or "))));
    }

    static Declined overtaken(Version version) {
        return new Declined(
                Declined.Reason.CONFLICT,
                "%s was changed by somebody else at the same time. Nothing of yours was changed. Look at it again first."
                        .formatted(Live.subject(version)));
    }
}
