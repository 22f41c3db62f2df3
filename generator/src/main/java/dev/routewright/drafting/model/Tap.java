package dev.routewright.drafting.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * Reads along what an endpoint streams, for what the libraries above do not tell: words that are no JSON, errors in the
 * middle of an answer, refusals, and whether the endpoint said that it is done.
 */
final class Tap {
    private static final ObjectMapper JSON = new ObjectMapper();

    private boolean refused;
    private boolean done;

    /** What is wrong with an event, null when it is well-formed. */
    @Nullable
    Trouble hear(String data) {
        if (data.isBlank()) return null;
        if (data.equals("[DONE]")) {
            done = true;
            return null;
        }
        JsonNode event;
        try {
            event = JSON.readTree(data);
        } catch (JsonProcessingException broken) {
            return Trouble.of(Trouble.Kind.MALFORMED);
        }
        if (!event.isObject()) return Trouble.of(Trouble.Kind.MALFORMED);
        if (event.hasNonNull("error")) return Trouble.saying(Trouble.Kind.REPORTED, Said.reason(data));
        JsonNode choice = event.path("choices").path(0);
        refused |= !choice.path("delta").path("refusal").asText("").isEmpty()
                || event.path("delta").path("stop_reason").asText().equals("refusal");
        done |= event.path("type").asText().equals("message_stop")
                || event.path("done").asBoolean();
        return null;
    }

    boolean refused() {
        return refused;
    }

    boolean done() {
        return done;
    }
}
