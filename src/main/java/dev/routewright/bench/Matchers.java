package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What an expectation may say beside a plain value: {@code {"$contains": "…"}} and its like. */
final class Matchers {
    private static final double CLOSE = 1e-6;

    private static final Map<String, BiPredicate<JsonNode, JsonNode>> ALL = Map.ofEntries(
            Map.entry("$exists", (expected, actual) -> !actual.isNull() == expected.asBoolean()),
            Map.entry("$absent", (expected, actual) -> actual.isNull()),
            Map.entry(
                    "$regex",
                    (expected, actual) -> !actual.isNull() && Regex.found(expected.asText(), Text.of(actual))),
            Map.entry(
                    "$contains",
                    (expected, actual) -> !actual.isNull() && pieces(expected).allMatch(Text.of(actual)::contains)),
            Map.entry(
                    "$lacks",
                    (expected, actual) -> actual.isNull() || pieces(expected).noneMatch(Text.of(actual)::contains)),
            Map.entry(
                    "$text",
                    (expected, actual) ->
                            !actual.isNull() && Text.of(actual).strip().equals(Text.of(expected))),
            Map.entry(
                    "$icase",
                    (expected, actual) ->
                            !actual.isNull() && lower(Text.of(actual).strip()).equals(lower(Text.of(expected)))),
            Map.entry("$in", Matchers::any),
            Map.entry("$anyOf", Matchers::any),
            Map.entry("$allOf", (expected, actual) -> elements(expected).allMatch(one -> Match.holds(one, actual))),
            Map.entry("$not", (expected, actual) -> !Match.holds(expected, actual)),
            Map.entry("$len", (expected, actual) -> length(actual) == expected.asInt()),
            Map.entry("$set", Matchers::sameInAnyOrder),
            Map.entry(
                    "$has",
                    (expected, actual) ->
                            actual.isArray() && elements(expected).allMatch(one -> holdsOne(actual, one))),
            Map.entry(
                    "$hasnt",
                    (expected, actual) ->
                            !actual.isArray() || elements(expected).noneMatch(one -> holdsOne(actual, one))));

    private Matchers() {}

    static List<String> problems(JsonNode expected, JsonNode actual, String path) {
        var problems = new ArrayList<String>();
        for (var one : expected.properties()) {
            if (one.getKey().equals("$tol")) continue;
            var holds = one.getKey().equals("$num")
                    ? isNumber(one.getValue(), actual, expected.path("$tol").asDouble(CLOSE))
                    : named(one.getKey()).test(one.getValue(), actual);
            if (!holds)
                problems.add("%s: %s %s does not hold for %s"
                        .formatted(path, one.getKey(), Text.shortly(one.getValue()), Text.shortly(actual)));
        }
        return problems;
    }

    private static BiPredicate<JsonNode, JsonNode> named(String name) {
        var matcher = ALL.get(name);
        if (matcher == null) throw new CaseUnusable("There is no matcher " + name + ".");
        return matcher;
    }

    private static boolean isNumber(JsonNode expected, JsonNode actual, double tolerance) {
        var number = Numbers.of(actual);
        return number != null && Math.abs(number - expected.doubleValue()) <= tolerance;
    }

    private static boolean any(JsonNode expected, JsonNode actual) {
        return elements(expected).anyMatch(one -> Match.holds(one, actual));
    }

    private static boolean holdsOne(JsonNode list, JsonNode expected) {
        return elements(list).anyMatch(element -> Match.holds(expected, element));
    }

    private static int length(JsonNode actual) {
        if (actual.isTextual())
            return actual.textValue().codePointCount(0, actual.textValue().length());
        return actual.isContainerNode() ? actual.size() : -1;
    }

    private static boolean sameInAnyOrder(JsonNode expected, JsonNode actual) {
        if (!actual.isArray() || actual.size() != expected.size()) return false;
        var rest = new ArrayList<>(elements(actual).toList());
        for (var one : expected) {
            var hit = rest.stream().filter(element -> Match.holds(one, element)).findFirst();
            if (hit.isEmpty()) return false;
            rest.remove(rest.indexOf(hit.get()));
        }
        return true;
    }

    private static Stream<String> pieces(JsonNode expected) {
        return (expected.isArray() ? elements(expected) : Stream.of(expected)).map(Text::of);
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
