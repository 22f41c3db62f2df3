package dev.routewright.cell;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the first request with an {@code Idempotency-Key} was answered, as it is stored.
 *
 * @param fingerprint of the request
 * @param kept whether the message became a dead letter
 * @param body null when it is too large to be stored
 */
record FirstAnswer(
        String fingerprint,
        boolean kept,
        int status,
        String contentType,
        Map<String, String> headers,
        byte @Nullable [] body) {
    static final int LARGEST = 256 * 1024;

    static FirstAnswer of(String fingerprint, HttpAnswer answer, boolean kept) {
        return new FirstAnswer(
                fingerprint,
                kept,
                answer.status(),
                answer.contentType(),
                answer.headers(),
                answer.body().length > LARGEST ? null : answer.body());
    }

    String json() throws JsonProcessingException {
        return Json.MAPPER.writeValueAsString(this);
    }

    /** @throws IllegalStateException when it was not written by this class */
    static FirstAnswer read(String json) {
        try {
            return Json.MAPPER.readValue(json, FirstAnswer.class);
        } catch (JsonProcessingException other) {
            throw new IllegalStateException("What is remembered of a first answer cannot be read.", other);
        }
    }

    HttpAnswer again() {
        var again = new TreeMap<>(headers);
        again.put(Repetitions.REPLAYED, "true");
        if (body != null) return new HttpAnswer(status, contentType, again, body);
        var problem = HttpAnswer.problem(
                409,
                "Done before",
                "The request with this Idempotency-Key was done before and answered with status %d. The answer was too large to be kept; do not send it again."
                        .formatted(status));
        return problem.with(Repetitions.REPLAYED, "true");
    }
}
