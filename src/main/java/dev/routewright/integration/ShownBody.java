package dev.routewright.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of a kept message as people see it: masked, and only so much of it as is read.
 *
 * @param text null without a body
 * @param encoding {@code text} or {@code base64}, null without a body
 * @param cut whether there is more of it
 */
public record ShownBody(@Nullable String text, @Nullable String encoding, boolean cut) {
    /** Bytes that are shown. */
    static final int MOST = 64 * 1024;

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private static final ShownBody NONE = new ShownBody(null, null, false);

    static ShownBody of(Map<String, String> headers, byte @Nullable [] body, Masks masks) {
        if (body == null) return NONE;
        var text = text(body);
        if (text.isEmpty()) {
            var shown = body.length > MOST ? Arrays.copyOf(body, MOST) : body;
            return new ShownBody(Base64.getEncoder().encodeToString(shown), "base64", body.length > MOST);
        }
        var masked = masked(headers, text.get(), masks);
        int most = Math.min(masked.length(), MOST);
        if (most < masked.length() && Character.isHighSurrogate(masked.charAt(most - 1))) most--;
        return new ShownBody(masked.substring(0, most), "text", most < masked.length());
    }

    /** Empty when it is no text. */
    static Optional<String> text(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }

    static String masked(Map<String, String> headers, String text, Masks masks) {
        var json = json(text);
        if (json.isPresent()) {
            var shown = json.get();
            return mask(shown, masks) ? shown.toString() : text;
        }
        // Beyond what is shown, nobody has to look for names.
        var part = text.length() > 2 * MOST ? text.substring(0, 2 * MOST) : text;
        return isForm(headers) ? MaskedText.ofForm(part, masks) : MaskedText.of(part, masks);
    }

    /** Empty when it is no object and no list. */
    static Optional<JsonNode> json(String text) {
        var begin = text.stripLeading();
        if (!begin.startsWith("{") && !begin.startsWith("[")) return Optional.empty();
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    static boolean isForm(Map<String, String> headers) {
        return headers.entrySet().stream()
                .anyMatch(header -> header.getKey().equalsIgnoreCase("Content-Type")
                        && header.getValue().toLowerCase(Locale.ROOT).contains("x-www-form-urlencoded"));
    }

    private static boolean mask(JsonNode node, Masks masks) {
        boolean masked = false;
        if (node instanceof ObjectNode object)
            for (var member : object.properties()) {
                if (masks.covers(member.getKey())) {
                    if (!member.getValue().isNull()) masked = true;
                    if (!member.getValue().isNull())
                        member.setValue(JSON.getNodeFactory().textNode(Masks.MASK));
                } else {
                    masked |= mask(member.getValue(), masks);
                }
            }
        if (node instanceof ArrayNode array) for (var element : array) masked |= mask(element, masks);
        return masked;
    }
}
