package dev.routewright.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One operation of an OpenAPI document, seen from the side that answers. */
record StubOperation(String service, String path, String method, JsonNode document) {
    private static final Pattern PLACE = Pattern.compile("\\{([^}]+)}");

    String key() {
        return service + "." + document.path("operationId").asText();
    }

    boolean reads() {
        return method.equals("get");
    }

    int successStatus() {
        for (var reply : document.path("responses").properties())
            if (reply.getKey().startsWith("2")) return Integer.parseInt(reply.getKey());
        return 200;
    }

    ObjectNode example() {
        return document.path("responses")
                .path(String.valueOf(successStatus()))
                .at("/content/application~1json/example")
                .deepCopy();
    }

    /** The inputs of a request by name, or null when the request is for another operation. */
    @Nullable
    ObjectNode inputs(String requestMethod, URI uri, String body) {
        if (!requestMethod.toLowerCase(Locale.ROOT).equals(method)) return null;
        var names = PLACE.matcher(path).results().map(r -> r.group(1)).toList();
        Matcher values =
                Pattern.compile(PLACE.matcher(path).replaceAll("([^/]+)")).matcher(uri.getRawPath());
        if (!values.matches()) return null;
        var inputs = Documents.JSON.createObjectNode();
        if (Documents.json(body) instanceof ObjectNode given) inputs.setAll(given);
        if (uri.getRawQuery() != null)
            for (var pair : uri.getRawQuery().split("&")) {
                var parts = pair.split("=", 2);
                inputs.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
            }
        for (int i = 0; i < names.size(); i++) inputs.put(names.get(i), decoded(values.group(i + 1)));
        return inputs;
    }

    /** What is missing or has the wrong type or value; empty when the inputs keep to the document. */
    List<String> wrongWith(JsonNode inputs) {
        var wrong = new ArrayList<String>();
        var body = document.at("/requestBody/content/application~1json/schema");
        body.path("required").forEach(name -> require(name.asText(), inputs, wrong));
        for (var property : body.path("properties").properties())
            check(property.getKey(), property.getValue(), inputs, wrong);
        for (var parameter : document.path("parameters")) {
            var name = parameter.path("name").asText();
            if (parameter.path("required").asBoolean()) require(name, inputs, wrong);
            check(name, parameter.path("schema"), inputs, wrong);
        }
        return wrong;
    }

    private static void require(String name, JsonNode inputs, List<String> wrong) {
        if (inputs.path(name).isMissingNode() || inputs.path(name).isNull()) wrong.add(name + " is missing");
    }

    private static void check(String name, JsonNode schema, JsonNode inputs, List<String> wrong) {
        var value = inputs.path(name);
        if (value.isMissingNode() || value.isNull()) return;
        var fits =
                switch (schema.path("type").asText()) {
                    case "string" -> value.isTextual();
                    case "integer" -> value.isIntegralNumber();
                    case "number" -> value.isNumber();
                    case "boolean" -> value.isBoolean();
                    default -> true;
                };
        if (!fits)
            wrong.add("%s is %s, not %s"
                    .formatted(name, value, schema.path("type").asText()));
        else if (schema.has("enum") && !contains(schema.get("enum"), value))
            wrong.add("%s is %s, not one of %s".formatted(name, value, schema.get("enum")));
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        for (var allowed : values) if (allowed.equals(value)) return true;
        return false;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
