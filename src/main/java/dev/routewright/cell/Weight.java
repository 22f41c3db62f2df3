package dev.routewright.cell;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.jspecify.annotations.Nullable;

/**
 * About how many bytes a value takes, counted as a tree: what is named twice counts twice, because it is written twice
 * when the value leaves. Stops counting above a limit.
 */
final class Weight {
    private static final int OBJECT = 24;
    private static final int SLOT = 8;
    private static final int FIELD = 56;
    private static final int DEEPEST = 500;

    private final long limit;
    private long sum;

    private Weight(long limit) {
        this.limit = limit;
    }

    /** More than the limit when it is more, or nested without end. */
    static long of(@Nullable Object value, long limit) {
        var weight = new Weight(limit);
        weight.add(value, 0);
        return weight.sum;
    }

    private void add(@Nullable Object value, int depth) {
        if (value == null || value instanceof Boolean) return;
        if (depth > DEEPEST) sum = limit + 1;
        if (sum > limit) return;
        sum += OBJECT;
        if (value instanceof JsonNode node) json(node, depth);
        else if (value instanceof CharSequence text) sum += text.length();
        else if (value instanceof byte[] bytes) sum += bytes.length;
        else if (value instanceof Map<?, ?> map) {
            for (var entry : map.entrySet()) {
                sum += FIELD;
                add(entry.getKey(), depth + 1);
                add(entry.getValue(), depth + 1);
                if (sum > limit) return;
            }
        } else if (value instanceof Iterable<?> many && value instanceof java.util.Collection) {
            for (var one : many) {
                sum += SLOT;
                add(one, depth + 1);
                if (sum > limit) return;
            }
        } else if (value instanceof Object[] many) {
            for (var one : many) {
                sum += SLOT;
                add(one, depth + 1);
                if (sum > limit) return;
            }
        } else if (value instanceof StreamCache stream) sum += Math.max(0, stream.length());
        else if (value instanceof Exchange exchange) add(exchange.getMessage().getBody(), depth + 1);
    }

    private void json(JsonNode node, int depth) {
        if (node.isTextual()) sum += node.textValue().length();
        else if (node.isObject()) {
            for (var fields = node.fields(); fields.hasNext() && sum <= limit; ) {
                var field = fields.next();
                sum += FIELD + field.getKey().length();
                add(field.getValue(), depth + 1);
            }
        } else if (node.isArray()) {
            for (var element : node) {
                sum += SLOT;
                add(element, depth + 1);
                if (sum > limit) return;
            }
        }
    }
}
