package dev.routewright.integration;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a kept message shall be instead.
 *
 * @param headers all of them, null to leave them
 * @param body null to leave it
 * @param encoding of the body, {@code text} when null, or {@code base64}
 * @param whole said by whoever replaces a body of which only the beginning is shown
 */
public record DeadLetterEdit(
        @Nullable Map<String, String> headers,
        @Nullable String body,
        @Nullable String encoding,
        @Nullable Boolean whole) {
    private static final int MOST_HEADERS = 200;
    private static final int LONGEST_HEADER = 16 * 1024;

    void check(boolean shownCut) {
        if (headers == null && body == null)
            throw unusable(
                    "It holds neither headers nor a body. Nothing was changed. Send {\"headers\": {…}, \"body\": \"…\"}.");
        if (headers != null) checkHeaders(headers);
        if (encoding != null && !encoding.equals("text") && !encoding.equals("base64"))
            throw unusable("The encoding is text or base64. Nothing was changed.");
        if (body != null && shownCut && !Boolean.TRUE.equals(whole))
            throw unusable(
                    "Only the beginning of this body is shown, so an edited one would lose the rest. Nothing was changed. "
                            + "Send the whole body, with \"whole\": true.");
    }

    boolean isBinary() {
        return "base64".equals(encoding);
    }

    byte[] bytes(String text) {
        if (!isBinary()) return text.getBytes(StandardCharsets.UTF_8);
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw unusable("The body is not Base64. Nothing was changed. Send it as it is shown, or as text.");
        }
    }

    private static void checkHeaders(Map<String, String> headers) {
        if (headers.size() > MOST_HEADERS)
            throw unusable("There are more than %d headers. Nothing was changed.".formatted(MOST_HEADERS));
        headers.forEach((name, value) -> {
            if (name.isBlank() || name.length() > MOST_HEADERS || value == null || value.length() > LONGEST_HEADER)
                throw unusable(
                        "The header %s is not usable: names have 1 to %d characters and values at most %d. Nothing was changed."
                                .formatted(Quoted.of(name), MOST_HEADERS, LONGEST_HEADER));
        });
    }

    private static Declined unusable(String sentence) {
        return new Declined(Declined.Reason.UNUSABLE, sentence);
    }
}
