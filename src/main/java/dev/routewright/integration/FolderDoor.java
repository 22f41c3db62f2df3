package dev.routewright.integration;

import dev.routewright.journal.Dossier;
import dev.routewright.journal.Version;
import dev.routewright.journal.Versions;
import dev.routewright.route.Lang;
import dev.routewright.route.Status;

/**
 * Takes in what lies in the watched folder. The same text does not become a version twice, however often the runtime
 * starts, unless it did not stand and what it was judged by has changed since.
 */
final class FolderDoor {
    private static final String FOLDER = "folder";

    private final Integrations integrations;
    private final Versions versions;
    private final Approval approval;

    FolderDoor(Integrations integrations, Versions versions, Approval approval) {
        this.integrations = integrations;
        this.versions = versions;
        this.approval = approval;
    }

    void description(String name, String text) {
        var checked = integrations.withoutCredentials(name, Texts.description(text));
        var known = versions.latest(name, FOLDER).filter(v -> v.description().equals(checked));
        if (known.isEmpty()) integrations.start(name, FOLDER, Lang.of(checked), checked, Dossier.EMPTY);
        else reconsider(known.get(), Dossier.EMPTY);
    }

    void route(String name, String yaml) {
        var checked = Texts.route(yaml);
        var known = versions.latest(name, FOLDER)
                .filter(v ->
                        v.description().isEmpty() && checked.equals(v.dossier().yaml()));
        if (known.isEmpty()) integrations.submitRoute(name, checked, FOLDER);
        else reconsider(known.get(), Dossier.EMPTY.rewritten(checked));
    }

    private void reconsider(Version version, Dossier begun) {
        if (overtaken(version)) return;
        var mayStart = version.status() == Status.AWAITING_APPROVAL
                || (version.status() == Status.FAILED && version.approved());
        if (mayStart && approval.folder()) integrations.approve(version.integration(), version.number(), "policy");
        else if (brokeOff(version)) integrations.retry(version, FOLDER);
        else if (!stood(version) && !integrations.isUpToDate(version)) integrations.startLike(version, begun);
    }

    /** As when the model could not be reached. What a person stopped stays stopped. */
    private boolean brokeOff(Version version) {
        return version.status() == Status.FAILED && !version.approved() && !integrations.wasCancelled(version);
    }

    private boolean overtaken(Version version) {
        return versions.latest(version.integration())
                .filter(latest -> latest.number() > version.number())
                .isPresent();
    }

    /** A rejection by a person stands; one by inspection may be different under another policy or more services. */
    private static boolean stood(Version version) {
        return switch (version.status()) {
            case NEEDS_ANSWERS, FAILED -> false;
            case REJECTED -> version.why() != null;
            default -> true;
        };
    }
}
