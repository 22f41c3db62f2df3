package dev.routewright.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.routewright.integration.DeadLetterDesk;
import dev.routewright.integration.ShownLetter;
import dev.routewright.journal.DeadLetterStore.DeadLetter;
import dev.routewright.route.Grant;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kept message as the API shows it in a list.
 *
 * @param seq its place in the list: {@code ?before=} this number goes on behind it
 * @param at when it was kept
 * @param edited whether a replay sends something else than what came
 * @param state {@code kept}, {@code replaying} or {@code replayed}
 * @param failedAgain whether the replay came back, kept as another one that the outcome names
 */
record DeadLetterView(
        String id,
        long seq,
        Instant at,
        int version,
        @Nullable String step,
        String cause,
        Grant.Entry entry,
        @Nullable Long bodySize,
        boolean edited,
        String state,
        @Nullable Instant replayed,
        @Nullable String outcome,
        boolean failedAgain) {

    static DeadLetterView of(DeadLetter letter) {
        return new DeadLetterView(
                letter.id(),
                letter.seq(),
                letter.kept(),
                letter.version(),
                letter.step(),
                letter.cause(),
                letter.entry(),
                letter.bodySize(),
                letter.edited() != null,
                letter.state(),
                letter.replayed(),
                letter.outcome(),
                DeadLetterDesk.failedAgain(letter));
    }

    /**
     * With everything, masked.
     *
     * @param body as text where it is text, otherwise Base64; the first 64 KB
     * @param encoding {@code text} or {@code base64}, null without a body
     * @param cut whether there is more of the body
     */
    record Whole(
            @JsonUnwrapped DeadLetterView letter,
            String exchangeId,
            Map<String, String> headers,
            @Nullable String body,
            @Nullable String encoding,
            boolean cut) {

        static Whole of(ShownLetter shown) {
            var body = shown.body();
            return new Whole(
                    DeadLetterView.of(shown.letter()),
                    shown.letter().exchangeId(),
                    shown.headers(),
                    body.text(),
                    body.encoding(),
                    body.cut());
        }
    }
}
