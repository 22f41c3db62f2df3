package dev.routewright.cell;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What one message has used, in all its parts and wherever it went on by itself. */
class Meter {
    /** Of a message no cell has taken in. */
    static final Meter UNBOUNDED = new Meter(Budget.STANDARD, new AtomicLong()) {
        @Override
        @Nullable
        OverBudget step(int depth) {
            return null;
        }
    };

    private final Budget budget;
    private final AtomicLong ofCell;
    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /** @param ofCell bytes of all messages of the cell */
    Meter(Budget budget, AtomicLong ofCell) {
        this.budget = budget;
        this.ofCell = ofCell;
    }

    /** One more step, which lies inside so many others. */
    @Nullable
    OverBudget step(int depth) {
        if (steps.incrementAndGet() > budget.steps())
            return new OverBudget("took more than %d steps".formatted(budget.steps()), "steps");
        if (depth > budget.depth())
            return new OverBudget("went through more than %d steps at once".formatted(budget.depth()), "depth");
        return null;
    }

    /** As many as one message may take steps. */
    int mostParts() {
        return budget.steps();
    }

    /** What a step has made of the message. */
    @Nullable
    OverBudget made(Exchange exchange, Ticket ticket, boolean everything) {
        long left = budget.messageMemory() - bytes.get();
        long made = ticket.made(exchange, everything, left);
        if (made == 0) return null;
        if (made > left)
            return new OverBudget("came to more than %d MiB".formatted(budget.messageMemory() >> 20), "message-memory");
        bytes.addAndGet(made);
        if (ofCell.addAndGet(made) > budget.memory())
            return new OverBudget(
                    "came when all messages under way had come to more than %d MiB".formatted(budget.memory() >> 20),
                    "memory");
        return null;
    }

    /** The message is over; what it came to is free again. */
    void release() {
        ofCell.addAndGet(-bytes.getAndSet(0));
    }
}
