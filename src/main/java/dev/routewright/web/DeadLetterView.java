package dev.routewright.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.routewright.journal.DeadLetterStore.DeadLetter;
import dev.routewright.route.Grant;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kept message as the API shows it in a list.
 *
 * @param at when it was kept
 * @param state {@code kept}, {@code replaying} or {@code replayed}
 */
record DeadLetterView(
        String id,
        Instant at,
        int version,
        @Nullable String step,
        String cause,
        Grant.Entry entry,
        @Nullable Long bodySize,
        String state,
        @Nullable Instant replayed,
        @Nullable String outcome) {

    static DeadLetterView of(DeadLetter letter) {
        return new DeadLetterView(
                letter.id(),
                letter.kept(),
                letter.version(),
                letter.step(),
                letter.cause(),
                letter.entry(),
                letter.bodySize(),
                letter.state(),
                letter.replayed(),
                letter.outcome());
    }

    /**
     * With everything.
     *
     * @param body as text where it is text, otherwise Base64
     * @param encoding {@code text} or {@code base64}, null without a body
     */
    record Whole(
            @JsonUnwrapped DeadLetterView letter,
            String exchangeId,
            Map<String, String> headers,
            @Nullable String body,
            @Nullable String encoding) {

        static Whole of(DeadLetter letter, byte @Nullable [] body) {
            var view = DeadLetterView.of(letter);
            if (body == null) return new Whole(view, letter.exchangeId(), letter.headers(), null, null);
            try {
                var text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(body))
                        .toString();
                return new Whole(view, letter.exchangeId(), letter.headers(), text, "text");
            } catch (CharacterCodingException binary) {
                var text = Base64.getEncoder().encodeToString(body);
                return new Whole(view, letter.exchangeId(), letter.headers(), text, "base64");
            }
        }
    }
}
