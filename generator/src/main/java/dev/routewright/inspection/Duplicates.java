package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        var texts = new HashMap<String, List<String>>();
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
            var keys = new Keys(visit.carried(), texts);
            step.expressions().stream()
                    .filter(key -> keys.isWeak(
                            new Carried.Filled(key.language(), key.text().text()), 5))
                    .forEach(key -> findings.add(
                            RuleId.DUPLICATE_MISTAKEN,
                            key.text().place(),
                            step.step(),
                            "The key " + quote(key.text().text()) + " says nothing about the message's business.",
                            RuleId.DUPLICATE_MISTAKEN.remedy()));
        }
    }

    /** Keys made of what a message carries; each name is looked into once, however often it is written. */
    private static final class Keys {
        private final Carried carried;
        private final Map<String, List<String>> texts;
        private final Map<String, Boolean> weak = new HashMap<>();

        /** @param texts what is called in texts that were read before */
        Keys(Carried carried, Map<String, List<String>> texts) {
            this.carried = carried;
            this.texts = texts;
        }

        boolean isWeak(Carried.Filled key, int depth) {
            if (depth == 0) return false;
            return switch (key.language()) {
                case "constant" -> true;
                case "header", "variable", "exchangeProperty" ->
                    isWeak(key.language(), key.text().strip(), depth);
                case "simple" -> {
                    var calls = calls(key.text());
                    yield calls.isEmpty()
                            || calls.stream().anyMatch(this::isFresh)
                            || calls.stream().allMatch(call -> isEmpty(call, depth));
                }
                default -> false;
            };
        }

        private boolean isWeak(String where, String name, int depth) {
            if (OF_THE_TRANSPORT.contains(name.toLowerCase(Locale.ROOT))) return true;
            var at = depth + " " + where + " " + name;
            var known = weak.get(at);
            if (known != null) return known;
            boolean isWeak = filled(where, name)
                    .filter(value -> isWeak(value, depth - 1))
                    .isPresent();
            weak.put(at, isWeak);
            return isWeak;
        }

        private boolean isFresh(String call) {
            var field = FIELD.matcher(call);
            if (!field.matches()) return FRESH.contains(name(call));
            return filled(field.group(1), field.group(2))
                    .filter(value -> value.language().equals("simple")
                            && calls(value.text()).stream().anyMatch(inner -> FRESH.contains(name(inner))))
                    .isPresent();
        }

        private boolean isEmpty(String call, int depth) {
            var field = FIELD.matcher(call);
            return field.matches()
                    ? isWeak(field.group(1), field.group(2), depth)
                    : EMPTY.contains(name(call)) || FRESH.contains(name(call));
        }

        private Optional<Carried.Filled> filled(String where, String name) {
            return where.startsWith("header") ? carried.header(name) : carried.variable(name);
        }

        private List<String> calls(String text) {
            return texts.computeIfAbsent(text, t -> FUNCTION.matcher(t)
                    .results()
                    .map(m -> m.group(1).strip())
                    .distinct()
                    .toList());
        }
    }

    private static String name(String call) {
        return call.split("[^A-Za-z-]", 2)[0];
    }
}
