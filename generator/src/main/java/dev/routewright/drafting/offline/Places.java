package dev.routewright.drafting.offline;

import dev.routewright.route.Step;
import dev.routewright.route.Value;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses as they stand in endpoint URIs. Only plain forms pass: Camel decodes, trims and evaluates URIs, so
 * anything else is refused with a sentence rather than repaired.
 */
final class Places {
    private static final Pattern NAME_FUNCTION = Pattern.compile("\\$\\{(date:now:[A-Za-z_.-]{1,40}|exchangeId|uuid)}");

    private Places() {}

    static String kamelet(Step.Call call) {
        if (!call.service().matches("[a-z][a-z0-9-]{0,62}"))
            throw refused("service", call.service(), "a registered name");
        if (!call.operation().matches("[A-Za-z][A-Za-z0-9_]*"))
            throw refused("operation", call.operation(), "an operationId of letters, digits and underlines");
        return "kamelet:" + call.service() + "-" + call.operation();
    }

    static String path(String path) {
        if (path.length() <= 200
                && path.matches("(/([A-Za-z0-9._~-]+|\\{[A-Za-z_][A-Za-z0-9_]*}))+")
                && !path.contains("..")) return path;
        throw refused("path", path, "a path such as /orders or /orders/{id}");
    }

    static String topic(String topic) {
        if (topic.matches("[A-Za-z0-9._-]{1,249}") && !topic.matches("\\.{1,2}")) return topic;
        throw refused("topic", topic, "letters, digits, dots, dashes and underlines");
    }

    static String folder(String folder) {
        if (folder.length() <= 200
                && folder.matches("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]*(/[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]*)*")
                && !folder.contains("..")) return folder;
        throw refused("folder", folder, "a relative folder such as in/prices");
    }

    static String suffix(String suffix) {
        if (suffix.matches("(\\.[A-Za-z0-9_-]{1,20})*")) return suffix;
        throw refused("file name ending", suffix, "an ending such as .csv");
    }

    static String cron(String cron) {
        if (cron.matches("[0-9A-Za-z*?/,#LW-]+( [0-9A-Za-z*?/,#LW-]+){5,6}")) return cron;
        throw refused("schedule", cron, "a Quartz expression of six or seven fields such as 0 0 8 * * ?");
    }

    /** A file name known when the route is written, or null when it depends on data. */
    static @Nullable String fixedName(Value name) {
        if (name instanceof Value.Literal literal)
            return literal.value() == null ? null : plain(literal.value().toString());
        if (!(name instanceof Value.Text text)) return null;
        var fixed = new StringBuilder();
        for (var part : text.parts()) {
            var known = fixedName(part);
            if (known == null) return null;
            fixed.append(known);
        }
        return fixed.toString();
    }

    private static String plain(String name) {
        var rest = NAME_FUNCTION.matcher(name).replaceAll("");
        if (rest.matches("[\\p{L}\\p{N} _.-]*") && !rest.contains("..")) return name;
        throw refused(
                "file name", name, "letters, digits, dots, dashes and ${date:now:yyyyMMdd}, ${exchangeId} or ${uuid}");
    }

    static IllegalArgumentException refused(String what, String text, String wanted) {
        return new IllegalArgumentException(
                "The %s \"%s\" cannot stand in a route. No route was written. Use %s.".formatted(what, text, wanted));
    }
}
