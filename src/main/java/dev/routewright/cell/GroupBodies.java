package dev.routewright.cell;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Joins messages into one whose body is the list of theirs. */
final class GroupBodies implements AggregationStrategy {

    @Override
    @SuppressWarnings("unchecked")
    public Exchange aggregate(@Nullable Exchange soFar, @Nullable Exchange next) {
        if (soFar == null) {
            var bodies = new ArrayList<Object>();
            bodies.add(next.getMessage().getBody());
            next.getMessage().setBody(bodies);
            return next;
        }
        if (next == null) return soFar;
        ((List<Object>) soFar.getMessage().getBody()).add(next.getMessage().getBody());
        if (soFar.getException() == null && next.getException() != null) soFar.setException(next.getException());
        return soFar;
    }

    /** Of no message at all the list is empty; Camel would leave the message that was to be split in its place. */
    @Override
    public void onCompletion(@Nullable Exchange joined, Exchange input) {
        if (joined == null) input.getMessage().setBody(new ArrayList<>());
    }
}
