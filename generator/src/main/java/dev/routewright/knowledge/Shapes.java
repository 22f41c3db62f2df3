package dev.routewright.knowledge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routewright.route.Operation;
import dev.routewright.route.Operation.Input;
import dev.routewright.route.Operation.Reply;
import dev.routewright.route.Schema;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Shapes as one short line that people and models read alike, such as
 * {@code {sku: string, available: integer (e.g. 12), note?: string}}; a question mark says optional. Bounded in depth
 * and length, however large the schema is.
 */
public final class Shapes {
    private static final int MAX_DEPTH = 6;
    private static final int MAX_LENGTH = 2000;
    private static final int MAX_EXAMPLE = 40;
    private static final int MAX_VALUES = 12;
    private static final JsonMapper JSON = new JsonMapper();

    private Shapes() {}

    public static String text(Schema schema) {
        return Texts.line(text(schema, 0), MAX_LENGTH);
    }

    /** The JSON object an operation is called with. */
    public static String inputs(Operation operation) {
        return text(input(operation));
    }

    /** {@code inventory.getStock {sku: string} → 200 {sku: string, available: integer}}. */
    public static String text(Operation operation) {
        var replies = operation.replies().stream().map(Shapes::text).collect(Collectors.joining(" | "));
        return "%s %s → %s"
                .formatted(operation.key(), inputs(operation), replies.isEmpty() ? "not documented" : replies);
    }

    /** {@code 402 payment refused}: status, then the shape, or the description where there is none. */
    public static String text(Reply reply) {
        boolean shaped = !reply.schema().type().equals("any");
        var said = shaped ? text(reply.schema()) : Texts.line(reply.description(), 200);
        return (reply.status() + " " + said).strip();
    }

    /** All inputs as one object; a name that travels in two places is one input. */
    static Schema input(Operation operation) {
        Map<String, Schema> properties = new LinkedHashMap<>();
        Set<String> required = new LinkedHashSet<>();
        for (Input input : operation.inputs()) {
            properties.putIfAbsent(input.name(), input.schema());
            if (input.required()) required.add(input.name());
        }
        return new Schema("object", null, "", null, List.of(), properties, required, null);
    }

    private static String text(Schema schema, int depth) {
        if (schema.type().equals("object") && !schema.properties().isEmpty())
            return depth == MAX_DEPTH ? "{…}" : object(schema, depth);
        if (schema.type().equals("array"))
            return "[" + (schema.items() == null ? "any" : text(schema.items(), depth + 1)) + "]";
        if (!schema.values().isEmpty())
            return schema.values().stream().limit(MAX_VALUES).map(Shapes::json).collect(Collectors.joining(" | "))
                    + (schema.values().size() > MAX_VALUES ? " | …" : "");
        var notes = new StringJoiner(", ", " (", ")").setEmptyValue("");
        if (schema.format() != null) notes.add(schema.format());
        if (schema.example() != null) notes.add("e.g. " + json(schema.example()));
        return schema.type() + notes;
    }

    private static String object(Schema schema, int depth) {
        var text = new StringBuilder("{");
        for (var property : schema.properties().entrySet()) {
            if (text.length() > 1) text.append(", ");
            if (text.length() > MAX_LENGTH) return text.append("…}").toString();
            text.append(name(property.getKey()))
                    .append(schema.required().contains(property.getKey()) ? ": " : "?: ")
                    .append(text(property.getValue(), depth + 1));
        }
        return text.append("}").toString();
    }

    private static String name(String name) {
        return name.matches("[\\p{L}_][\\p{L}\\p{N}_-]*") ? name : json(name);
    }

    private static String json(Object value) {
        try {
            return Texts.line(JSON.writeValueAsString(value), MAX_EXAMPLE);
        } catch (JsonProcessingException notJson) {
            return "…";
        }
    }
}
