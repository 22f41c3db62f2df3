package dev.routewright.drafting.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What an endpoint gave as its reason, made fit to be quoted: anybody may have written it, and some endpoints repeat the
 * key they were given.
 */
final class Said {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 200;
    private static final int TELLING = 6;

    private Said() {}

    /** The reason in the body of a refusal: the usual field when it is JSON, else the text. */
    static String reason(String body) {
        try {
            JsonNode read = JSON.readTree(body);
            if (read == null) return "";
            JsonNode error = read.path("error");
            for (JsonNode place :
                    new JsonNode[] {error.path("message"), error, read.path("message"), read.path("detail")})
                if (place.isTextual()) return place.asText();
            return read.isContainerNode() ? read.toString() : body;
        } catch (JsonProcessingException text) {
            return body;
        }
    }

    /** A quotation to show, empty when there is nothing to quote or when it holds a part of the key. */
    static String quoted(String said, String key) {
        String clean = said.replaceAll("<[^>]{0,200}>", " ")
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ")
                .strip();
        if (clean.isEmpty() || holdsPartOf(clean, key)) return "";
        int end = clean.offsetByCodePoints(0, Math.min(MOST, clean.codePointCount(0, clean.length())));
        return " It said: \"%s%s\"."
                .formatted(clean.substring(0, end).replace('"', '\''), end < clean.length() ? "…" : "");
    }

    private static boolean holdsPartOf(String text, String key) {
        if (key.isEmpty()) return false;
        for (int from = 0; from + TELLING <= key.length(); from++)
            if (text.contains(key.substring(from, from + TELLING))) return true;
        return key.length() < TELLING && text.contains(key);
    }
}
