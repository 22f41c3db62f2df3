package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.Attempt;
import dev.routewright.cell.CellRuntime.DeadLetters;
import dev.routewright.cell.CellRuntime.Failure;
import dev.routewright.cell.CellRuntime.SecurityEvents;
import dev.routewright.cell.CellRuntime.Version;
import dev.routewright.cell.Passage.Breach;
import dev.routewright.cell.Passage.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Sees every message of one cell in and out. A message that fails is kept before its caller, its file or its offset
 * hears of the end, so that between two of these it is never nowhere.
 */
final class Custody extends RoutePolicySupport {
    private final Version version;
    private final Keeper keeper;
    private final SecurityEvents security;
    private final Budget budget;
    private final BiFunction<Route, Exchange, Passage> boarding;
    private final MessageListener.Heard heard;
    private final Map<Passage, String> underWay = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final LongAdder received = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private volatile boolean closed;
    private volatile @Nullable Watchdog dog;

    /** @param boarding makes the passage of a message that came in by a consumer of Camel's */
    Custody(
            Version version,
            DeadLetters deadLetters,
            SecurityEvents security,
            Budget budget,
            MessageListener.Heard heard,
            BiFunction<Route, Exchange, Passage> boarding) {
        this.heard = heard;
        this.version = version;
        this.budget = budget;
        this.keeper = new Keeper(version, deadLetters, heard);
        this.security = security;
        this.boarding = boarding;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        var boarded = Passage.of(exchange);
        boolean inside = boarded != null && Entries.kind(route.getEndpoint()).isEmpty();
        if (inside) {
            // Behind a queue: whoever waits for the answer hears of a failure, else the part ends in its own way.
            if (goesOn(exchange) || exchange.getPattern().isOutCapable()) return;
            var part = part(exchange);
            follow(part, exchange);
            Place.here().startsWith(part);
            return;
        }
        var passage = boarded == null ? boarding.apply(route, exchange) : boarded;
        if (passage != boarded) passage.boards(exchange);
        boolean full = boarded == null && isFull();
        if (boarded == null) Headers.enter(exchange.getMessage(), Entries.kind(route.getEndpoint()));
        takes(passage, exchange.getExchangeId());
        Place.here().startsWith(passage);
        if (full)
            passage.breaches(
                    new OverBudget("came when %d were under way".formatted(budget.underWay()), "under-way"), null);
        exchange.getExchangeExtension().addOnCompletion(new Last(passage));
    }

    /**
     * Makes a part that goes on by itself, which is under way from now on: whatever holds it until then (a queue, a
     * group, another thread) may be stopped.
     */
    Passage part(Exchange exchange) {
        var whole = Passage.of(exchange);
        var part = whole == null ? boarding.apply(routeOf(exchange), exchange) : whole.onwards();
        part.waits();
        var exchangeId = exchange.getExchangeId();
        part.heldBy(this, exchangeId);
        underWay.put(part, exchangeId);
        return part;
    }

    /** A new message that a route makes remembers the endpoint it comes from, and no more. */
    private static Route routeOf(Exchange exchange) {
        var routes = exchange.getContext().getRoutes();
        return routes.stream()
                .filter(route -> route.getEndpoint() == exchange.getFromEndpoint())
                .findFirst()
                .orElse(routes.get(0));
    }

    /** Makes a part that waits for others to come, and is on disk before the rest is told that it was taken. */
    Passage joins(Exchange exchange) {
        var part = part(exchange);
        try {
            part.rests(keeper.hold(new Failure(
                    version.integration(),
                    version.number(),
                    exchange.getExchangeId(),
                    part.origin(),
                    Place.here().step(),
                    "The message waited in a group when the process stopped, and the group was not done; parts of it may "
                            + "have been done.")));
            return part;
        } catch (RuntimeException notHeld) {
            takesBack(part);
            throw notHeld;
        }
    }

    /** For a message that has begun something; what is known of its end is said where it is kept. */
    String hold(Passage passage) {
        return keeper.hold(new Failure(
                version.integration(),
                version.number(),
                passage.exchangeId(),
                passage.origin(),
                Place.here().step(),
                "The process stopped while the message was under way; parts of it may have been done."));
    }

    /** A message that stands for others, all of whom are under way themselves. */
    void standsFor(Passage whole, Exchange exchange) {
        whole.boards(exchange);
        whole.heldBy(this, exchange.getExchangeId());
    }

    /** The exchange is that of the part, and the part ends with it. */
    void follow(Passage part, Exchange exchange) {
        part.boards(exchange);
        if (part.isTakenUp()) exchange.getExchangeExtension().addOnCompletion(new Last(part));
    }

    /** Whether the exchange carries on a part that waited. */
    boolean goesOn(Exchange exchange) {
        var part = Passage.of(exchange);
        if (part == null || !part.isTakenUp()) return false;
        Place.here().startsWith(part);
        exchange.getExchangeExtension().addOnCompletion(new Last(part));
        return true;
    }

    /** What was to be a part has not become one. */
    void takesBack(Passage part) {
        if (part.isTakenUp()) leaves(part);
    }

    /**
     * Takes a message in, or refuses because the cell is closing. An entry of ours asks before it hands the message to
     * the route; asking twice for one passage counts once.
     */
    boolean takes(Passage passage, String exchangeId) {
        if (underWay.putIfAbsent(passage, exchangeId) != null) return true;
        passage.heldBy(this, exchangeId);
        if (closed) {
            underWay.remove(passage);
            return false;
        }
        passage.cameIn();
        received.increment();
        heard.received();
        return true;
    }

    /** Settles what the message came to, unless that has been done. */
    void ended(Passage passage, Exchange exchange) {
        try {
            settle(passage, exchange);
        } finally {
            leaves(passage);
        }
    }

    /** A failure of what a route does when its message is done already. */
    void endedAfterwards(Passage passage, Exchange exchange) {
        var part = passage.onwards();
        part.adopts(passage);
        ended(part, exchange);
        part.claims().left();
    }

    private void leaves(Passage passage) {
        if (underWay.remove(passage) == null) return;
        var held = passage.held();
        // What could not be kept stays where it is.
        if (held != null && passage.outcome().kind() != Kind.LOST) keeper.letGo(held);
        passage.meter().release();
        leavesUndone(passage);
        passage.tellsEnd(heard);
    }

    /** What it has claimed stays claimed until what it did has been tried to be undone: none like it meets half of it. */
    private static void leavesUndone(Passage passage) {
        var outcome = passage.outcome();
        boolean kept = outcome.kind() == Kind.KEPT;
        if (kept || outcome.kind() == Kind.LOST)
            passage.saga().fails(kept ? outcome.text() : null, passage.cause(), () -> passage.claims()
                    .left());
        else passage.claims().left();
    }

    private void settle(Passage passage, Exchange exchange) {
        if (!passage.settles()) return;
        var failure = exchange.getException();
        var breach = passage.breach();
        if (breach != null && !breach.late()) {
            failed.increment();
            passage.ends(keeper.keep(passage, exchange.getExchangeId(), breach));
        } else if (failure != null) {
            failed.increment();
            passage.ends(keeper.judge(passage, failure, exchange.getExchangeId()));
        }
        if (passage.outcome().kind() == Kind.DONE || passage.outcome().kind() == Kind.REFUSED)
            endsWell(passage, exchange);
        nanos.add(passage.nanos());
    }

    /** It is done when it is on disk that nothing of it is to be undone, and not before. */
    private void endsWell(Passage passage, Exchange exchange) {
        try {
            passage.saga().endsWell();
        } catch (RuntimeException notNoted) {
            failed.increment();
            exchange.setException(notNoted);
            passage.ends(keeper.keep(
                    passage,
                    exchange.getExchangeId(),
                    null,
                    "The message was done, and the store did not take that; so what it did is undone.",
                    false));
        }
    }

    /** Told before the message is kept. A part of it that did this after the rest had been answered is kept here. */
    void breached(Passage passage, Breach breach) {
        if (breach.cause() instanceof OutsideGrant outside)
            security.outsideGrant(attempt(passage, breach.step(), outside.what()));
        if (breach.cause() instanceof OverBudget over)
            security.overBudget(attempt(passage, breach.step(), over.what()));
        if (!breach.late() || passage.outcome().kind() == Kind.KEPT) return;
        failed.increment();
        keeper.keep(passage, passage.exchangeId(), breach);
    }

    /** Keeps a message that does not end, and answers its caller. */
    void giveUp(Passage passage) {
        var breach = passage.breach();
        if (breach == null || !passage.settles()) return;
        failed.increment();
        passage.ends(keeper.keep(passage, passage.exchangeId(), breach));
        leaves(passage);
        passage.givesUp(passage.outcome());
    }

    void giveUpTheOld() {
        for (var passage : underWay.keySet()) {
            if (passage.isResting()) continue;
            if (passage.nanos() < budget.givenUpAfter().toNanos()) continue;
            passage.breaches(
                    new OverBudget(
                            "was under way for more than %d s"
                                    .formatted(budget.givenUpAfter().toSeconds()),
                            "given-up-after"),
                    null);
            giveUp(passage);
        }
    }

    void outOfHand(Passage passage, OverBudget trouble, @Nullable String step) {
        security.outOfHand(attempt(passage, step, trouble.what()));
    }

    Meter meter() {
        return new Meter(budget, bytes);
    }

    /** Whether no message more may come in. */
    boolean isFull() {
        return underWay.size() >= budget.underWay()
                && underWay.keySet().stream().filter(p -> !p.isWaiting()).count() >= budget.underWay();
    }

    /** Whether another message that fails could be kept. */
    boolean hasRoom() {
        return keeper.hasRoom();
    }

    void watchedBy(Watchdog watchdog) {
        dog = watchdog;
    }

    boolean isWatchedBy(Watchdog watchdog) {
        return dog == watchdog;
    }

    String place() {
        return "[%s v%d]".formatted(version.integration(), version.number());
    }

    private Attempt attempt(Passage passage, @Nullable String step, String what) {
        return new Attempt(
                version.integration(),
                version.number(),
                passage.exchangeId(),
                step == null ? null : Plain.line(step),
                what);
    }

    /** A route that handled everything has nothing to show for it: its file is not done, its caller not answered. */
    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        var passage = Passage.of(exchange);
        var breach = passage == null ? null : passage.breach();
        if (breach != null) exchange.setException(breach.cause());
    }

    /** Nothing of the cell is heard any more. */
    void stopped() {
        heard.stopped();
    }

    long inFlight() {
        return underWay.size();
    }

    long received() {
        return received.sum();
    }

    long failed() {
        return failed.sum();
    }

    double meanMillis() {
        long done = received.sum() - underWay.size();
        return done <= 0 ? 0 : nanos.sum() / 1e6 / done;
    }

    /** Takes nothing more in, and waits for what is under way. @param nudge again and again what waits for others */
    boolean drained(Duration limit, Runnable nudge) {
        closed = true;
        long end = System.nanoTime() + limit.toNanos();
        while (!underWay.isEmpty()) {
            nudge.run();
            if (System.nanoTime() >= end || Thread.currentThread().isInterrupted()) return false;
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        }
        return true;
    }

    /** Keeps what did not end in time, before the context under it is stopped. */
    void keepTheRest() {
        underWay.forEach((passage, exchangeId) -> {
            if (!passage.settles()) return;
            failed.increment();
            passage.ends(keeper.keep(
                    passage,
                    exchangeId,
                    null,
                    "The version was stopped while the message was under way; parts of it may have been done.",
                    false));
            leaves(passage);
            passage.givesUp(passage.outcome());
        });
    }

    private final class Last extends SynchronizationAdapter {
        private final Passage passage;

        Last(Passage passage) {
            this.passage = passage;
        }

        @Override
        public void onDone(Exchange exchange) {
            ended(passage, exchange);
            // Kept is safe: a topic's offset may move on, and a timer has nobody to tell.
            if (passage.outcome().kind() == Kind.KEPT && Entries.endsHere(exchange)) exchange.setException(null);
        }

        /** A part that goes on by itself has a passage of its own. */
        @Override
        public boolean allowHandover() {
            return false;
        }

        /** Before files are moved and offsets committed. */
        @Override
        public int getOrder() {
            return Ordered.HIGHEST;
        }
    }
}
