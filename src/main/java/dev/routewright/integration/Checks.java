package dev.routewright.integration;

import dev.routewright.journal.Dossier;
import dev.routewright.route.Draft;
import dev.routewright.services.ServiceRegistry;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Inspection and rehearsal of a route that nobody keeps. A few at a time: a rehearsal starts a cell. */
public final class Checks {
    private static final int AT_ONCE = 2;

    private final Way way;
    private final Judge judge;
    private final ServiceRegistry services;
    private final Semaphore places = new Semaphore(AT_ONCE);

    public Checks(Way way, Judge judge, ServiceRegistry services) {
        this.way = way;
        this.judge = judge;
        this.services = services;
    }

    public Judge.Judgement inspect(String yaml) {
        return judge.judge(Texts.route(yaml), known());
    }

    public Dossier rehearse(String yaml) {
        var draft = new Draft("rehearsal", Texts.route(yaml), null, List.of());
        if (!places.tryAcquire())
            throw new Declined(
                    Declined.Reason.BUSY,
                    "%d rehearsals are under way. Yours was not begun. Send it again in a few seconds."
                            .formatted(AT_ONCE));
        try {
            return way.check(draft, List.of(), known(), List.of(), grant -> List.of(), Progress.SILENT)
                    .dossier();
        } finally {
            places.release();
        }
    }

    private List<dev.routewright.route.Service> known() {
        return services.all().stream().map(ServiceRegistry.Registered::service).toList();
    }
}
