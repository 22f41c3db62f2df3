package dev.routewright.cell;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Groups messages as another strategy does, and stays answerable for each: a group that fails is kept message by
 * message, and a group that is still open when the cell stops is kept too.
 */
final class Gathering implements AggregationStrategy {
    private static final String PROPERTY = "routewright.gathered";

    private final AggregationStrategy strategy;
    private final Custody custody;

    Gathering(AggregationStrategy strategy, Custody custody) {
        this.strategy = strategy;
        this.custody = custody;
    }

    @Override
    public Exchange aggregate(@Nullable Exchange group, Exchange message) {
        var gathered = gathered(group);
        // It may have come out of a group itself.
        message.removeProperty(PROPERTY);
        gathered.add(custody.part(message));
        var result = strategy.aggregate(group, message);
        if (result == null) return null;
        if (result.getProperty(PROPERTY) == null) {
            result.setProperty(PROPERTY, gathered);
            // The group is a message of its own; what becomes of it, becomes of each.
            new Passage(gathered.get(0)::origin, false).boards(result);
            result.getExchangeExtension().addOnCompletion(new End(gathered));
        }
        return result;
    }

    @Override
    public void onCompletion(@Nullable Exchange exchange) {
        if (exchange != null) strategy.onCompletion(exchange);
    }

    @SuppressWarnings("unchecked")
    private static List<Passage> gathered(@Nullable Exchange group) {
        var gathered = group == null ? null : (List<Passage>) group.getProperty(PROPERTY);
        return gathered == null ? new ArrayList<>() : gathered;
    }

    private final class End extends SynchronizationAdapter {
        private final List<Passage> gathered;

        End(List<Passage> gathered) {
            this.gathered = gathered;
        }

        @Override
        public void onDone(Exchange group) {
            var whole = Passage.of(group);
            for (var passage : gathered) {
                if (whole != null && group.getException() != null) passage.adopts(whole);
                custody.ended(passage, group);
            }
            if (whole != null) whole.claims().left();
        }

        @Override
        public boolean allowHandover() {
            return false;
        }
    }
}
