package dev.routewright.cell;

import org.apache.camel.Endpoint;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.component.timer.TimerEndpoint;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.camel.support.ScheduledPollEndpoint;

/** No entry comes faster, and no queue grows longer, than a cell may have it. Sees endpoints with their options set. */
final class Floors implements EndpointStrategy {
    private static final long SHORTEST_POLL_MILLIS = 100;
    private static final long LONGEST_OFFER_MILLIS = 10_000;

    private final Budget budget;
    private final long shortestPoll;

    Floors(Budget budget) {
        this.budget = budget;
        this.shortestPoll =
                Math.min(SHORTEST_POLL_MILLIS, budget.shortestPeriod().toMillis());
    }

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        if (endpoint instanceof TimerEndpoint timer) check(timer);
        else if (endpoint instanceof ScheduledPollEndpoint poller) check(poller);
        else if (endpoint instanceof SedaEndpoint queue) bound(queue);
        return endpoint;
    }

    private void check(TimerEndpoint timer) {
        // A delay below 0 means as fast as it can; a period of 0 means once.
        boolean tooFast = timer.getPeriod() > 0
                && timer.getPeriod() < budget.shortestPeriod().toMillis();
        if (timer.getDelay() < 0 || (tooFast && timer.getRepeatCount() != 1))
            throw OverBudget.ofRoute("fires the timer %s more often than every %d ms"
                    .formatted(timer.getTimerName(), budget.shortestPeriod().toMillis()));
    }

    private void check(ScheduledPollEndpoint poller) {
        // Below 0 it is Camel's own, which is long enough.
        boolean tooFast = poller.getDelay() >= 0 && poller.getTimeUnit().toMillis(poller.getDelay()) < shortestPoll;
        if (tooFast || poller.isGreedy())
            throw OverBudget.ofRoute("looks for messages more often than every %d ms".formatted(shortestPoll));
    }

    /** A full queue makes its sender wait, but not for ever. */
    private void bound(SedaEndpoint queue) {
        if (queue.getSize() > budget.waiting())
            throw OverBudget.ofRoute("asks for a queue of more than %d messages".formatted(budget.waiting()));
        if (queue.getConcurrentConsumers() > budget.threads())
            throw OverBudget.ofRoute("takes more than %d threads for a queue".formatted(budget.threads()));
        if (queue.getPollTimeout() < SHORTEST_POLL_MILLIS) queue.setPollTimeout((int) SHORTEST_POLL_MILLIS);
        if (queue.getTimeout() <= 0) queue.setTimeout(LONGEST_OFFER_MILLIS);
        if (queue.isBlockWhenFull() && queue.getOfferTimeout() <= 0) queue.setOfferTimeout(LONGEST_OFFER_MILLIS);
    }
}
