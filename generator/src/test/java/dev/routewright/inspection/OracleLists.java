package dev.routewright.inspection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What corpus/policy.json allows, as plain sets. The oracle of the fuzz test takes its lists from here and not from
 * {@link Policy}, so that a mistake in reading a policy is not repeated by its judge.
 */
final class OracleLists {
    static final JsonNode POLICY = read();
    static final Set<String> EIPS = words("/eips/allowed");
    static final Set<String> LANGUAGES = words("/languages/allowed");
    static final Set<String> FUNCTIONS = words("/simple/allowedFunctions");
    static final Set<String> OPERATORS = words("/simple/operators");
    static final Set<String> CAUGHT = words("/eips/exceptionTypes");
    static final Set<String> THROWN = words("/eips/throwableTypes");
    static final Set<String> TYPES = words("/eips/convertTypes");
    static final Set<String> STRATEGIES = words("/eips/beanReferences/aggregationStrategy");
    static final Set<String> REPOSITORIES = words("/eips/beanReferences/idempotentRepository");

    private OracleLists() {}

    /** The options of a component; what stands behind a colon bounds the value and is not judged here. */
    static Set<String> options(String component) {
        return heads(POLICY.at("/components/" + component.replace("https", "http") + "/options"));
    }

    static boolean component(String name) {
        return POLICY.at("/components").has(name);
    }

    static Set<String> kamelet(String name) {
        return heads(POLICY.at("/components/kamelet/catalog").path(name));
    }

    static boolean isKamelet(String name) {
        return POLICY.at("/components/kamelet/catalog").has(name);
    }

    static boolean dataFormat(String name) {
        return POLICY.at("/dataFormats/allowed").has(name);
    }

    static Set<String> dataFormatOptions(String name) {
        return heads(POLICY.at("/dataFormats/allowed").path(name).path("options"));
    }

    /** Whether a call may leave to this host over this scheme. */
    static boolean host(String scheme, String host) {
        var hosts = POLICY.at("/egress/hosts");
        for (var entry : (Iterable<java.util.Map.Entry<String, JsonNode>>) hosts::fields) {
            String name = entry.getKey();
            boolean same = name.startsWith("*.")
                    ? host.endsWith(name.substring(1)) && host.length() > name.length() - 1
                    : host.equals(name);
            if (same && strings(entry.getValue()).contains(scheme)) return true;
        }
        return false;
    }

    static boolean sensitive(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return words("/simple/sensitiveHeaders").stream()
                .map(p -> p.toLowerCase(Locale.ROOT))
                .anyMatch(p -> p.startsWith("*") ? name.contains(p.replace("*", "")) : name.equals(p));
    }

    static boolean topic(String name) {
        String any = "[a-z0-9][a-z0-9._-]*";
        return words("/kafka/topics").stream()
                .anyMatch(t -> Pattern.matches(t.replace(".", "\\.").replace("*", any), name));
    }

    private static Set<String> heads(JsonNode list) {
        return strings(list).stream()
                .map(s -> s.contains(":") ? s.substring(0, s.indexOf(':')) : s)
                .collect(Collectors.toSet());
    }

    private static Set<String> words(String pointer) {
        return new TreeSet<>(strings(POLICY.at(pointer)));
    }

    private static Set<String> strings(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper()
                    .readTree(Path.of("src/test/resources/dev/routewright/inspection/corpus/policy.json")
                            .toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
