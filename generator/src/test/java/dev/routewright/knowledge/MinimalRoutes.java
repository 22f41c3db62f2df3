package dev.routewright.knowledge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routewright.knowledge.Vocabulary.Shape;
import dev.routewright.knowledge.Vocabulary.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Routes that use one thing of a vocabulary and otherwise no more than they must. */
final class MinimalRoutes {
    private final Vocabulary vocabulary;

    MinimalRoutes(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** A route that begins with the component and has the option set. */
    String from(String component, @Nullable String option, @Nullable Value value) {
        var from = new LinkedHashMap<String, Object>();
        from.put("uri", address(component));
        from.put("parameters", parameters(vocabulary.components().get(component).from(), option, value));
        from.put("steps", List.of(Map.of("setBody", Map.of("constant", "x"))));
        return route(from);
    }

    String to(String component, @Nullable String option, @Nullable Value value) {
        var to = new LinkedHashMap<String, Object>();
        to.put("uri", address(component));
        to.put("parameters", parameters(vocabulary.components().get(component).to(), option, value));
        return step(Map.of("to", to));
    }

    /** A route with the step, which has everything it must have, and the attribute. */
    String step(String name, String attribute) {
        return step(Map.of(name, shape(vocabulary.steps().get(name), attribute, 0)));
    }

    String step(Map<String, ?> step) {
        var from = new LinkedHashMap<String, Object>();
        from.put("uri", "timer:tick");
        from.put("parameters", Map.of("period", 60000));
        from.put("steps", List.of(step));
        return route(from);
    }

    private static String route(Map<String, Object> from) {
        try {
            return new ObjectMapper()
                    .writeValueAsString(List.of(Map.of("route", Map.of("id", "minimal", "from", from))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> parameters(
            @Nullable Map<String, Value> options, @Nullable String option, @Nullable Value value) {
        var parameters = new LinkedHashMap<String, Object>();
        if (options != null)
            options.forEach((name, needed) -> {
                if (needed.required()) parameters.put(name, sample(name, needed, 0));
            });
        if (option != null) parameters.put(option, value == null ? "x" : sample(option, value, 0));
        return parameters;
    }

    static String address(String component) {
        return switch (component) {
            case "platform-http" -> "platform-http:/minimal";
            case "kamelet" -> "kamelet:memory-get";
            case "file" -> "file:in/minimal";
            default -> component + ":minimal";
        };
    }

    Map<String, Object> shape(Shape shape, @Nullable String attribute, int depth) {
        var mapping = new LinkedHashMap<String, Object>();
        shape.attributes().forEach((name, value) -> {
            boolean wanted = value.required()
                    || name.equals(attribute)
                    || depth == 1
                    || value.type().equals("parts");
            if (wanted && depth < 4) put(mapping, name, value, depth);
        });
        return mapping;
    }

    private void put(Map<String, Object> mapping, String name, Value value, int depth) {
        var sample = sample(name, value, depth);
        boolean inner = name.equals("expression") && sample instanceof Map<?, ?>
                || value.type().equals("data-format");
        if (inner) ((Map<?, ?>) sample).forEach((key, given) -> mapping.put(String.valueOf(key), given));
        else mapping.put(name, sample);
    }

    private Object sample(String name, Value value, int depth) {
        return switch (value.type()) {
            case "boolean" -> true;
            case "number", "millis", "decimal" -> value.least() == null ? 1 : value.least();
            case "status" -> "200";
            case "one of" -> value.words().get(0);
            case "id", "route-id", "log-name" -> "some-id" + depth;
            case "header" -> "X-Colour";
            case "header-pattern" -> "X-*";
            case "regex" -> "a.*";
            case "cron" -> "0 30 2 * * ?";
            case "time-zone" -> "Europe/Berlin";
            case "file-name" -> "a.txt";
            case "file-move" -> "done/${file:name}";
            case "file-target" -> "/done/minimal";
            case "file-pattern" -> "*.csv";
            case "media-type" -> "text/plain";
            case "methods" -> "GET";
            case "type" -> "String";
            case "reference" -> vocabulary.references().get(name).iterator().next();
            case "exception" -> vocabulary.exceptions().thrown().iterator().next();
            case "exceptions" -> List.copyOf(vocabulary.exceptions().caught());
            case "uri" -> "direct:other";
            case "parameters" -> Map.of();
            case "expression" -> Map.of("jq", ".");
            case "predicate" -> Map.of("jq", ".a == 1");
            case "constant" -> Map.of("constant", String.valueOf(value.least() == null ? 1 : value.least()));
            case "endpoints" -> Map.of("constant", "direct:other");
            case "data-format" -> Map.of("json", Map.of());
            case "namespaces" -> List.of(Map.of("key", "a", "value", "urn:a"));
            case "steps" -> List.of(Map.of("setBody", Map.of("constant", "x")));
            case "part" -> shape(vocabulary.sections().get(value.words().get(0)), null, depth + 1);
            case "parts" ->
                new ArrayList<>(
                        List.of(shape(vocabulary.sections().get(value.words().get(0)), null, depth + 1)));
            default -> "x";
        };
    }
}
