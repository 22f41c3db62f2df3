package dev.routewright.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.route.HeaderName;
import dev.routewright.route.Operation;
import dev.routewright.route.Operation.In;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Writes the inputs of a call into an HTTP request. The host always is the instance's own: nothing an input holds can
 * move the request elsewhere.
 */
final class RequestWriter {
    /** RFC 9110's token: a document is text of strangers, and a line break in a name would begin another header. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}");

    private RequestWriter() {}

    static HttpUriRequestBase write(URI instance, Operation operation, ObjectNode input, Compression compression)
            throws InputMissing {
        var request = new HttpUriRequestBase(operation.method(), uri(instance, operation, input));
        request.setHeader("Accept", "application/json");
        for (var header : of(operation, In.HEADER)) {
            var value = input.get(header.name());
            if (absent(value) || isReserved(header.name())) continue;
            request.setHeader(header.name(), headerValue(operation, header.name(), value));
        }
        var body = of(operation, In.BODY);
        if (!body.isEmpty()) request.setEntity(entity(body(operation, body, input), compression));
        return request;
    }

    private static HttpEntity entity(JsonNode body, Compression compression) {
        var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        return compression.compresses(bytes.length)
                ? new ByteArrayEntity(compression.of(bytes), ContentType.APPLICATION_JSON, compression.requests())
                : new ByteArrayEntity(bytes, ContentType.APPLICATION_JSON);
    }

    /** Headers that steer the connection or carry credentials; a document cannot make inputs of them. */
    private static boolean isReserved(String name) {
        return HeaderName.steers(name)
                || name.equalsIgnoreCase("authorization")
                || !TOKEN.matcher(name).matches();
    }

    private static URI uri(URI instance, Operation operation, ObjectNode input) throws InputMissing {
        var base = instance.toString();
        if (base.endsWith("/")) base = base.substring(0, base.length() - 1);
        var path = operation.path();
        for (var parameter : of(operation, In.PATH)) {
            var text = text(input.path(parameter.name()));
            if (text.isEmpty() || text.equals(".") || text.equals(".."))
                throw new InputMissing(
                        operation.key(),
                        "The input %s has no value that can stand in a path. Nothing was sent."
                                .formatted(parameter.name()));
            path = path.replace("{" + parameter.name() + "}", encoded(text));
        }
        var query = new StringBuilder();
        for (var parameter : of(operation, In.QUERY)) {
            var value = input.get(parameter.name());
            if (absent(value)) continue;
            var values = value.isArray()
                    ? StreamSupport.stream(value.spliterator(), false).toList()
                    : List.of(value);
            for (var one : values)
                query.append(query.isEmpty() ? '?' : '&')
                        .append(encoded(parameter.name()))
                        .append('=')
                        .append(encoded(text(one)));
        }
        var uri = URI.create(base + (path.startsWith("/") ? path : "/" + path) + query);
        if (!Objects.equals(uri.getRawAuthority(), instance.getRawAuthority()))
            throw new InputMissing(operation.key(), "The path leads to another host. Nothing was sent.");
        return uri;
    }

    /**
     * An optional member that is null is left out: a message without the field means "not given", and a service whose
     * document does not say null refuses it. In a PATCH null means "take it away".
     */
    private static JsonNode body(Operation operation, List<Operation.Input> inputs, ObjectNode input) {
        if (inputs.size() == 1 && inputs.get(0).name().equals("body")) return input.path("body");
        var body = JsonNodeFactory.instance.objectNode();
        for (var member : inputs) {
            var value = input.get(member.name());
            boolean given =
                    value != null && (!value.isNull() || operation.method().equals("PATCH"));
            if (given) body.set(member.name(), value);
        }
        return body;
    }

    private static String headerValue(Operation operation, String name, JsonNode value) throws InputMissing {
        var text = text(value);
        if (text.chars().anyMatch(c -> c < 0x20 || c == 0x7f))
            throw new InputMissing(
                    operation.key(), "The input %s cannot stand in a header. Nothing was sent.".formatted(name));
        return text;
    }

    private static List<Operation.Input> of(Operation operation, In in) {
        return operation.inputs().stream().filter(i -> i.in() == in).toList();
    }

    private static boolean absent(JsonNode value) {
        return value == null || value.isNull();
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.isMissingNode() ? "" : value.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
