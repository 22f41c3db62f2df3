package dev.routewright.rehearsal;

import dev.routewright.route.Evidence.Answer;
import dev.routewright.route.Evidence.Called;
import dev.routewright.route.Evidence.Delivery;
import dev.routewright.route.Grant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Messages to be sent one after the other, and how to judge what comes of them.
 *
 * @param messages none when the trial cannot be held
 * @param injected as in {@link dev.routewright.route.Evidence.Run}
 * @param judge the problem with what was seen, if there is one
 * @param spare whether a rehearsal that comes to its limits may leave it out
 * @param otherwise the same trial in another reading, in which it may pass as well
 * @param remarks what of that which was seen is worth a look and need not be wrong; asked only when it passed
 */
record Trial(
        String name,
        String kind,
        String injected,
        List<Message> messages,
        Conduct conduct,
        Function<Seen, Optional<String>> judge,
        boolean spare,
        @Nullable Trial otherwise,
        Function<Seen, List<String>> remarks) {
    static final String SCENARIO = "scenario";
    static final String FAULT = "fault";

    Trial {
        messages = List.copyOf(messages);
    }

    Trial(
            String name,
            String kind,
            String injected,
            Message message,
            Conduct conduct,
            Function<Seen, Optional<String>> judge) {
        this(name, kind, injected, List.of(message), conduct, judge, false, null);
    }

    Trial(
            String name,
            String kind,
            String injected,
            List<Message> messages,
            Conduct conduct,
            Function<Seen, Optional<String>> judge,
            boolean spare,
            @Nullable Trial otherwise) {
        this(name, kind, injected, messages, conduct, judge, spare, otherwise, seen -> List.of());
    }

    /** A trial a rehearsal that comes to its limits may leave out. */
    Trial spared() {
        return new Trial(name, kind, injected, messages, conduct, judge, true, otherwise, remarks);
    }

    Trial remarking(Function<Seen, List<String>> with) {
        return new Trial(name, kind, injected, messages, conduct, judge, spare, otherwise, with);
    }

    /** @param entry null when there is only one */
    record Message(@Nullable String body, Map<String, String> headers, Grant.@Nullable Entry entry) {
        static final Message NONE = new Message(null, Map.of());

        Message(@Nullable String body, Map<String, String> headers) {
            this(body, headers, null);
        }
    }

    /**
     * What the messages led to.
     *
     * @param answers what the caller of each message got
     * @param moved where files that came in went afterwards
     */
    record Seen(
            List<Attempt> attempts,
            List<@Nullable Answer> answers,
            List<Delivery> deliveries,
            List<Delivery> moved,
            List<String> deadLetters) {
        static final Seen NOTHING = new Seen(List.of(), List.of(), List.of(), List.of(), List.of());

        Seen {
            answers = Collections.unmodifiableList(new ArrayList<>(answers));
        }

        List<Called> calls() {
            return attempts.stream().map(Attempt::called).toList();
        }

        List<String> operations() {
            return attempts.stream().map(Attempt::operation).toList();
        }

        /** Of the last message. */
        @Nullable
        Answer answer() {
            return answers.isEmpty() ? null : answers.get(answers.size() - 1);
        }

        boolean isKept() {
            return deadLetters.stream().anyMatch(cause -> !cause.isBlank());
        }

        boolean succeeds() {
            var answer = answer();
            return answer != null && answer.status() / 100 == 2;
        }
    }

    /** A trial that cannot be held. It counts as failed: what was not rehearsed is not proven. */
    static Trial impossible(String name, String kind, String why) {
        return new Trial(
                name, kind, "", List.of(), new Script(Map.of(), List.of()), seen -> Optional.of(why), false, null);
    }

    static Trial scenario(String name, Message message, Conduct conduct, Function<Seen, Optional<String>> judge) {
        return new Trial(name, SCENARIO, "", message, conduct, judge);
    }
}
