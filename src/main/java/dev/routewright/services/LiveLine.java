package dev.routewright.services;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.route.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the calls of one operation go. What does not change from call to call is worked out once. */
final class LiveLine implements Line {
    private final Operation operation;
    private final Mediation mediation;
    private final List<LiveInstance> instances;
    private final List<LiveInstance> preferred;
    private final Balancer balancer;
    private final Common common;
    private final Optional<Fallback> fallback;
    private final Optional<Boolean> idempotent;
    private final @Nullable Turns turns;

    /** @param service settings of the whole service */
    LiveLine(Operation operation, Mediation service, List<LiveInstance> instances, Balancer balancer, Common common) {
        this.operation = operation;
        this.mediation = service.of(operation.id());
        this.instances = instances;
        int best = instances.stream()
                .mapToInt(instance -> instance.place().priority())
                .min()
                .orElse(0);
        this.preferred = instances.stream()
                .filter(instance -> instance.place().priority() == best)
                .toList();
        this.balancer = balancer;
        this.common = common;
        this.fallback = Line.super.fallback();
        this.idempotent = Line.super.idempotent();
        this.turns = common.turns(operation, mediation);
    }

    List<LiveInstance> instances() {
        return instances;
    }

    @Override
    public Operation operation() {
        return operation;
    }

    @Override
    public Mediation mediation() {
        return mediation;
    }

    @Override
    public Optional<Fallback> fallback() {
        return fallback;
    }

    @Override
    public Optional<Boolean> idempotent() {
        return idempotent;
    }

    @Override
    public @Nullable Turns turns() {
        return turns;
    }

    @Override
    public Common common() {
        return common;
    }

    @Override
    public Optional<Target> next(Set<Target> tried, Asked asked, ObjectNode input) {
        if (instances.isEmpty()) return Optional.empty();
        var how = asked.balancing().orElse(mediation.balancing());
        var first = balancer.choose(how, preferred, !tried.isEmpty(), mediation.stickyBy(), input);
        boolean good = first.healthy() && !tried.contains(first);
        if (good && first.acquire()) return Optional.of(first);
        return another(how, good ? first : null, tried, input);
    }

    /**
     * Those that are well before those that are not, and among them those not tried before those that were.
     *
     * @param refused one that was asked just now and had no room
     */
    private Optional<Target> another(String how, @Nullable LiveInstance refused, Set<Target> tried, ObjectNode input) {
        for (int rank = 0; rank < 4; rank++) {
            var left = new ArrayList<LiveInstance>(instances.size());
            for (var instance : instances) if (instance != refused && rank(instance, tried) == rank) left.add(instance);
            while (!left.isEmpty()) {
                var chosen = balancer.choose(how, firstOf(left), true, mediation.stickyBy(), input);
                if (chosen.acquire()) return Optional.of(chosen);
                left.remove(chosen);
            }
        }
        return Optional.empty();
    }

    /** Those of the lowest priority, which DNS says are to be asked first. */
    private List<LiveInstance> firstOf(List<LiveInstance> left) {
        if (preferred.size() == instances.size()) return left;
        int best = left.stream()
                .mapToInt(instance -> instance.place().priority())
                .min()
                .orElse(0);
        return left.stream()
                .filter(instance -> instance.place().priority() == best)
                .toList();
    }

    private static int rank(LiveInstance instance, Set<Target> tried) {
        return (instance.healthy() ? 0 : 2) + (tried.contains(instance) ? 1 : 0);
    }

    @Override
    public boolean isFull() {
        return instances.stream().anyMatch(LiveInstance::isFull);
    }

    @Override
    public String whyNone() {
        if (instances.isEmpty()) return "No instance of %s is registered.".formatted(operation.service());
        if (isFull())
            return "Every instance of %s that answers has %d calls under way, which is as many as it may have."
                    .formatted(operation.service(), mediation.bulkhead());
        return "No instance of %s answers; all of them are resting after failures.".formatted(operation.service());
    }
}
