package dev.routewright.rehearsal;

import dev.routewright.route.Evidence.Answer;
import dev.routewright.route.Evidence.Called;
import dev.routewright.route.Evidence.Delivery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One message to be sent, and how to judge what comes of it.
 *
 * @param message null when the trial cannot be held
 * @param injected as in {@link dev.routewright.route.Evidence.Run}
 * @param judge the problem with what was seen, if there is one
 */
record Trial(
        String name,
        String kind,
        String injected,
        @Nullable Message message,
        Script script,
        Function<Seen, Optional<String>> judge) {
    static final String SCENARIO = "scenario";
    static final String FAULT = "fault";

    record Message(@Nullable String body, Map<String, String> headers) {
        static final Message NONE = new Message(null, Map.of());
    }

    /** What one message led to. */
    record Seen(List<Called> calls, @Nullable Answer answer, List<Delivery> deliveries, List<String> deadLetters) {
        static final Seen NOTHING = new Seen(List.of(), null, List.of(), List.of());

        List<String> operations() {
            return calls.stream().map(Called::operation).toList();
        }

        boolean succeeds() {
            return answer != null && answer.status() / 100 == 2;
        }
    }

    /** A trial that cannot be held. It counts as failed: what was not rehearsed is not proven. */
    static Trial impossible(String name, String kind, String why) {
        return new Trial(name, kind, "", null, new Script(Map.of(), List.of()), seen -> Optional.of(why));
    }

    static Trial scenario(String name, Message message, Script script, Function<Seen, Optional<String>> judge) {
        return new Trial(name, SCENARIO, "", message, script, judge);
    }
}
