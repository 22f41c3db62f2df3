package dev.routewright.knowledge;

import dev.routewright.route.Operation;
import dev.routewright.route.Scenario;
import dev.routewright.route.Scenario.Call;
import dev.routewright.route.Scenario.Stubbed;
import dev.routewright.route.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an example says of the services: how they answer, and how they are called. */
record ExampleCalls(Scenario example, Map<String, Operation> operations) {
    private static final String MEMORY = "memory.";

    Stream<String> objections() {
        var objections = new ArrayList<String>();
        example.replies().forEach((key, replies) -> {
            if (isKnown(key, objections))
                replies.forEach(reply -> reply(operations.get(key), reply).ifPresent(objections::add));
        });
        for (var call : example.calls())
            if (isKnown(call.operation(), objections))
                objections.addAll(inputs(operations.get(call.operation()), call));
        return objections.stream();
    }

    /** Calls of the memory may stand there; they are not compared. */
    private boolean isKnown(String key, List<String> objections) {
        if (operations.containsKey(key)) return !key.startsWith(MEMORY);
        if (key.startsWith(MEMORY)) return false;
        objections.add("there is no operation %s; %s."
                .formatted(PlainText.json(key), Examples.instead(key, operations.keySet())));
        return false;
    }

    private static Optional<String> reply(Operation operation, Stubbed reply) {
        int status = reply.status();
        if (status != 0 && (status < 200 || status > 599))
            return Optional.of(
                    "%s cannot reply with status %d; write one from 200 to 599, or 0 when it cannot be reached."
                            .formatted(operation.key(), status));
        if (reply.body() == null) return Optional.empty();
        return documented(operation, status).flatMap(schema -> Mismatch.of("", reply.body(), schema)
                .map(mismatch -> "%s does not reply like that: %s. It replies %s."
                        .formatted(operation.key(), mismatch, Shapes.text(schema))));
    }

    /** A success that is not documented itself looks like the one that is: no other reply can be read. */
    private static Optional<Schema> documented(Operation operation, int status) {
        return operation.replies().stream()
                .filter(reply -> reply.status() == status)
                .findFirst()
                .or(() -> status / 100 == 2 ? operation.success() : Optional.empty())
                .map(Operation.Reply::schema);
    }

    private static List<String> inputs(Operation operation, Call call) {
        var objections = new ArrayList<String>();
        call.inputs().forEach((name, value) -> {
            var input = operation.input(name);
            if (input.isEmpty())
                objections.add("%s has no input %s; %s."
                        .formatted(
                                operation.key(),
                                PlainText.json(name),
                                Examples.instead(
                                        name,
                                        operation.inputs().stream()
                                                .map(Operation.Input::name)
                                                .collect(Collectors.toList()))));
            else if (input.get().in() == Operation.In.BODY)
                Mismatch.of(name, value, input.get().schema())
                        .ifPresent(mismatch -> objections.add(
                                "%s does not take that input: %s.".formatted(operation.key(), mismatch)));
        });
        return objections;
    }
}
