package dev.routewright.route;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rehearsal saw. It passed when every run did.
 *
 * @param untried what was left out because the rehearsal came to its limits, a sentence each
 */
public record Evidence(List<Run> runs, List<String> untried) {
    public static final Evidence NONE = new Evidence(List.of());

    public Evidence {
        runs = List.copyOf(runs);
        untried = absent(untried);
    }

    public Evidence(List<Run> runs) {
        this(runs, List.of());
    }

    /** Absent is empty: evidence that was stored before it could hold this. */
    @SuppressWarnings("NullAway")
    private static <T> List<T> absent(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
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
     * @param undone calls that took back what earlier ones had done, by operation key
     * @param remarks what is worth a look and need not be wrong, a sentence each
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
            List<Answer> answers,
            List<String> undone,
            List<String> remarks) {
        public Run {
            answers = absent(answers, answer);
            undone = Evidence.absent(undone);
            remarks = Evidence.absent(remarks);
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
                    answer == null ? List.of() : List.of(answer),
                    List.of(),
                    List.of());
        }

        /** Absent is the one answer: a run that was stored before it could hold several. */
        @SuppressWarnings("NullAway")
        private static List<Answer> absent(List<Answer> answers, @Nullable Answer answer) {
            if (answers != null) return List.copyOf(answers);
            return answer == null ? List.of() : List.of(answer);
        }
    }

    /**
     * One attempt of a call.
     *
     * @param input the JSON the operation was called with, as text; empty when nothing was sent
     * @param status 0 when there was no answer
     * @param trouble in a few words why there was none, such as {@code refused}; empty when there was one
     */
    public record Called(String operation, String input, int status, String trouble) {
        public Called {
            trouble = absent(trouble);
        }

        public Called(String operation, String input, int status) {
            this(operation, input, status, "");
        }

        /** Absent is empty: a call that was stored before it could say why. */
        @SuppressWarnings("NullAway")
        private static String absent(String trouble) {
            return trouble == null ? "" : trouble;
        }
    }

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
