package dev.routewright.services;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.services.ServiceFailure.Answered;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Calls operations of services with the mediation every call gets. Live calls and calls on a stage take the same way;
 * only the {@link Line} and the {@link Pauses} differ. Thread-safe.
 */
public final class Invoker implements AutoCloseable {
    private final BiFunction<String, String, Line> lines;
    private final Pauses pauses;

    /** @param lines from service name and operation id to where attempts can go */
    public Invoker(BiFunction<String, String, Line> lines, Pauses pauses) {
        this.lines = lines;
        this.pauses = pauses;
    }

    /** Calls real instances; pauses leave the caller's thread free. */
    public Invoker(LiveServices services) {
        this(services::line, new Threads());
    }

    /**
     * Makes the call and tells the outcome, exactly once: a reply or a failure.
     *
     * @param input the operation's inputs by name; null when it has none
     * @param id unlike that of any other call, sent as Idempotency-Key where the operation takes one
     * @param onSend told before the first attempt leaves: from here on the call may have had an effect
     * @return true when the outcome was told before this returns
     */
    public boolean call(
            String service,
            String operation,
            @Nullable JsonNode input,
            Asked asked,
            String id,
            Runnable onSend,
            BiConsumer<@Nullable JsonNode, @Nullable ServiceFailure> outcome) {
        Line line;
        try {
            line = lines.apply(service, operation);
        } catch (IllegalArgumentException gone) {
            outcome.accept(
                    null, new CallFailed(service + "." + operation, gone.getMessage(), 0, Answered.NOTHING, null));
            return true;
        }
        return new CallUnderWay(line, asked, pauses, onSend, outcome).begin(input, id);
    }

    @Override
    public void close() {
        if (pauses instanceof Threads threads) threads.close();
    }
}
