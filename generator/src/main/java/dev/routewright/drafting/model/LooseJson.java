package dev.routewright.drafting.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON as models write it: inside a fence or behind a sentence, with comments, trailing commas or single quotes, or cut
 * off before its last brackets. What is read is judged afterwards, so that reading may forgive.
 */
final class LooseJson {
    private static final JsonMapper LOOSE = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(100)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String THINKING = "(?s)^\\s*<think(?:ing)?>.*?</think(?:ing)?>";

    private LooseJson() {}

    /** The first JSON object of an answer. */
    static Optional<JsonNode> object(String answer) {
        var text = answer.replaceFirst(THINKING, "");
        int from = text.indexOf('{');
        if (from < 0) return Optional.empty();
        int to = text.lastIndexOf('}');
        var whole = to < from ? Optional.<JsonNode>empty() : read(text.substring(from, to + 1));
        return whole.or(() -> read(balanced(text.substring(from)))).filter(JsonNode::isObject);
    }

    /** A JSON text as a value; a text that is no JSON stays what it is. Only what looks like JSON is forgiven anything. */
    static @Nullable Object value(String text) {
        var plain = text.strip();
        if (plain.isEmpty()) return null;
        boolean structured = plain.startsWith("{") || plain.startsWith("[");
        boolean scalar = plain.matches("(?s)\".*\"|-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?|true|false|null");
        if (!structured && !scalar) return text;
        return read(plain).<@Nullable Object>map(LooseJson::plain).orElse(plain.equals("null") ? null : text);
    }

    static @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(inner -> list.add(plain(inner)));
            return list;
        }
        if (node.isInt()) return node.intValue();
        if (node.isLong()) return node.longValue();
        if (node.isBigDecimal()) {
            double close = node.doubleValue();
            return Double.isFinite(close) ? (Object) close : node.asText();
        }
        if (node.isNumber()) return node.numberValue();
        if (node.isBoolean()) return node.booleanValue();
        return node.isNull() || node.isMissingNode() ? null : node.asText();
    }

    static String write(@Nullable Object value) {
        try {
            return LOOSE.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A value of JDK types cannot be written as JSON.", e);
        }
    }

    private static Optional<JsonNode> read(String text) {
        try {
            return Optional.ofNullable(LOOSE.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Up to where the first bracket is closed; brackets that never are, because the answer was cut off, are closed. */
    private static String balanced(String text) {
        var open = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') i++;
                else if (c == '"') quoted = false;
            } else if (c == '"') quoted = true;
            else if (c == '{' || c == '[') open.append(c == '{' ? '}' : ']');
            else if ((c == '}' || c == ']') && !open.isEmpty()) {
                open.setLength(open.length() - 1);
                if (open.isEmpty()) return text.substring(0, i + 1);
            }
        }
        return text + (quoted ? "\"" : "") + open.reverse();
    }
}
