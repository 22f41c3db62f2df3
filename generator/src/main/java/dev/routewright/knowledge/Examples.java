package dev.routewright.knowledge;

import dev.routewright.route.Clause;
import dev.routewright.route.Operation;
import dev.routewright.route.Plan;
import dev.routewright.route.Scenario;
import dev.routewright.route.Service;
import dev.routewright.route.Trigger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether an example can happen at all. One that cannot would blame every route, so it is mended before a route is
 * written. Pure; what an example leaves open is no objection.
 */
public final class Examples {
    /** Most examples a plan may have. */
    public static final int MOST = 20;

    private Examples() {}

    /** @return for each thing that cannot be a sentence that says what to write instead; none when all can happen */
    public static List<String> objections(Plan plan, List<Service> services) {
        var numbers = plan.clauses().stream().map(Clause::number).collect(Collectors.toSet());
        return Stream.concat(
                        plan.examples().stream().flatMap(example -> clauses(example, numbers)),
                        objections(plan.trigger(), plan.examples(), services).stream())
                .toList();
    }

    public static List<String> objections(Trigger trigger, List<Scenario> examples, List<Service> services) {
        var objections = new ArrayList<String>();
        if (examples.size() > MOST)
            objections.add("There are %d examples; write at most %d, one for each thing that may happen."
                    .formatted(examples.size(), MOST));
        var names = new HashSet<String>();
        for (var example : examples)
            if (!names.add(example.name()))
                objections.add("Two examples are called “%s”; give each a name of its own.".formatted(example.name()));
        var operations = services.stream()
                .flatMap(service -> service.operations().stream())
                .collect(Collectors.toMap(Operation::key, Function.identity(), (first, second) -> first));
        for (var example : examples)
            Stream.concat(
                            new ExampleMessages(trigger, example).objections(),
                            new ExampleCalls(example, operations).objections())
                    .distinct()
                    .forEach(one -> objections.add("Example “%s”: %s".formatted(example.name(), one)));
        return List.copyOf(objections);
    }

    private static Stream<String> clauses(Scenario example, Set<Integer> known) {
        return example.clauses().stream()
                .filter(number -> !known.contains(number))
                .map(number -> "Example “%s”: there is no clause %d; name the clauses it is an example of."
                        .formatted(example.name(), number));
    }

    /** The nearest of the known names, as the end of a sentence. */
    static String instead(String unknown, Iterable<String> known) {
        var all = new ArrayList<String>();
        known.forEach(all::add);
        var near = NearNames.of(unknown, all);
        if (!near.isEmpty()) return "write %s".formatted(String.join(" or ", near));
        var some = all.stream().sorted().limit(8).collect(Collectors.joining(", "));
        return all.isEmpty() ? "leave it out" : "there are %s%s".formatted(some, all.size() > 8 ? " …" : "");
    }

    /** Members of a map by name, for messages that are objects. */
    static Map<?, ?> members(@Nullable Object body) {
        return body instanceof Map<?, ?> map ? map : Map.of();
    }
}
