package dev.routewright.cell;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.jspecify.annotations.Nullable;

/**
 * Joins messages into one whose body is the list of theirs. A JSON document is a member of the list as JSON, so that jq
 * sees objects and not texts; streams are read here, because whoever sent them is gone when the list is complete.
 */
final class GroupBodies implements AggregationStrategy {
    private static final Pattern START = Pattern.compile("\\s*[{\\[]");

    @Override
    @SuppressWarnings("unchecked")
    public Exchange aggregate(@Nullable Exchange soFar, @Nullable Exchange next) {
        if (soFar == null) {
            var bodies = new ArrayList<Object>();
            bodies.add(body(next));
            next.getMessage().setBody(bodies);
            return next;
        }
        if (next == null) return soFar;
        ((List<Object>) soFar.getMessage().getBody()).add(body(next));
        if (soFar.getException() == null && next.getException() != null) soFar.setException(next.getException());
        return soFar;
    }

    /** Of no message at all the list is empty; Camel would leave the message that was to be split in its place. */
    @Override
    public void onCompletion(@Nullable Exchange joined, Exchange input) {
        if (joined == null) input.getMessage().setBody(new ArrayList<>());
    }

    private static @Nullable Object body(Exchange exchange) {
        var body = exchange.getMessage().getBody();
        if (!(body instanceof String
                || body instanceof byte[]
                || body instanceof InputStream
                || body instanceof StreamCache)) return body;
        var text = exchange.getMessage().getBody(String.class);
        return text == null ? body : START.matcher(text).lookingAt() ? Json.parsed(text) : text;
    }
}
