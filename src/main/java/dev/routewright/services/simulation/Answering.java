package dev.routewright.services.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.route.Operation;
import dev.routewright.route.Operation.Example;
import dev.routewright.route.Operation.In;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated operation answers. An example of the document answers the inputs it is shown for; of several the one
 * that shows most of them. One that is an error answers only where all it shows is there: nobody shall fail by half a
 * likeness. Where no example fits, the first reply stands for all, with the inputs repeated in fields of the same name.
 */
final class Answering {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Answering() {}

    /** @param body null for none */
    record Answer(int status, @Nullable JsonNode body) {}

    static Answer to(Operation operation, ObjectNode inputs) {
        var example = best(operation, inputs);
        var error = example.filter(one -> one.status() / 100 != 2);
        if (error.isPresent())
            return new Answer(error.get().status(), tree(error.get().reply()));
        var missing = operation.inputs().stream()
                .filter(i -> i.required()
                        && i.in() != In.HEADER
                        && inputs.path(i.name()).isMissingNode())
                .map(Operation.Input::name)
                .toList();
        if (!missing.isEmpty())
            return new Answer(400, JSON.createObjectNode().put("detail", "Missing: " + String.join(", ", missing)));
        if (example.isPresent())
            return new Answer(
                    example.get().status(),
                    fitted(tree(example.get().reply()), inputs, example.get().inputs()));
        var reply = operation.success();
        if (reply.isEmpty()) return new Answer(204, null);
        Object first = reply.get().example() != null
                ? reply.get().example()
                : reply.get().schema().sample();
        return new Answer(reply.get().status(), fitted(tree(first), inputs, Map.of()));
    }

    private static Optional<Example> best(Operation operation, ObjectNode inputs) {
        return operation.examples().stream()
                .filter(example -> likeness(example, inputs) > 0)
                .filter(example -> example.status() / 100 == 2
                        || likeness(example, inputs) == example.inputs().size())
                // of two alike the first is meant, and max() would take the last
                .min(Comparator.comparingInt((Example example) ->
                                likeness(example, inputs) == example.inputs().size() ? 0 : 1)
                        .thenComparing(Comparator.comparingInt((Example example) -> likeness(example, inputs))
                                .reversed()));
    }

    private static int likeness(Example example, ObjectNode inputs) {
        return (int) example.inputs().entrySet().stream()
                .filter(shown -> same(shown.getValue(), inputs.get(shown.getKey())))
                .count();
    }

    /** What came in a path or a query is text, whatever the document calls it. */
    private static boolean same(@Nullable Object shown, @Nullable JsonNode given) {
        if (shown == null || given == null) return false;
        JsonNode expected = JSON.valueToTree(shown);
        if (expected.equals(given)) return true;
        if (expected.isContainerNode() || given.isContainerNode()) return false;
        if (expected.isNumber() && given.isNumber())
            return expected.decimalValue().compareTo(given.decimalValue()) == 0;
        return given.isTextual() && expected.asText().equals(given.asText());
    }

    private static @Nullable JsonNode tree(@Nullable Object value) {
        return value == null ? null : JSON.valueToTree(value);
    }

    /** What an example was shown for is in its reply already; what is different there is meant. */
    private static @Nullable JsonNode fitted(@Nullable JsonNode body, ObjectNode inputs, Map<String, Object> shown) {
        if (body instanceof ObjectNode object)
            inputs.fieldNames().forEachRemaining(name -> {
                var value = inputs.get(name);
                boolean fits = object.has(name) && object.get(name).getNodeType() == value.getNodeType();
                if (fits && !same(shown.get(name), value)) object.set(name, value);
            });
        return body;
    }
}
