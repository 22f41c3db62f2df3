package dev.routewright.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Values as text, written the way the reference implementation writes them: cases look for pieces of such texts, so
 * blanks after commas and colons count.
 */
final class Text {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private static final int SHORT = 160;

    private Text() {}

    /** What a text says as JSON; null when it is none. */
    static @Nullable JsonNode parse(@Nullable String text) {
        if (text == null) return null;
        try {
            var node = MAPPER.readTree(text);
            return node.isMissingNode() ? null : node;
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    /** @param text is nothing JSON can say when null */
    static JsonNode parseOrNull(@Nullable String text) {
        var node = parse(text);
        return node == null ? NullNode.instance : node;
    }

    static JsonNode of(@Nullable String text) {
        return text == null ? NullNode.instance : MAPPER.getNodeFactory().textNode(text);
    }

    /** A text as it is, anything else as JSON. */
    static String of(JsonNode node) {
        return node.isTextual() ? node.textValue() : json(node);
    }

    static String shortly(JsonNode node) {
        return shortly(of(node), SHORT);
    }

    static String shortly(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }

    static String json(JsonNode node) {
        if (node.isObject()) {
            var members = new ArrayList<String>();
            node.properties().forEach(m -> members.add(quoted(m.getKey()) + ": " + json(m.getValue())));
            return "{" + String.join(", ", members) + "}";
        }
        if (node.isArray()) {
            var elements = new ArrayList<String>();
            node.forEach(element -> elements.add(json(element)));
            return "[" + String.join(", ", elements) + "]";
        }
        if (node.isFloatingPointNumber()) return Numbers.text(node.doubleValue());
        if (node.isTextual()) return quoted(node.textValue());
        return node.isMissingNode() ? "null" : node.toString();
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                default -> quoted.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }
}
