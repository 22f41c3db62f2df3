package dev.routewright.services.health;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** What is known of one instance by asking it. Belongs to the asking of {@link HealthChecks}. */
final class Probe {
    private final URI url;
    private final Plan plan;
    private Consumer<Condition> flag;
    private Condition condition;
    private boolean well = true;
    private boolean gone;
    private int inARow;

    Probe(URI url, Plan plan, Consumer<Condition> flag, Instant now) {
        this.url = url;
        this.plan = plan;
        this.flag = flag;
        this.condition = new Condition("unknown", now, "It was not asked yet.");
    }

    URI url() {
        return url;
    }

    Plan plan() {
        return plan;
    }

    synchronized boolean isGone() {
        return gone;
    }

    synchronized void leave() {
        gone = true;
    }

    synchronized Condition condition() {
        return condition;
    }

    /** Whoever is told from now on hears at once how it stands. */
    synchronized void tells(Consumer<Condition> other) {
        flag = other;
        flag.accept(condition);
    }

    /**
     * @param trouble a sentence; empty when it is well
     * @return the new condition, when an instance went down or came up again
     */
    synchronized Optional<Condition> answered(Optional<String> trouble, Instant now) {
        if (gone) return Optional.empty();
        boolean good = trouble.isEmpty();
        boolean first = condition.state().equals("unknown");
        inARow = good == well ? 0 : inARow + 1;
        if (good && well) {
            if (first) {
                condition = new Condition("up", now, "It answers %s.".formatted(plan.path()));
                flag.accept(condition);
            }
            return Optional.empty();
        }
        if (inARow < (well ? plan.unhealthyAfter() : plan.healthyAfter())) return Optional.empty();
        well = good;
        inARow = 0;
        condition = well
                ? new Condition("up", now, "It answers %s again.".formatted(plan.path()))
                : new Condition("down", now, trouble.orElse(""));
        flag.accept(condition);
        return Optional.of(condition);
    }
}
