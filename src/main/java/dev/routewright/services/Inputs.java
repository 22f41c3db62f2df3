package dev.routewright.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.route.Operation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one JSON object a call is made with. */
final class Inputs {
    private Inputs() {}

    /** Checks that every required input is there, and adds the Idempotency-Key where the operation takes one. */
    static ObjectNode of(Operation operation, @Nullable JsonNode given, String id) throws InputMissing {
        var input = object(operation, given);
        var key = idempotencyKey(operation);
        if (key.isPresent() && isMissing(input.get(key.get())))
            input = input.deepCopy().put(key.get(), id);
        var there = input;
        var missing = operation.inputs().stream()
                .filter(i -> i.required() && isMissing(there.get(i.name())))
                .map(Operation.Input::name)
                .distinct()
                .toList();
        if (missing.isEmpty()) return input;
        throw new InputMissing(operation.key(), sentence(missing));
    }

    /** The name of the header input by which the operation recognises a repeated call. */
    static Optional<String> idempotencyKey(Operation operation) {
        return operation.inputs().stream()
                .filter(i -> i.in() == Operation.In.HEADER && i.name().equalsIgnoreCase("Idempotency-Key"))
                .map(Operation.Input::name)
                .findFirst();
    }

    private static ObjectNode object(Operation operation, @Nullable JsonNode given) throws InputMissing {
        if (isMissing(given)) return JsonNodeFactory.instance.objectNode();
        if (given instanceof ObjectNode object) return object;
        throw new InputMissing(
                operation.key(), "The inputs must be one JSON object with a member for each input. Nothing was sent.");
    }

    private static String sentence(List<String> missing) {
        return missing.size() == 1
                ? "The input %s is missing. Nothing was sent.".formatted(missing.get(0))
                : "The inputs %s are missing. Nothing was sent."
                        .formatted(missing.stream().collect(Collectors.joining(", ")));
    }

    private static boolean isMissing(@Nullable JsonNode value) {
        return value == null || value.isNull() || value.isMissingNode();
    }
}
