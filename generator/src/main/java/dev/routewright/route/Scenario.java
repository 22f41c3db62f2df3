package dev.routewright.route;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An example of what a description asks for, to be rehearsed: what comes in, how the services answer, what has to happen.
 * It is made from the plan and never from the route.
 *
 * @param clauses numbers of the clauses it is an example of
 * @param messages what comes in, one after the other; a timer brings one without content for each turn
 * @param replies replies by operation key for the first call, the second …; the last one goes on. An operation that is
 *     not named answers with its documented example
 * @param calls exactly the calls that have to be made
 * @param answers what the caller gets for each message, empty when there is no caller
 * @param written what has to reach files and topics
 */
public record Scenario(
        String name,
        List<Integer> clauses,
        List<Sent> messages,
        Map<String, List<Stubbed>> replies,
        List<Call> calls,
        List<Answer> answers,
        List<Written> written) {
    public Scenario {
        clauses = List.copyOf(clauses);
        messages = List.copyOf(messages);
        replies = Collections.unmodifiableMap(new LinkedHashMap<>(replies));
        calls = List.copyOf(calls);
        answers = List.copyOf(answers);
        written = List.copyOf(written);
    }

    /** One message, of which only the operations called and the caller's status matter; status 0: no caller. */
    public static Scenario of(
            String name, @Nullable Object message, Map<String, Stubbed> replies, List<String> calls, int status) {
        var all = new LinkedHashMap<String, List<Stubbed>>();
        replies.forEach((operation, reply) -> all.put(operation, List.of(reply)));
        return new Scenario(
                name,
                List.of(),
                List.of(new Sent(message, Map.of(), "")),
                all,
                calls.stream().map(operation -> new Call(operation, Map.of())).toList(),
                status == 0 ? List.of() : List.of(new Answer(status, null)),
                List.of());
    }

    /**
     * @param body JSON (JDK types), or a String for any other text; null when nothing comes along
     * @param parameters path and query parameters of an HTTP entry, or the key of a Kafka record as {@code key}
     * @param fileName of a file that is dropped, empty otherwise
     */
    public record Sent(@Nullable Object body, Map<String, String> parameters, String fileName) {
        public Sent {
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }
    }

    /** How a stub answers. @param status 0: it cannot be reached @param body JDK types */
    public record Stubbed(int status, @Nullable Object body) {}

    /** @param inputs those that matter, by name; others are free */
    public record Call(String operation, Map<String, Object> inputs) {
        public Call {
            inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        }
    }

    /** @param body the members that matter, null when the body is free */
    public record Answer(int status, @Nullable Object body) {}

    /**
     * @param target {@code file:<folder>} or {@code file:<folder>/<name>}, {@code kafka:<topic>}
     * @param key of the record, empty when it is free
     * @param content the members that matter of JSON, or a text the content has to contain; null when it is free
     */
    public record Written(
            String target, String key, @Nullable Object content) {}
}
