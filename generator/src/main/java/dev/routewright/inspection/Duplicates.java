package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Duplicates are told by something of the business, and a message that failed may come again. */
final class Duplicates implements StoryRule {
    private static final Pattern FUNCTION = Pattern.compile("\\$\\{([^{}]*)}");
    private static final Pattern FIELD =
            Pattern.compile("(header|headers|variable|exchangeProperty)(?:[.:]|\\[)['\"]?([A-Za-z0-9_.-]+).*");
    /** New with each delivery: whatever stands beside them, no two keys are ever equal. */
    private static final Set<String> FRESH = Set.of("exchangeId", "id", "uuid", "random");
    /** Alone they say nothing about the message. */
    private static final Set<String> EMPTY = Set.of(
            "date", "date-with-timezone", "messageTimestamp", "routeId", "fromRouteId", "stepId", "null", "empty");

    /** Numbers that a broker or Camel gives. */
    private static final Set<String> OF_THE_TRANSPORT = Set.of(
            "kafka.offset",
            "kafka.partition",
            "kafka.topic",
            "kafka.timestamp",
            "breadcrumbid",
            "cameltimercounter",
            "camelsplitindex",
            "camelmessagetimestamp",
            "camelcreatedtimestamp",
            "camelcorrelationid",
            "camelexchangeid");

    @Override
    public void judge(Story story, Findings findings) {
        for (var visit : story.visits()) {
            var step = visit.step();
            if (!step.kind().equals("idempotentConsumer")) continue;
            if (step.text("removeOnFailure").filter("false"::equals).isPresent())
                findings.add(
                        RuleId.DUPLICATE_MISTAKEN,
                        step.values().get("removeOnFailure").scalar().place(),
                        step.step(),
                        "A message that failed is taken for a duplicate when it comes again.",
                        "Remove `removeOnFailure`.");
            step.expressions().stream()
                    .filter(key ->
                            isWeak(new Carried.Filled(key.language(), key.text().text()), visit.carried(), 5))
                    .forEach(key -> findings.add(
                            RuleId.DUPLICATE_MISTAKEN,
                            key.text().place(),
                            step.step(),
                            "The key " + quote(key.text().text()) + " says nothing about the message's business.",
                            RuleId.DUPLICATE_MISTAKEN.remedy()));
        }
    }

    private static boolean isWeak(Carried.Filled key, Carried carried, int depth) {
        if (depth == 0) return false;
        return switch (key.language()) {
            case "constant" -> true;
            case "header", "variable", "exchangeProperty" ->
                isWeak(key.language(), key.text().strip(), carried, depth);
            case "simple" -> {
                List<String> calls = FUNCTION.matcher(key.text())
                        .results()
                        .map((MatchResult m) -> m.group(1).strip())
                        .toList();
                yield calls.isEmpty()
                        || calls.stream().anyMatch(c -> isFresh(c, carried, depth))
                        || calls.stream().allMatch(c -> isEmpty(c, carried, depth));
            }
            default -> false;
        };
    }

    private static boolean isWeak(String where, String name, Carried carried, int depth) {
        if (OF_THE_TRANSPORT.contains(name.toLowerCase(Locale.ROOT))) return true;
        var filled = where.startsWith("header") ? carried.header(name) : carried.variable(name);
        return filled.filter(f -> isWeak(f, carried, depth - 1)).isPresent();
    }

    private static boolean isFresh(String call, Carried carried, int depth) {
        var field = FIELD.matcher(call);
        if (!field.matches()) return FRESH.contains(name(call));
        var filled =
                field.group(1).startsWith("header") ? carried.header(field.group(2)) : carried.variable(field.group(2));
        return filled.filter(f -> f.language().equals("simple")
                        && FUNCTION.matcher(f.text())
                                .results()
                                .anyMatch(m -> FRESH.contains(name(m.group(1).strip()))))
                .isPresent();
    }

    private static boolean isEmpty(String call, Carried carried, int depth) {
        var field = FIELD.matcher(call);
        return field.matches()
                ? isWeak(field.group(1), field.group(2), carried, depth)
                : EMPTY.contains(name(call)) || FRESH.contains(name(call));
    }

    private static String name(String call) {
        return call.split("[^A-Za-z-]", 2)[0];
    }
}
