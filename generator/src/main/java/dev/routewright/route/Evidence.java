package dev.routewright.route;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rehearsal saw. It passed when every run did. */
public record Evidence(List<Run> runs) {
    public static final Evidence NONE = new Evidence(List.of());

    public Evidence {
        runs = List.copyOf(runs);
    }

    public boolean passed() {
        return runs.stream().allMatch(Run::passed);
    }

    /**
     * One message, or several one after the other, sent through the draft.
     *
     * @param kind {@code scenario} or {@code fault}
     * @param injected for a fault what was done to which call, empty otherwise
     * @param problem why the run failed, empty when it passed
     * @param calls the calls the stubs saw, in order of arrival
     * @param answer what the caller got, the last of several times; null when there was no caller
     * @param deliveries messages that reached files and topics
     * @param deadLetters causes of the messages kept in the dead letters
     * @param answers what the caller got each time, in order
     */
    public record Run(
            String name,
            String kind,
            String injected,
            boolean passed,
            String problem,
            List<Called> calls,
            @Nullable Answer answer,
            List<Delivery> deliveries,
            List<String> deadLetters,
            long millis,
            List<Answer> answers) {
        public Run {
            answers = absent(answers, answer);
        }

        public Run(
                String name,
                String kind,
                String injected,
                boolean passed,
                String problem,
                List<Called> calls,
                @Nullable Answer answer,
                List<Delivery> deliveries,
                List<String> deadLetters,
                long millis) {
            this(
                    name,
                    kind,
                    injected,
                    passed,
                    problem,
                    calls,
                    answer,
                    deliveries,
                    deadLetters,
                    millis,
                    answer == null ? List.of() : List.of(answer));
        }

        /** Absent is the one answer: a run that was stored before it could hold several. */
        @SuppressWarnings("NullAway")
        private static List<Answer> absent(List<Answer> answers, @Nullable Answer answer) {
            if (answers != null) return List.copyOf(answers);
            return answer == null ? List.of() : List.of(answer);
        }
    }

    /** @param input the JSON the operation was called with, as text */
    public record Called(String operation, String input, int status) {}

    public record Answer(int status, String contentType, String body) {}

    /**
     * @param target {@code file:<folder>/<name>} or {@code kafka:<topic>}
     * @param key of the record, empty when it has none
     */
    public record Delivery(String target, String content, String key) {
        public Delivery {
            key = absent(key);
        }

        public Delivery(String target, String content) {
            this(target, content, "");
        }

        /** Absent is empty: a delivery that was stored before it could hold a key. */
        @SuppressWarnings("NullAway")
        private static String absent(String key) {
            return key == null ? "" : key;
        }
    }
}
