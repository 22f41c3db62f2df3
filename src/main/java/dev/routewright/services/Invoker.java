package dev.routewright.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.services.CallCredentials.Caller;
import dev.routewright.services.CallCredentials.Sent;
import dev.routewright.services.ServiceFailure.Answered;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls operations of services with the mediation every call gets. Live calls and calls on a stage take the same way;
 * only the {@link Line} and the {@link Pauses} differ. Thread-safe.
 */
public final class Invoker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Invoker.class);

    private final BiFunction<String, String, Line> lines;
    private final Pauses pauses;
    private final CallCredentials credentials;
    private final CallListener listener;

    /** @param lines from service name and operation id to where attempts can go */
    public Invoker(BiFunction<String, String, Line> lines, Pauses pauses) {
        this(lines, pauses, CallCredentials.NONE, CallListener.NONE);
    }

    private Invoker(
            BiFunction<String, String, Line> lines, Pauses pauses, CallCredentials credentials, CallListener listener) {
        this.listener = listener;
        this.lines = lines;
        this.pauses = pauses;
        this.credentials = credentials;
    }

    /** Calls real instances; pauses leave the caller's thread free. */
    public Invoker(LiveServices services) {
        this(services, CallCredentials.NONE);
    }

    /** @param credentials what the calls carry that their routes do not know */
    public Invoker(LiveServices services, CallCredentials credentials) {
        this(services, credentials, CallListener.NONE);
    }

    /** @param listener hears what becomes of the calls */
    public Invoker(LiveServices services, CallCredentials credentials, CallListener listener) {
        this(services::line, new Threads(), credentials, listener);
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
        return call(Caller.NOBODY, service, operation, input, asked, id, onSend, outcome);
    }

    /** @param caller whose credentials it carries */
    public boolean call(
            Caller caller,
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
        List<Sent> carried;
        try {
            carried = credentials.of(caller, service);
        } catch (RuntimeException unreadable) {
            LOG.error("The credential for {} of {} cannot be read.", service, caller.integration(), unreadable);
            var sentence = "Its credential cannot be read.";
            outcome.accept(null, new CallFailed(service + "." + operation, sentence, 0, Answered.NOTHING, null));
            return true;
        }
        return new CallUnderWay(line, caller, listener, asked, pauses, carried, onSend, outcome).begin(input, id);
    }

    /**
     * The inputs of a call that is made later, as it will send them.
     *
     * @param id sent as Idempotency-Key where the operation takes one
     * @throws InputMissing when it could never be made with them
     */
    public ObjectNode prepared(String service, String operation, @Nullable JsonNode input, String id)
            throws ServiceFailure {
        try {
            return Inputs.of(lines.apply(service, operation).operation(), input, id);
        } catch (IllegalArgumentException gone) {
            throw new CallFailed(service + "." + operation, gone.getMessage(), 0, Answered.NOTHING, null);
        }
    }

    /** Whether the call changes nothing; false when that is not known. */
    public boolean isSafe(String service, String operation) {
        try {
            return lines.apply(service, operation).operation().isSafe();
        } catch (IllegalArgumentException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        if (pauses instanceof Threads threads) threads.close();
    }
}
