package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.List;

/** Whether a value is as expected: an expected object is a part of the actual one, a list has the same elements. */
final class Match {
    private Match() {}

    static boolean holds(JsonNode expected, JsonNode actual) {
        return problems(expected, actual, "$").isEmpty();
    }

    /** @return what does not match; empty when all does */
    static List<String> problems(JsonNode expected, JsonNode actual, String path) {
        if (isSpecial(expected)) return Matchers.problems(expected, actual, path);
        if (expected.isObject()) return object(expected, actual, path);
        if (expected.isArray()) return list(expected, actual, path);
        if (expected.isNumber() && actual.isNumber())
            return Numbers.same(expected, actual)
                    ? List.of()
                    : List.of("%s: expected %s, got %s".formatted(path, Text.of(expected), Text.of(actual)));
        if (expected.getNodeType() == actual.getNodeType()
                && expected.getNodeType() != JsonNodeType.NUMBER
                && expected.equals(actual)) return List.of();
        return List.of("%s: expected %s, got %s".formatted(path, Text.shortly(expected), Text.shortly(actual)));
    }

    private static boolean isSpecial(JsonNode expected) {
        return expected.isObject()
                && !expected.isEmpty()
                && expected.properties().stream().allMatch(m -> m.getKey().startsWith("$"));
    }

    private static List<String> object(JsonNode expected, JsonNode actual, String path) {
        if (!actual.isObject()) return List.of("%s: expected an object, got %s".formatted(path, Text.shortly(actual)));
        var problems = new ArrayList<String>();
        for (var member : expected.properties()) {
            var place = path + "." + member.getKey();
            var got = actual.path(member.getKey());
            if (member.getValue().path("$absent").asBoolean(false)) {
                if (!got.isMissingNode() && !got.isNull())
                    problems.add("%s: must be absent, got %s".formatted(place, Text.shortly(got)));
            } else if (got.isMissingNode()) problems.add(place + ": missing");
            else problems.addAll(problems(member.getValue(), got, place));
        }
        return problems;
    }

    private static List<String> list(JsonNode expected, JsonNode actual, String path) {
        if (!actual.isArray()) return List.of("%s: expected a list, got %s".formatted(path, Text.shortly(actual)));
        if (expected.size() != actual.size())
            return List.of("%s: expected %d elements, got %d: %s"
                    .formatted(path, expected.size(), actual.size(), Text.shortly(actual)));
        var problems = new ArrayList<String>();
        for (int i = 0; i < expected.size(); i++)
            problems.addAll(problems(expected.get(i), actual.get(i), path + "[" + i + "]"));
        return problems;
    }
}
