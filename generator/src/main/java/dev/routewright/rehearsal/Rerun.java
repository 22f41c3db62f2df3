package dev.routewright.rehearsal;

import dev.routewright.route.Evidence;
import dev.routewright.route.Grant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run of a rehearsal as something that can be played elsewhere, where services answer over HTTP: what came in, what
 * every call was answered with, and what came of it.
 *
 * @param injected as in {@link Evidence.Run}
 * @param answers what the caller of each message got; empty when there is no caller
 * @param kept how many messages ended in the dead letters
 */
public record Rerun(
        String name,
        String injected,
        List<Message> messages,
        List<Call> calls,
        List<Evidence.Answer> answers,
        List<Evidence.Delivery> deliveries,
        int kept) {
    public Rerun {
        messages = List.copyOf(messages);
        calls = List.copyOf(calls);
        answers = List.copyOf(answers);
        deliveries = List.copyOf(deliveries);
    }

    /** @param headers path and query parameters of an HTTP entry, the name of a file, or the key of a record */
    public record Message(Grant.Entry entry, @Nullable String body, Map<String, String> headers) {
        public Message {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }
    }

    /**
     * One attempt.
     *
     * @param input the JSON the operation was called with
     * @param status 0: the connection is refused
     */
    public record Call(String operation, String input, int status, String body) {}
}
