package dev.routewright.cell;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step at which a message joins a group, and its sender goes on without it. It is on disk before that; when it does
 * not join after all, its sender hears why.
 */
final class Joining extends DelegateAsyncProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);
    private static final String PROPERTY = "routewright.joining";

    private final Custody custody;

    Joining(Processor step, Custody custody) {
        super(step);
        this.custody = custody;
    }

    /** The part of a message that is about to join, and whether it has. */
    static final class Member {
        private final Passage part;
        private volatile boolean joined;

        private Member(Passage part) {
            this.part = part;
        }

        /** Taken from the copy that joins. */
        static Member of(Exchange copy) {
            return (Member) copy.removeProperty(PROPERTY);
        }

        Passage part() {
            return part;
        }

        /** From here on it cannot leave the group. */
        void joined() {
            joined = true;
        }
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Member member;
        try {
            member = new Member(custody.joins(exchange));
        } catch (RuntimeException notHeld) {
            exchange.setException(notHeld);
            callback.done(true);
            return true;
        }
        exchange.setProperty(PROPERTY, member);
        return super.process(exchange, doneSync -> {
            exchange.removeProperty(PROPERTY);
            if (exchange.getException() != null) judge(exchange, member);
            callback.done(doneSync);
        });
    }

    private void judge(Exchange exchange, Member member) {
        if (!member.joined) {
            custody.takesBack(member.part);
            return;
        }
        // It would be delivered with the group, and once more when somebody replays it.
        LOG.warn(
                "{} message {} joined its group, but whether the group is complete could not be told: {}",
                custody.place(),
                exchange.getExchangeId(),
                Reasons.of(exchange.getException()));
        exchange.setException(null);
    }
}
