package dev.routewright.integration;

import dev.routewright.journal.Journal;
import dev.routewright.services.ServiceEvents;
import dev.routewright.services.contract.Drift;
import dev.routewright.services.health.Condition;
import java.net.URI;

/** Writes into the journal what becomes of services by themselves. */
public final class ServiceNews implements ServiceEvents {
    private final Journal journal;

    public ServiceNews(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void changed(String service, URI instance, Condition condition) {
        journal.append(
                "runtime", "instance-" + condition.state(), service, "%s: %s".formatted(instance, condition.why()));
    }

    @Override
    public void drifted(String service, String operation, Drift drift) {
        journal.append(
                "runtime",
                "contract-drift",
                service + "." + operation,
                "%s: expected %s, seen %s".formatted(drift.path(), drift.expected(), drift.seen()));
    }
}
