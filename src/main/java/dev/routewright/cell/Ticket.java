package dev.routewright.cell;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.SafeCopyProperty;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange carries to show which passage it belongs to, where no step of a route can take it away. Every copy
 * that Camel makes gets its own, and is counted.
 */
final class Ticket implements SafeCopyProperty {
    private static final String KEY = "routewright.ticket";

    private final Passage passage;
    private int depth;
    private int copies;
    private @Nullable Object body;
    private Set<Object> beside = Set.of();

    private Ticket(Passage passage, int depth) {
        this.passage = passage;
        this.depth = depth;
    }

    static void give(Exchange exchange, Passage passage) {
        exchange.getExchangeExtension().setSafeCopyProperty(KEY, new Ticket(passage, 0));
    }

    static @Nullable Ticket of(Exchange exchange) {
        return exchange.getExchangeExtension().getSafeCopyProperty(KEY, Ticket.class);
    }

    Passage passage() {
        return passage;
    }

    /** How many steps the exchange is inside of: grows without end when a route calls itself. */
    int depth() {
        return depth;
    }

    void depth(int now) {
        depth = now;
    }

    /** Bytes of what the exchange holds now and did not hold before. @param everything not only the body */
    long made(Exchange exchange, boolean everything, long limit) {
        long made = 0;
        var now = exchange.getMessage().getBody();
        if (now != body) {
            if (!beside.contains(now)) made = Weight.of(now, limit);
            body = now;
        }
        return everything ? made + madeBeside(exchange, limit) : made;
    }

    private long madeBeside(Exchange exchange, long limit) {
        long made = 0;
        Set<Object> now = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var values : values(exchange))
            for (var value : values.values())
                if (value != null && now.add(value) && value != body && !beside.contains(value))
                    made += Weight.of(value, limit);
        beside = now;
        return made;
    }

    @SuppressWarnings("unchecked")
    private static Iterable<Map<String, Object>> values(Exchange exchange) {
        return java.util.List.of(
                exchange.getMessage().getHeaders(),
                exchange.hasVariables() ? exchange.getVariables() : Map.of(),
                exchange.hasProperties() ? exchange.getProperties() : Map.of());
    }

    /** Ends a split into too many parts before they are all made. A result that is copied back must never fail here. */
    @Override
    public SafeCopyProperty safeCopy() {
        passage.copied(depth);
        if (++copies > passage.meter().mostParts()) {
            var breach = passage.breach();
            if (breach != null) throw breach.cause();
        }
        var copy = new Ticket(passage, depth);
        copy.body = body;
        copy.beside = beside;
        return copy;
    }
}
