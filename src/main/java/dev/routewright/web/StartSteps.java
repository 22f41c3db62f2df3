package dev.routewright.web;

import dev.routewright.integration.Events;
import dev.routewright.journal.Version;
import dev.routewright.route.Status;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;

/** Tells whoever starts a server how far it is, until everything that was there has come to an end. */
final class StartSteps implements ApplicationListener<SpringApplicationEvent> {
    /** What a version comes to; drafting and rehearsing take no time worth a line where nothing is wrong. */
    private static final Set<Status> ENDS =
            EnumSet.of(Status.LIVE, Status.NEEDS_ANSWERS, Status.REJECTED, Status.FAILED);

    private final Consumer<String> told;
    private volatile boolean up;

    StartSteps(Consumer<String> told) {
        this.told = told;
    }

    @Override
    public void onApplicationEvent(SpringApplicationEvent event) {
        if (event instanceof ApplicationPreparedEvent) told.accept("Opening the store and the control plane");
        if (event instanceof ApplicationStartedEvent started) {
            told.accept("Bringing up what was live, and taking in what lies in the folders");
            started.getApplicationContext().getBean(Events.class).onStatus(this::came);
        }
        if (event instanceof ApplicationReadyEvent) up = true;
    }

    private void came(Version version) {
        if (!up && ENDS.contains(version.status()))
            told.accept("  %s/%d %s"
                    .formatted(
                            version.integration(),
                            version.number(),
                            version.status().code()));
    }
}
