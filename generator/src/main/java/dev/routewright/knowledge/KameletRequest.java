package dev.routewright.knowledge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one request a Kamelet makes, piece by piece, and what it is in OpenAPI. An input is called what the service calls
 * it; a property that is a secret becomes a security scheme, because no route may hold one.
 */
final class KameletRequest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\??)([A-Za-z][A-Za-z0-9_-]*)}}");
    private static final Pattern UNQUOTED =
            Pattern.compile("(?<![\"\\w}])\\{\\{\\??[A-Za-z][A-Za-z0-9_-]*}}(?![\"\\w{])");
    private static final Set<String> WORDS = Set.of("type", "format", "description", "enum");

    private final JsonNode properties;
    private final JsonNode required;
    private final List<ObjectNode> parameters = new ArrayList<>();
    private final Map<String, ObjectNode> secrets = new LinkedHashMap<>();
    private String path = "/";
    private @Nullable ObjectNode body;

    KameletRequest(JsonNode definition) {
        this.properties = definition.path("properties");
        this.required = definition.path("required");
    }

    /** A whole value: a property, or words that never change. */
    record Word(@Nullable String property, boolean optional, String constant) {
        static Word of(String text) {
            var match = PLACEHOLDER.matcher(text);
            if (match.matches()) return new Word(match.group(2), !match.group(1).isEmpty(), "");
            if (!text.contains("{{")) return new Word(null, false, text);
            throw KameletService.unusable("It mixes words with a property in one value");
        }
    }

    void path(String template) {
        var match = PLACEHOLDER.matcher(template);
        path = match.replaceAll(found -> {
            var name = found.group(2);
            if (!found.group(1).isEmpty() || isSecret(name))
                throw KameletService.unusable("The property %s stands in the path, and is optional or a secret"
                        .formatted(Texts.line(name, 60)));
            add("path", name, new Word(name, false, ""));
            return "{" + name + "}";
        });
    }

    String path() {
        return path;
    }

    void query(String name, String value) {
        var word = Word.of(value);
        if (word.property() != null && isSecret(word.property())) secret("apiKey", "query", name);
        else add("query", name, word);
    }

    void header(String name, String value) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("content-type") || lower.equals("accept")) return;
        if (lower.equals("authorization")) {
            authorization(value);
            return;
        }
        var word = Word.of(value);
        if (word.property() != null && isSecret(word.property())) secret("apiKey", "header", name);
        else add("header", name, word);
    }

    private void authorization(String value) {
        if (!value.matches("(?i)(bearer|basic) \\{\\{[^{}]+}}"))
            throw KameletService.unusable("Its Authorization header is neither Bearer nor Basic with one property");
        var scheme = ServiceDocuments.object()
                .put("type", "http")
                .put("scheme", value.substring(0, value.indexOf(' ')).toLowerCase(Locale.ROOT));
        secrets.put("authorization", scheme);
    }

    void body(String text) {
        JsonNode tree;
        try {
            tree = JSON.readTree(UNQUOTED.matcher(text).replaceAll("\"$0\""));
        } catch (JsonProcessingException notJson) {
            throw KameletService.unusable("The body it sends is not JSON");
        }
        if (!(tree instanceof ObjectNode object)) throw KameletService.unusable("The body it sends is no JSON object");
        body = shape(object);
    }

    boolean hasBody() {
        return body != null;
    }

    private ObjectNode shape(ObjectNode object) {
        var schema = ServiceDocuments.object().put("type", "object");
        var needed = schema.putArray("required");
        var members = schema.putObject("properties");
        object.properties().forEach(member -> {
            var value = member.getValue();
            if (value.isArray()) throw KameletService.unusable("The body it sends holds a list");
            var word = value.isTextual() ? Word.of(value.asText()) : new Word(null, false, value.asText());
            var name = word.property();
            if (name != null && isSecret(name)) throw KameletService.unusable("The body it sends holds a secret");
            if (value instanceof ObjectNode inner) members.set(member.getKey(), shape(inner));
            else if (name != null) members.set(member.getKey(), schema(name));
            else members.set(member.getKey(), constant(value));
            if (name == null || isNeeded(word)) needed.add(member.getKey());
        });
        if (needed.isEmpty()) schema.remove("required");
        return schema;
    }

    private void add(String in, String name, Word word) {
        var parameter = ServiceDocuments.object().put("name", name).put("in", in);
        parameter.put("required", in.equals("path") || word.property() == null || isNeeded(word));
        parameter.set(
                "schema",
                word.property() == null
                        ? constant(JSON.getNodeFactory().textNode(word.constant()))
                        : schema(word.property()));
        parameters.add(parameter);
    }

    /** A property with a default is always sent: the service may have another default, or none. */
    private boolean isNeeded(Word word) {
        var property = properties.path(String.valueOf(word.property()));
        if (property.has("default")) return true;
        for (var name : required) if (name.asText().equals(word.property())) return !word.optional();
        return false;
    }

    private static ObjectNode constant(JsonNode value) {
        var schema = ServiceDocuments.object();
        schema.putArray("enum").add(value);
        return schema;
    }

    private ObjectNode schema(String name) {
        var property = properties.path(name);
        if (!property.isObject())
            throw KameletService.unusable("It uses the property %s, which it does not define".formatted(name));
        var schema = ServiceDocuments.object().put("type", "string");
        for (var word : WORDS.stream().sorted().toList())
            if (property.hasNonNull(word)) schema.set(word, property.get(word));
        if (!schema.has("description") && property.hasNonNull("title"))
            schema.set("description", property.get("title"));
        if (property.hasNonNull("default")) schema.set("example", property.get("default"));
        else if (property.hasNonNull("example")) schema.set("example", property.get("example"));
        return schema;
    }

    private boolean isSecret(String name) {
        var property = properties.path(name);
        if (property.path("format").asText().equals("password")) return true;
        for (var descriptor : property.path("x-descriptors"))
            if (descriptor.asText().matches("urn:(camel:group:credentials|alm:descriptor:.*:password)")) return true;
        return false;
    }

    private void secret(String type, String in, String name) {
        secrets.put(
                in + "-" + name,
                ServiceDocuments.object().put("type", type).put("in", in).put("name", name));
    }

    void writeTo(ObjectNode operation, ObjectNode document, boolean sendsBody) {
        parameters.forEach(parameter -> operation.withArray("parameters").add(parameter));
        if (body != null && !sendsBody) throw KameletService.unusable("It sets a body its HTTP method does not send");
        if (sendsBody) {
            var content =
                    operation.putObject("requestBody").put("required", true).putObject("content");
            content.putObject("application/json").set("schema", body == null ? ServiceDocuments.object() : body);
        }
        if (!secrets.isEmpty())
            document.putObject("components").putObject("securitySchemes").setAll(secrets);
    }
}
