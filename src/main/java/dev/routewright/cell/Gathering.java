package dev.routewright.cell;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Groups messages as another strategy does, and stays answerable for each: what becomes of the group becomes of every
 * message in it, so that a group that fails is kept message by message.
 */
final class Gathering implements AggregationStrategy {
    private static final String PROPERTY = "routewright.gathered";

    private final AggregationStrategy strategy;
    private final Custody custody;
    private final Groups groups;

    Gathering(AggregationStrategy strategy, Custody custody, Groups groups) {
        this.strategy = strategy;
        this.custody = custody;
        this.groups = groups;
    }

    @Override
    public Exchange aggregate(@Nullable Exchange group, Exchange message) {
        var member = Joining.Member.of(message);
        // It may have come out of a group itself.
        message.removeProperty(PROPERTY);
        groups.checkRoom(group, message);
        var gathered = gathered(group);
        var result = strategy.aggregate(group, message);
        gathered.add(member.part());
        if (group != null) member.joined();
        if (result.getProperty(PROPERTY) == null) {
            result.setProperty(PROPERTY, gathered);
            // The group is a message of its own; what becomes of it, becomes of each.
            custody.standsFor(new Passage(gathered.get(0)::origin, false).comingAgain(), result);
            result.getExchangeExtension().addOnCompletion(new End(gathered));
        }
        return result;
    }

    /** The group is complete and goes on. */
    @Override
    public void onCompletion(@Nullable Exchange group) {
        if (group == null) return;
        strategy.onCompletion(group);
        gathered(group).forEach(Passage::goesOn);
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
            if (whole != null && group.getException() == null && whole.breach() == null) endsWell(whole, group);
            for (var passage : gathered) {
                if (whole != null && (group.getException() != null || whole.breach() != null)) passage.adopts(whole);
                custody.ended(passage, group);
            }
            if (whole == null) return;
            whole.meter().release();
            var first = gathered.get(0);
            var kept = first.outcome().kind() == Passage.Kind.KEPT
                    ? first.outcome().text()
                    : null;
            whole.saga().fails(kept, first.cause(), () -> whole.claims().left());
        }

        private static void endsWell(Passage whole, Exchange group) {
            try {
                whole.saga().endsWell();
            } catch (RuntimeException notNoted) {
                group.setException(notNoted);
            }
        }

        @Override
        public boolean allowHandover() {
            return false;
        }
    }
}
