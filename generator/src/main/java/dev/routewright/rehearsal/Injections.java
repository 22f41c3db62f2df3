package dev.routewright.rehearsal;

import dev.routewright.knowledge.BuiltIn;
import dev.routewright.route.Grant;
import dev.routewright.route.Plan;
import dev.routewright.route.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Everything that can go wrong with the operations of a grant. */
record Injections(@Nullable Plan plan, Grant grant, Effects effects) {

    /** All operations suffer one fault before any suffers the next. */
    void each(Predicate<Fault> wanted, BiConsumer<String, Injection> then) {
        for (var fault : Fault.values())
            if (wanted.test(fault))
                for (var operation : grant.operations())
                    if (!BuiltIn.isOf(operation))
                        injection(fault, operation).ifPresent(injection -> then.accept(operation, injection));
    }

    /** Empty where the operation cannot go wrong in this way. */
    private Optional<Injection> injection(Fault fault, String operation) {
        return fault.isPlain()
                ? Optional.of(fault.injection())
                : broken(fault, operation).map(BrokenReply::injection);
    }

    /** The member that is broken, if the plan says that it needs it; empty otherwise. */
    String neededMember(Fault fault, String operation) {
        return broken(fault, operation)
                .map(BrokenReply::path)
                .filter(reads(operation)::contains)
                .orElse("");
    }

    private Optional<BrokenReply> broken(Fault fault, String key) {
        if (!fault.breaksSchema()) return Optional.empty();
        return effects.operation(key)
                .flatMap(one -> BrokenReply.of(fault, one, Script.example(one).body(), reads(key)));
    }

    /** Members of the operation's reply the plan says it needs. */
    private List<String> reads(String operation) {
        if (plan == null) return List.of();
        var tasks = plan.allSteps()
                .filter(Step.Task.class::isInstance)
                .map(Step.Task.class::cast)
                .toList();
        return tasks.stream()
                .filter(task -> task.operation().equals(operation))
                .map(task -> task.id() + ".")
                .flatMap(prefix -> tasks.stream()
                        .flatMap(task -> task.reads().stream())
                        .filter(read -> read.startsWith(prefix))
                        .map(read -> read.substring(prefix.length())))
                .distinct()
                .toList();
    }
}
