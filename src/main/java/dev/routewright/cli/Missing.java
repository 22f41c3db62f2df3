package dev.routewright.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What the command line says when a server knows no such name: its own commands instead of the calls the server speaks
 * of, and the names that are near.
 */
final class Missing {
    private static final int MOST = 3;

    /** @param get asks the server; whatever goes wrong there leaves the server's own sentence standing */
    private final Function<String, JsonNode> get;

    Missing(Function<String, JsonNode> get) {
        this.get = get;
    }

    /** @param path what was answered with 404 */
    Optional<String> sentence(String path) {
        var parts = path.replaceAll("\\?.*", "").split("/");
        if (parts.length < 4 || !parts[1].equals("api")) return Optional.empty();
        var name = URLDecoder.decode(parts[3], StandardCharsets.UTF_8);
        try {
            if (parts[2].equals("services")) return unknown("service", name, "services");
            if (!parts[2].equals("integrations")) return Optional.empty();
            var unknown = unknown("integration", name, "list");
            return unknown.isPresent() || parts.length < 6 || !parts[4].equals("versions")
                    ? unknown
                    : version(name, parts[5]);
        } catch (Complaint elsewhere) {
            return Optional.empty();
        }
    }

    private Optional<String> unknown(String kind, String name, String command) {
        var all = Version.each(get.apply(Client.path(kind + "s")))
                .map(one -> one.path("name").asText())
                .toList();
        if (all.contains(name)) return Optional.empty();
        var near = near(name, all);
        return Optional.of("There is no %s “%s”. Nothing was changed. %sroutewright %s shows those there are."
                .formatted(
                        kind, name, near.isEmpty() ? "" : "Did you mean %s? ".formatted(listed(near, "or")), command));
    }

    private Optional<String> version(String name, String number) {
        var numbers = Version.each(get.apply(Client.path("integrations", name)).path("versions"))
                .map(one -> one.path("version").asInt())
                .sorted()
                .map(String::valueOf)
                .toList();
        return numbers.isEmpty() || numbers.contains(number)
                ? Optional.empty()
                : Optional.of("%s has no version %s. Nothing was changed. It has %s."
                        .formatted(name, number, listed(numbers, "and")));
    }

    private static String listed(List<String> names, String word) {
        return names.size() == 1
                ? names.get(0)
                : "%s %s %s"
                        .formatted(
                                String.join(", ", names.subList(0, names.size() - 1)),
                                word,
                                names.get(names.size() - 1));
    }

    /** Names that begin alike, and those a slip of the finger away. */
    static List<String> near(String name, List<String> all) {
        var wanted = name.toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(one -> {
                    var other = one.toLowerCase(Locale.ROOT);
                    return other.startsWith(wanted + "-")
                            || wanted.startsWith(other + "-")
                            || distance(wanted, other) <= Math.max(1, wanted.length() / 4);
                })
                .sorted(Comparator.<String>comparingInt(one -> distance(wanted, one))
                        .thenComparing(one -> one))
                .limit(MOST)
                .toList();
    }

    /** How many letters have to be put in, taken out or exchanged. */
    private static int distance(String one, String other) {
        var before = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            var now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int exchanged = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(exchanged, Math.min(before[j], now[j - 1]) + 1);
            }
            before = now;
        }
        return before[other.length()];
    }
}
