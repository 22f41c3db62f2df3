package dev.routewright.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.route.Operation;
import dev.routewright.services.CallCredentials.Caller;
import dev.routewright.services.CallCredentials.Sent;
import dev.routewright.services.CallListener.Attempt;
import dev.routewright.services.CallListener.Call;
import dev.routewright.services.CallListener.Outcome;
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
     * Checks what a route says about calls of an operation, before any is made.
     *
     * @throws IllegalArgumentException with a sentence when it cannot be kept to
     */
    public void check(String service, String operation, Asked asked) {
        if (asked.cacheFor().or(asked::staleFor).filter(time -> !time.isZero()).isEmpty()) return;
        if (!Keeping.isAllowed(lines.apply(service, operation)))
            throw new IllegalArgumentException(
                    "Replies of %s.%s cannot be kept, because the call may change something. Leave out cacheFor and staleFor, or let an operator set cache.anyMethod for the operation in the mediation of %s."
                            .formatted(service, operation, service));
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
        return call(caller, service, operation, input, asked, id, onSend, outcome, true);
    }

    private boolean call(
            Caller caller,
            String service,
            String operation,
            @Nullable JsonNode input,
            Asked asked,
            String id,
            Runnable onSend,
            BiConsumer<@Nullable JsonNode, @Nullable ServiceFailure> outcome,
            boolean fallsBack) {
        Line line;
        try {
            line = lines.apply(service, operation);
        } catch (IllegalArgumentException gone) {
            return impossible(service, operation, String.valueOf(gone.getMessage()), outcome);
        }
        List<Sent> carried;
        try {
            carried = credentials.of(caller, service);
        } catch (CallCredentials.Unavailable unavailable) {
            return impossible(service, operation, String.valueOf(unavailable.getMessage()), outcome);
        } catch (RuntimeException unreadable) {
            LOG.error("The credential for {} of {} cannot be read.", service, caller.integration(), unreadable);
            return impossible(service, operation, "Its credential cannot be read.", outcome);
        }
        var wanted = new Wanted(caller, line, input, asked, carried, id, onSend, outcome, fallsBack);
        return new CallUnderWay(wanted, this).begin();
    }

    private static boolean impossible(
            String service,
            String operation,
            String sentence,
            BiConsumer<@Nullable JsonNode, @Nullable ServiceFailure> outcome) {
        outcome.accept(null, new CallFailed(service + "." + operation, sentence, 0, Answered.NOTHING, null));
        return true;
    }

    /**
     * Asks another operation for what one could not say.
     *
     * @param sent whether something left already
     */
    boolean standIn(
            Wanted wanted,
            Fallback.Other other,
            boolean sent,
            BiConsumer<@Nullable JsonNode, @Nullable ServiceFailure> outcome) {
        return call(
                wanted.caller(),
                other.service(),
                other.operation(),
                wanted.input(),
                Asked.NOTHING,
                wanted.id(),
                sent ? () -> {} : wanted.onSend(),
                outcome,
                false);
    }

    Pauses pauses() {
        return pauses;
    }

    void heard(Operation operation, Target target, Target.Result result, long nanos) {
        if (listener != CallListener.NONE && target instanceof LiveInstance instance)
            listener.attempted(new Attempt(operation.service(), operation.id(), instance.url(), result, nanos));
    }

    void heard(Caller caller, Operation operation, Outcome outcome, int attempts, Repeats repeats) {
        if (listener != CallListener.NONE)
            listener.called(new Call(caller, operation.service(), operation.id(), outcome, attempts, repeats.nanos()));
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
