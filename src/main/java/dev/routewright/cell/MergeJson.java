package dev.routewright.cell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Joins JSON: the fields of two objects, the items of two arrays; a field of the later one wins. */
final class MergeJson implements AggregationStrategy {

    @Override
    public Exchange aggregate(@Nullable Exchange soFar, @Nullable Exchange next) {
        if (soFar == null) return next;
        if (next == null) return soFar;
        if (next.getException() != null) {
            if (soFar.getException() == null) soFar.setException(next.getException());
            return soFar;
        }
        try {
            soFar.getMessage().setBody(merged(json(soFar), json(next)));
        } catch (IOException notJson) {
            soFar.setException(new IllegalArgumentException("The bodies to merge are not JSON.", notJson));
        } catch (IllegalArgumentException different) {
            soFar.setException(different);
        }
        return soFar;
    }

    private static JsonNode merged(JsonNode first, JsonNode second) {
        if (first.isNull() || first.isMissingNode()) return second;
        if (second.isNull() || second.isMissingNode()) return first;
        if (first instanceof ObjectNode a && second instanceof ObjectNode b)
            return a.deepCopy().setAll(b);
        if (first instanceof ArrayNode a && second instanceof ArrayNode b)
            return a.deepCopy().addAll(b);
        // An object and a list of what belongs to it: both are kept, under names of their own.
        var both = Json.MAPPER.createObjectNode();
        if (first instanceof ObjectNode a) both.setAll(a);
        else both.set("items", first);
        if (second instanceof ObjectNode b) both.setAll(b);
        else both.set("items", second);
        return both;
    }

    private static JsonNode json(Exchange exchange) throws IOException {
        var body = exchange.getMessage().getBody();
        if (body instanceof JsonNode node) return node;
        if (body == null) return Json.MAPPER.nullNode();
        if (body instanceof java.util.Map || body instanceof java.util.List) return Json.MAPPER.valueToTree(body);
        var text = exchange.getMessage().getBody(String.class);
        return text == null || text.isBlank() ? Json.MAPPER.nullNode() : Json.MAPPER.readTree(text);
    }
}
