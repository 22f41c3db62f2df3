package dev.routewright.cell;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Joins parallel branches: the message stays what it was before them, and whatever variables a branch set are there
 * afterwards.
 */
final class KeepReplies implements AggregationStrategy {

    /** The name routes know it by. */
    static final String NAME = "routewright.keepReplies";

    @Override
    public Exchange aggregate(@Nullable Exchange soFar, Exchange branch) {
        return aggregate(soFar, branch, branch);
    }

    @Override
    public Exchange aggregate(@Nullable Exchange soFar, Exchange branch, Exchange input) {
        if (soFar == null) {
            if (branch != input) {
                branch.getMessage().setBody(input.getMessage().getBody());
                var maps = input.getContext().getCamelContextExtension().getHeadersMapFactory();
                branch.getMessage().setHeaders(maps.newMap(input.getMessage().getHeaders()));
            }
            return branch;
        }
        var before = input.getVariables();
        branch.getVariables().forEach((name, value) -> {
            if (before.get(name) != value) soFar.setVariable(name, value);
        });
        if (soFar.getException() == null && branch.getException() != null) soFar.setException(branch.getException());
        return soFar;
    }
}
