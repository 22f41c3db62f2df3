package dev.routewright.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A service somebody wrote down without OpenAPI: a list of operations with their inputs. A word it does not know is
 * refused rather than skipped, because what is skipped is missed only when a call goes wrong.
 */
final class HandWritten {
    private static final Set<String> SERVICE =
            Set.of("title", "description", "servers", "instances", "operations", "sandbox");
    private static final Set<String> OPERATION =
            Set.of("id", "method", "path", "summary", "description", "inputs", "reply", "idempotent");
    private static final Set<String> INPUT =
            Set.of("name", "in", "type", "format", "required", "description", "example", "values", "schema");
    private static final Set<String> REPLY = Set.of("status", "description", "schema", "example");
    private static final Set<String> TYPES = Set.of("string", "number", "integer", "boolean", "array", "object");

    private HandWritten() {}

    static ObjectNode openApi(String name, JsonNode given) {
        known(given, SERVICE, "The service");
        var document = ServiceDocuments.object().put("openapi", "3.0.3");
        document.putObject("info")
                .put("title", given.path("title").asText(name))
                .put("description", given.path("description").asText())
                .put("version", "1");
        if (given.has("sandbox")) document.set("x-routewright-sandbox", given.get("sandbox"));
        var servers = document.putArray("servers");
        for (var list : List.of("servers", "instances"))
            for (var url : given.path(list))
                servers.addObject()
                        .put(
                                "url",
                                url.isTextual() ? url.asText() : url.path("url").asText());
        var paths = document.putObject("paths");
        if (!given.path("operations").isArray()) throw unusable("Its operations are not a list");
        for (var operation : given.get("operations")) operation(paths, operation);
        return document;
    }

    private static void operation(ObjectNode paths, JsonNode given) {
        known(given, OPERATION, "An operation");
        var path = given.path("path").asText();
        var method = given.path("method").asText("GET").toLowerCase(Locale.ROOT);
        if (!path.startsWith("/") || !method.matches("get|head|options|put|post|patch|delete"))
            throw unusable("The operation %s has no path that begins with a slash, or a method HTTP does not have"
                    .formatted(Texts.line(given.path("id").asText("without an id"), 60)));
        var item = paths.withObjectProperty(path);
        if (item.has(method))
            throw unusable(
                    "There are two operations %s %s".formatted(method.toUpperCase(Locale.ROOT), Texts.line(path, 120)));
        var operation = item.putObject(method);
        for (var word : List.of("summary", "description"))
            if (given.hasNonNull(word)) operation.put(word, given.get(word).asText());
        if (given.hasNonNull("id")) operation.put("operationId", given.get("id").asText());
        if (given.has("idempotent")) operation.set("x-routewright-idempotent", given.get("idempotent"));
        inputs(operation, method, path, given.path("inputs"));
        reply(operation.putObject("responses"), given.path("reply"));
    }

    private static void inputs(ObjectNode operation, String method, String path, JsonNode inputs) {
        var inBody = new ArrayList<JsonNode>();
        for (var input : inputs) {
            known(input, INPUT, "An input");
            var name = input.path("name").asText();
            if (name.isBlank()) throw unusable("An input has no name");
            var in = input.path("in").asText(usual(method, path, name));
            switch (in) {
                case "body" -> inBody.add(input);
                case "path", "query", "header" -> {
                    var parameter = operation.withArray("parameters").addObject();
                    parameter.put("name", name).put("in", in);
                    parameter.put(
                            "required",
                            in.equals("path") || input.path("required").asBoolean());
                    parameter.set("schema", schema(input));
                }
                default ->
                    throw unusable("The input %s is in %s, and there are path, query, header and body"
                            .formatted(Texts.line(name, 60), Texts.line(in, 40)));
            }
        }
        if (inBody.isEmpty()) return;
        var body = operation.putObject("requestBody").put("required", true);
        var content = body.putObject("content").putObject("application/json");
        boolean whole =
                inBody.size() == 1 && inBody.get(0).path("name").asText().equals("body");
        content.set("schema", whole ? schema(inBody.get(0)) : object(inBody));
    }

    private static String usual(String method, String path, String name) {
        if (path.contains("{" + name + "}")) return "path";
        return method.matches("put|post|patch") ? "body" : "query";
    }

    private static ObjectNode object(List<JsonNode> inputs) {
        var schema = ServiceDocuments.object().put("type", "object");
        var required = schema.putArray("required");
        var properties = schema.putObject("properties");
        for (var input : inputs) {
            var name = input.get("name").asText();
            properties.set(name, schema(input));
            if (input.path("required").asBoolean()) required.add(name);
        }
        if (required.isEmpty()) schema.remove("required");
        return schema;
    }

    private static ObjectNode schema(JsonNode input) {
        var schema = input.path("schema") instanceof ObjectNode own ? own.deepCopy() : ServiceDocuments.object();
        if (input.hasNonNull("type")) {
            var type = input.get("type").asText();
            if (!TYPES.contains(type))
                throw unusable("The input %s is of type %s, and there are %s"
                        .formatted(
                                Texts.line(input.path("name").asText(), 60),
                                Texts.line(type, 40),
                                TYPES.stream().sorted().collect(Collectors.joining(", "))));
            schema.put("type", type);
        }
        for (var word : List.of("format", "description", "example"))
            if (input.hasNonNull(word)) schema.set(word, input.get(word));
        if (input.path("values").isArray()) schema.set("enum", input.get("values"));
        return schema;
    }

    private static void reply(ObjectNode responses, JsonNode given) {
        boolean described = given.isObject()
                && !given.isEmpty()
                && given.properties().stream().allMatch(member -> REPLY.contains(member.getKey()));
        var status = described ? given.path("status").asText("200") : "200";
        var response = responses
                .putObject(status)
                .put("description", described ? given.path("description").asText("The reply") : "The reply");
        if (given.isMissingNode() || given.isNull()) return;
        var content = response.putObject("content").putObject("application/json");
        if (!described) content.set("example", given);
        else if (given.has("schema") || given.has("example")) {
            if (given.has("schema")) content.set("schema", given.get("schema"));
            if (given.has("example")) content.set("example", given.get("example"));
        } else response.remove("content");
    }

    private static void known(JsonNode given, Set<String> words, String whose) {
        if (!given.isObject()) throw unusable("%s is not written as an object".formatted(whose));
        given.fieldNames().forEachRemaining(word -> {
            if (!words.contains(word))
                throw unusable("%s has %s, which means nothing here; it may have %s"
                        .formatted(
                                whose,
                                Texts.line(word, 60),
                                words.stream().sorted().collect(Collectors.joining(", "))));
        });
    }

    private static Unusable unusable(String what) {
        return new Unusable(
                what + ".",
                "Write {\"title\": …, \"servers\": […], \"operations\": [{\"id\": …, \"method\": …, \"path\": …,"
                        + " \"inputs\": […], \"reply\": {…}}]}, or send an OpenAPI document.");
    }
}
