package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a value a service would refuse by its schema. Deliberately no full JSON Schema: exactly what the reference
 * implementation looks at, since a stub that is stricter or laxer gives other verdicts.
 */
final class SchemaCheck {
    private final JsonNode document;

    SchemaCheck(JsonNode document) {
        this.document = document;
    }

    List<String> problems(JsonNode schema, JsonNode value, String path) {
        var s = Reference.follow(document, schema);
        if (s.isEmpty() || value.isNull() && s.path("nullable").asBoolean()) return List.of();
        var type = s.path("type").asText();
        if (type.equals("object") || s.has("properties")) return object(s, value, path);
        return switch (type) {
            case "array" -> array(s, value, path);
            case "string" -> string(s, value, path);
            case "number", "integer" -> number(s, value, path, type.equals("integer"));
            case "boolean" -> value.isBoolean() ? List.of() : List.of(path + " must be a boolean");
            default -> List.of();
        };
    }

    private List<String> object(JsonNode s, JsonNode value, String path) {
        if (!value.isObject()) return List.of(path + " must be an object");
        var problems = new ArrayList<String>();
        for (var name : s.path("required"))
            if (!value.hasNonNull(name.asText())) problems.add("%s.%s is required".formatted(path, name.asText()));
        for (var property : s.path("properties").properties())
            if (value.hasNonNull(property.getKey()))
                problems.addAll(
                        problems(property.getValue(), value.get(property.getKey()), path + "." + property.getKey()));
        var more = s.path("additionalProperties");
        if (more.isBoolean() && !more.booleanValue())
            value.fieldNames().forEachRemaining(name -> {
                if (!s.path("properties").has(name)) problems.add("%s.%s is not allowed".formatted(path, name));
            });
        return problems;
    }

    private List<String> array(JsonNode s, JsonNode value, String path) {
        if (!value.isArray()) return List.of(path + " must be an array");
        var problems = new ArrayList<String>();
        if (value.size() < s.path("minItems").asInt(0)) problems.add(path + " has too few elements");
        if (value.size() > s.path("maxItems").asInt(Integer.MAX_VALUE)) problems.add(path + " has too many elements");
        for (int i = 0; i < value.size(); i++)
            problems.addAll(problems(s.path("items"), value.get(i), path + "[" + i + "]"));
        return problems;
    }

    private List<String> string(JsonNode s, JsonNode value, String path) {
        if (!value.isTextual()) return List.of(path + " must be a string");
        var text = value.textValue();
        var length = text.codePointCount(0, text.length());
        var problems = new ArrayList<String>();
        if (length < s.path("minLength").asInt(0)) problems.add(path + " is too short");
        if (length > s.path("maxLength").asInt(Integer.MAX_VALUE)) problems.add(path + " is too long");
        var pattern = s.path("pattern").asText();
        if (!pattern.isEmpty() && !Regex.found(pattern, text)) problems.add(path + " does not match " + pattern);
        if (!s.path("enum").isEmpty() && !contains(s.path("enum"), value))
            problems.add("%s must be one of %s".formatted(path, Text.json(s.path("enum"))));
        return problems;
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (var one : list) if (one.equals(value)) return true;
        return false;
    }

    private List<String> number(JsonNode s, JsonNode value, String path, boolean whole) {
        if (!value.isNumber() || whole && value.doubleValue() != Math.rint(value.doubleValue()))
            return List.of("%s must be %s".formatted(path, whole ? "an integer" : "a number"));
        var problems = new ArrayList<String>();
        if (s.has("minimum") && value.doubleValue() < s.get("minimum").doubleValue())
            problems.add("%s is below %s".formatted(path, Text.json(s.get("minimum"))));
        if (s.has("maximum") && value.doubleValue() > s.get("maximum").doubleValue())
            problems.add("%s is above %s".formatted(path, Text.json(s.get("maximum"))));
        return problems;
    }
}
