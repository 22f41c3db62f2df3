package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One operation of an OpenAPI document, as its stub needs it. */
final class Operation {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head");
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private final JsonNode document;
    private final JsonNode definition;
    private final JsonNode common;
    private final String path;
    private final Pattern pattern;
    private final List<String> pathNames = new ArrayList<>();
    private final String method;
    private final String id;
    private final String name;

    private Operation(
            String service, JsonNode document, String method, String path, JsonNode definition, JsonNode common) {
        this.document = document;
        this.definition = definition;
        this.common = common;
        this.path = path;
        this.pattern = pattern(path);
        this.method = method.toUpperCase(Locale.ROOT);
        this.id = definition.path("operationId").asText(method + path);
        this.name = service + "." + id;
    }

    static List<Operation> of(String service, JsonNode document) {
        var operations = new ArrayList<Operation>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(member -> METHODS.contains(member.getKey()))
                .forEach(member -> operations.add(new Operation(
                        service,
                        document,
                        member.getKey(),
                        path.getKey(),
                        member.getValue(),
                        path.getValue().path("parameters")))));
        return operations;
    }

    private Pattern pattern(String path) {
        var regex = new StringBuilder();
        var parameter = PARAMETER.matcher(path);
        int end = 0;
        while (parameter.find()) {
            regex.append(Pattern.quote(path.substring(end, parameter.start()))).append("([^/]+)");
            pathNames.add(plain(parameter.group(1)));
            end = parameter.end();
        }
        return Pattern.compile(regex + Pattern.quote(path.substring(end)));
    }

    /** Path parameters go by a name of letters, digits and underscores. */
    static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9_]", "_");
    }

    /** The path parameters, when the path is one of this operation's. */
    @Nullable
    ObjectNode matches(String requested) {
        var match = pattern.matcher(requested);
        if (!match.matches()) return null;
        var parameters = Text.MAPPER.createObjectNode();
        for (int i = 0; i < pathNames.size(); i++) parameters.put(pathNames.get(i), match.group(i + 1));
        return parameters;
    }

    String id() {
        return id;
    }

    /** {@code service.operation}. */
    String name() {
        return name;
    }

    String method() {
        return method;
    }

    /** The fewer, the closer it fits. */
    int placeholders() {
        return (int) path.chars().filter(c -> c == '{').count();
    }

    JsonNode document() {
        return document;
    }

    List<JsonNode> parameters() {
        var parameters = new ArrayList<JsonNode>();
        common.forEach(parameter -> parameters.add(Reference.follow(document, parameter)));
        definition.path("parameters").forEach(parameter -> parameters.add(Reference.follow(document, parameter)));
        return parameters;
    }

    /** Missing when it takes none. */
    JsonNode body() {
        var body = definition.path("requestBody");
        return body.isEmpty() ? MissingNode.getInstance() : Reference.follow(document, body);
    }

    /** Whether it says itself that it needs no credential. */
    boolean isOpen() {
        var security = definition.has("security") ? definition.get("security") : document.path("security");
        return security.isArray() && security.isEmpty();
    }

    /** What it answers when nobody says otherwise: the example of its first good reply. */
    ObjectNode exampleReply() {
        var reply = Text.MAPPER.createObjectNode();
        var codes = new TreeMap<String, JsonNode>();
        definition.path("responses").properties().forEach(r -> codes.put(r.getKey(), r.getValue()));
        var good = codes.tailMap("2").entrySet().stream()
                .filter(code -> code.getKey().startsWith("2"))
                .findFirst();
        if (good.isEmpty()) return reply.put("status", 200);
        reply.put("status", Integer.parseInt(good.get().getKey()));
        var content = Reference.follow(document, good.get().getValue()).path("content");
        content.properties().stream().findFirst().ifPresent(type -> {
            var example = type.getValue().path("example");
            var schema = Reference.follow(document, type.getValue().path("schema"));
            var shown = example.isMissingNode() || example.isNull() ? schema.path("example") : example;
            if (!shown.isMissingNode()) reply.set("body", shown);
            reply.put("contentType", type.getKey());
        });
        return reply;
    }
}
