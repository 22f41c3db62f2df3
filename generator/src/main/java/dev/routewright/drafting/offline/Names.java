package dev.routewright.drafting.offline;

import dev.routewright.route.Plan;
import dev.routewright.route.Step;
import dev.routewright.route.Value;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The names of one route: the plan's own are checked, since Camel evaluates some names; those of helper steps are
 * derived and never collide. One instance names one route.
 */
final class Names {
    private final Set<String> ids = new HashSet<>();
    private final Set<String> results = new HashSet<>(Set.of(Value.MESSAGE, Value.ITEM));

    Names(Plan plan) {
        plan.allSteps().forEach(this::take);
    }

    private void take(Step step) {
        if (!step.id().matches("[a-z][a-z0-9-]{0,99}"))
            throw refused("step id", step.id(), "is not made of lower-case letters, digits and dashes");
        if (!ids.add(step.id())) throw refused("step id", step.id(), "is used twice");
        if (!(step instanceof Step.Call call)) return;
        if (!call.result().matches("[\\p{L}_][\\p{L}\\p{N}_-]{0,99}"))
            throw refused("result name", call.result(), "is not made of letters, digits, dashes and underlines");
        if (!results.add(call.result())) throw refused("result name", call.result(), "is used twice or reserved");
    }

    private static IllegalArgumentException refused(String what, String name, String problem) {
        return new IllegalArgumentException("The %s \"%s\" %s. No route was written. Give it another name in the plan."
                .formatted(what, name, problem));
    }

    /** {@code check-stock-input}: an id, and the variable of that name, which nobody else in the route has. */
    String helper(String step, String purpose) {
        var name = step + "-" + purpose;
        for (int n = 2; results.contains(name) || !ids.add(name); n++) name = step + "-" + purpose + "-" + n;
        return name;
    }

    static String route(String integration) {
        var id = integration
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+|-+$", "");
        return id.isEmpty() ? "integration" : id;
    }

    /** How a value is called in a sentence for people. */
    static String of(Value value) {
        if (!(value instanceof Value.Field field)) return "a value";
        var owner =
                switch (field.source()) {
                    case Value.MESSAGE -> "the message";
                    case Value.ITEM -> "the item";
                    default -> "the reply " + field.source();
                };
        return field.path().isEmpty() ? owner : "the field %s of %s".formatted(field.path(), owner);
    }

    static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
