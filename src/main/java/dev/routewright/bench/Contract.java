package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What a service turns down by its published document, before it looks at what is asked of it. */
final class Contract {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MOST_SHOWN = 4;

    private final JsonNode credential;

    /** @param credential header and value the service insists on; missing for none */
    Contract(JsonNode credential) {
        this.credential = credential;
    }

    record Refusal(int status, String why) {}

    Optional<Refusal> check(Operation operation, Call call, String type) {
        return credential(operation, call)
                .or(() -> operation.parameters().stream()
                        .flatMap(parameter -> parameter(operation, parameter, call).stream())
                        .findFirst())
                .or(() -> body(operation, call, type));
    }

    private Optional<Refusal> credential(Operation operation, Call call) {
        if (credential.isMissingNode() || operation.isOpen()) return Optional.empty();
        var header = credential.path("header").asText();
        var got = call.part("headers").path(lower(header)).asText();
        return got.equals(credential.path("value").asText())
                ? Optional.empty()
                : refusal(401, "credential missing or wrong in header " + header);
    }

    private static Optional<Refusal> parameter(Operation operation, JsonNode parameter, Call call) {
        var where = parameter.path("in").asText();
        var name = parameter.path("name").asText();
        var value =
                switch (where) {
                    case "query" -> call.part("query").path(name);
                    case "header" -> call.part("headers").path(lower(name));
                    case "path" -> call.part("path").path(Operation.plain(name));
                    default -> NullNode.instance;
                };
        if (value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.textValue().isEmpty())
            return parameter.path("required").asBoolean()
                    ? refusal(400, "%s parameter %s is required".formatted(where, name))
                    : Optional.empty();
        var schema = Reference.follow(operation.document(), parameter.path("schema"));
        if (schema.path("type").asText().matches("integer|number") && Numbers.of(value) == null)
            return refusal(400, "%s parameter %s must be a number".formatted(where, name));
        var allowed = schema.path("enum");
        if (!allowed.isEmpty()
                && StreamSupport.stream(allowed.spliterator(), false)
                        .noneMatch(one -> value.isTextual() && Text.of(one).equals(value.textValue())))
            return refusal(400, "%s parameter %s must be one of %s".formatted(where, name, Text.json(allowed)));
        return Optional.empty();
    }

    private static Optional<Refusal> body(Operation operation, Call call, String type) {
        var body = operation.body();
        if (body.isMissingNode()) return Optional.empty();
        if (call.part("text").asText().isBlank())
            return body.path("required").asBoolean(true) ? refusal(400, "a body is required") : Optional.empty();
        var content = body.path("content");
        var types = content.properties().stream().map(m -> lower(m.getKey())).toList();
        if (types.stream().noneMatch(accepted -> fits(type, accepted)))
            return refusal(415, "content type %s is not one of %s".formatted(type.isEmpty() ? "(none)" : type, types));
        return content.properties().stream()
                .flatMap(one -> content(
                        operation, call, type, one.getKey(), one.getValue().path("schema"))
                        .stream())
                .findFirst();
    }

    private static boolean fits(String type, String accepted) {
        return type.equals(accepted)
                || accepted.equals("*/*")
                || accepted.endsWith("json") && type.endsWith("json")
                || accepted.endsWith("xml") && type.endsWith("xml")
                || accepted.startsWith("text/") && type.startsWith("text/");
    }

    private static Optional<Refusal> content(
            Operation operation, Call call, String type, String accepted, JsonNode schema) {
        var body = call.part("body");
        if (accepted.endsWith("json") && type.endsWith("json")) {
            if (body.isNull()) return refusal(400, "the body is not JSON");
            return refusal(422, new SchemaCheck(operation.document()).problems(schema, body, "body"));
        }
        if (!accepted.equals(FORM)) return Optional.empty();
        var required = Reference.follow(operation.document(), schema).path("required");
        return refusal(
                400,
                StreamSupport.stream(required.spliterator(), false)
                        .map(JsonNode::asText)
                        .filter(name -> !body.has(name))
                        .map(name -> name + " is required")
                        .toList());
    }

    private static Optional<Refusal> refusal(int status, List<String> problems) {
        return problems.isEmpty()
                ? Optional.empty()
                : refusal(status, String.join("; ", problems.subList(0, Math.min(MOST_SHOWN, problems.size()))));
    }

    private static Optional<Refusal> refusal(int status, String why) {
        return Optional.of(new Refusal(status, why));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
