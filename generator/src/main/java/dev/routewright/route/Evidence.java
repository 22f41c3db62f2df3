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
     * One message sent through the draft.
     *
     * @param kind {@code scenario} or {@code fault}
     * @param injected for a fault what was done to which call, empty otherwise
     * @param problem why the run failed, empty when it passed
     * @param calls the calls the stubs saw, in order of arrival
     * @param answer what the caller got, null when there was no caller
     * @param deliveries messages that reached files and topics
     * @param deadLetters causes of the messages kept in the dead letters
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
            long millis) {}

    /** @param input the JSON the operation was called with, as text */
    public record Called(String operation, String input, int status) {}

    public record Answer(int status, String contentType, String body) {}

    /** @param target {@code file:<folder>/<name>} or {@code kafka:<topic>} */
    public record Delivery(String target, String content) {}
}
