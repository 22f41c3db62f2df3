package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import dev.routewright.route.Operation;
import dev.routewright.route.Operation.In;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a call is given against what its operation takes, where the object of inputs is written out: a call without a
 * required input is never sent, and an input the operation does not have is dropped without a word.
 */
final class CallInputs implements StoryRule {
    /** The runtime fills it in when the route does not. */
    private static final String KEY = "Idempotency-Key";

    @Override
    public void judge(Story story, Findings findings) {
        var written = story.subject()
                .elements()
                .flatMap(e -> e.text("variableReceive").stream())
                .toList();
        for (var visit : story.visits()) {
            var variable = visit.step().text("variableSend").filter(name -> !written.contains(name));
            var keys = variable.flatMap(name -> visit.carried().variable(name)).flatMap(CallInputs::keys);
            if (keys.isEmpty()) continue;
            visit.calls()
                    .flatMap(
                            call -> KameletRules.operation(call, story.subject().services()).stream())
                    .forEach(operation -> judge(visit.step(), variable.get(), keys.get(), operation, findings));
        }
    }

    private static Optional<Set<String>> keys(Carried.Filled filled) {
        return filled.language().equals("jq") ? JqObject.keys(filled.text()) : Optional.empty();
    }

    private static void judge(Element step, String variable, Set<String> keys, Operation operation, Findings findings) {
        var missing = operation.inputs().stream()
                .filter(i -> i.required() && !keys.contains(i.name()))
                .filter(i -> i.in() != In.HEADER || !i.name().equalsIgnoreCase(KEY))
                .map(Operation.Input::name)
                .distinct()
                .toList();
        if (!missing.isEmpty())
            findings.add(
                    RuleId.INPUT_MISSING,
                    step.place(),
                    step.step(),
                    "The operation %s requires %s, and the variable %s does not hold %s."
                            .formatted(
                                    quote(operation.key()),
                                    NearMisses.list(missing),
                                    quote(variable),
                                    missing.size() == 1 ? "it" : "them"),
                    "Add %s to the object in %s; the operation takes %s."
                            .formatted(NearMisses.list(missing), quote(variable), inputs(operation)));
        var names = operation.inputs().stream().map(Operation.Input::name).toList();
        Stream.of(keys.toArray(String[]::new))
                .filter(key -> !names.contains(key))
                .forEach(key -> findings.add(
                        RuleId.INPUT_UNKNOWN,
                        step.place(),
                        step.step(),
                        "The operation %s has no input %s; it is not sent."
                                .formatted(quote(operation.key()), quote(key)),
                        NearMisses.ask(key, names, unknown(operation))));
    }

    private static String unknown(Operation operation) {
        return operation.inputs().isEmpty()
                ? "Remove it; the operation takes no inputs."
                : "Remove it; the operation takes %s.".formatted(inputs(operation));
    }

    private static String inputs(Operation operation) {
        List<String> names = operation.inputs().stream()
                .map(i -> i.name() + (i.required() ? " (required)" : ""))
                .distinct()
                .toList();
        return NearMisses.list(names);
    }
}
