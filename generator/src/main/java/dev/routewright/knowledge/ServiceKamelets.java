package dev.routewright.knowledge;

import dev.routewright.route.Operation;
import dev.routewright.route.Operation.Reply;
import dev.routewright.route.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Kamelet that calls one operation. Words of the service's document appear in its definition only, which Camel
 * reads as documentation; the template, where Camel resolves placeholders, is made of names this class has checked.
 */
public final class ServiceKamelets {

    private static final Map<String, String> MEANING = meaning();

    /**
     * What a call may say about how it is made; left empty, policy decides. It is {@code callTimeout} because Camel's
     * Kamelet endpoint has a {@code timeout} of its own, and keeps that for itself without a word.
     */
    public static final List<String> PARAMETERS = List.copyOf(MEANING.keySet());

    private ServiceKamelets() {}

    /** The Kamelet document for one operation. */
    public static String yaml(Operation operation) {
        requireNames(operation);
        var metadata = object();
        metadata.put("name", operation.kamelet());
        metadata.put("labels", Map.of("camel.apache.org/kamelet.type", "action"));
        var spec = object();
        spec.put("definition", definition(operation));
        spec.put("dataTypes", dataTypes(operation));
        spec.put("template", template(operation));
        var kamelet = object();
        kamelet.put("apiVersion", "camel.apache.org/v1");
        kamelet.put("kind", "Kamelet");
        kamelet.put("metadata", metadata);
        kamelet.put("spec", spec);
        return PlainYaml.of(kamelet);
    }

    /** The two names below are the only words of a document that reach the template. */
    private static void requireNames(Operation operation) {
        if (!operation.service().matches("[a-z][a-z0-9-]{0,62}")
                || !operation.id().matches("[A-Za-z][A-Za-z0-9_]*"))
            throw new IllegalArgumentException("No Kamelet can be named after service %s, operation %s."
                    .formatted(Texts.line(operation.service(), 60), Texts.line(operation.id(), 60)));
    }

    private static Map<String, Object> definition(Operation operation) {
        var properties = object();
        for (String name : PARAMETERS) {
            var property = object();
            property.put("title", name);
            property.put("description", MEANING.get(name));
            property.put("type", "string");
            property.put("default", "");
            properties.put(name, property);
        }
        var definition = object();
        definition.put("title", Texts.line(operation.summary().isBlank() ? operation.key() : operation.summary(), 200));
        definition.put("description", description(operation));
        definition.put("type", "object");
        definition.put("properties", properties);
        return definition;
    }

    private static String description(Operation operation) {
        var replies = operation.replies().stream().map(Shapes::text).collect(Collectors.joining("\n- ", "- ", ""));
        var said = Stream.of(
                operation.summary(),
                operation.description(),
                "Body: one JSON object " + Shapes.inputs(operation),
                "Reply, by status:\n" + (operation.replies().isEmpty() ? "- not documented" : replies));
        return said.map(part -> Texts.block(part, 4000))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private static Map<String, Object> dataTypes(Operation operation) {
        var types = object();
        types.put("in", json(Shapes.input(operation)));
        types.put("out", json(operation.success().map(Reply::schema).orElse(Schema.ANY)));
        return types;
    }

    private static Map<String, Object> json(Schema schema) {
        var json = object();
        json.put("mediaType", "application/json");
        json.put("schema", JsonSchemas.of(schema));
        var type = object();
        type.put("default", "json");
        type.put("types", Map.of("json", json));
        return type;
    }

    /**
     * Every parameter has a default, so that none is ever looked up elsewhere: without one, Camel would take an
     * environment variable that happens to be called {@code RETRIES}.
     */
    private static Map<String, Object> template(Operation operation) {
        var uri = PARAMETERS.stream()
                .map(name -> name + "={{" + name + "}}")
                .collect(Collectors.joining("&", "service:%s/%s?".formatted(operation.service(), operation.id()), ""));
        var from = object();
        from.put("uri", "kamelet:source");
        from.put("steps", List.of(Map.of("to", Map.of("uri", uri))));
        return Map.of("from", from);
    }

    private static Map<String, String> meaning() {
        var meaning = new LinkedHashMap<String, String>();
        meaning.put("retries", "Attempts after the first. Empty: policy decides.");
        meaning.put("retryDelay", "Milliseconds before the first retry. Empty: policy decides.");
        meaning.put("backoff", "Factor by which the pause grows with each retry. Empty: policy decides.");
        meaning.put("callTimeout", "Milliseconds one attempt may take. Empty: policy decides.");
        meaning.put("totalTimeout", "Milliseconds all attempts and pauses may take together. Empty: policy decides.");
        meaning.put("cacheFor", "Milliseconds a reply may be used again for the same inputs. Empty: policy decides.");
        meaning.put("staleFor", "Milliseconds beyond that it may stand in when the call fails. Empty: policy decides.");
        meaning.put("balancing", "How calls are spread over the instances. Empty: policy decides.");
        meaning.put("compensation", "true: the call undoes an earlier one, and is made only if the message fails.");
        meaning.put("async", "true: nobody waits for the call; it is kept and made by itself.");
        return meaning;
    }

    private static Map<String, Object> object() {
        return new LinkedHashMap<>();
    }
}
