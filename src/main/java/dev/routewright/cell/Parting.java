package dev.routewright.cell;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * A step that puts the message aside and goes on without it: a queue or a resequencer. Camel's copy is under custody of
 * its own before the step is done.
 */
final class Parting extends DelegateAsyncProcessor {
    private final Custody custody;
    private final boolean unlessAnswered;

    /** @param unlessAnswered whether the step waits for an answer when there is somebody to be answered */
    Parting(Processor step, Custody custody, boolean unlessAnswered) {
        super(step);
        this.custody = custody;
        this.unlessAnswered = unlessAnswered;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        var whole = Passage.of(exchange);
        if (whole == null || unlessAnswered && exchange.getPattern().isOutCapable())
            return super.process(exchange, callback);
        var part = custody.part(exchange);
        part.boards(exchange);
        return super.process(exchange, doneSync -> {
            whole.boards(exchange);
            if (exchange.getException() != null) custody.takesBack(part);
            callback.done(doneSync);
        });
    }

    /** For the copy that a wire tap makes. */
    static Processor ofTap(Custody custody) {
        return copy -> custody.follow(custody.part(copy), copy);
    }
}
