package dev.routewright.plain;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What the cell binds as {@code routewright.keepReplies}: variables set in the branches live on after them. */
public final class KeepReplies implements AggregationStrategy {

    @Override
    public Exchange aggregate(@Nullable Exchange before, Exchange branch) {
        if (before == null) return branch;
        branch.getVariables().forEach((name, value) -> {
            if (value != null) before.setVariable(name, value);
        });
        return before;
    }
}
