package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.Figures;
import dev.routewright.cell.CellRuntime.Message;
import dev.routewright.cell.CellRuntime.Version;
import dev.routewright.route.Grant;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.processor.aggregate.AggregateController;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One version of one integration, running. */
final class Cell {
    private static final Logger LOG = LoggerFactory.getLogger(Cell.class);
    private static final long LONGEST_STOP_MILLIS = 15_000;
    private static final Set<String> POLLERS = Set.of("timer", "cron", "file", "kafka");

    private final Version version;
    private final CamelContext context;
    private final List<HttpEntry> doors;
    private final Custody custody;
    private final List<AggregateController> groups;
    private volatile boolean readsIdempotencyKey;
    private volatile boolean paused;

    /** @param doors the HTTP entries while they are open @param groups what can complete groups before their time */
    Cell(
            Version version,
            CamelContext context,
            List<HttpEntry> doors,
            Custody custody,
            List<AggregateController> groups) {
        this.groups = groups;
        this.version = version;
        this.context = context;
        this.doors = doors;
        this.custody = custody;
        reads(version.yaml());
    }

    /** A route file of the cell. */
    final void reads(String yaml) {
        if (yaml.toLowerCase(Locale.ROOT).contains(Repetitions.HEADER.toLowerCase(Locale.ROOT)))
            readsIdempotencyKey = true;
    }

    String integration() {
        return version.integration();
    }

    int number() {
        return version.number();
    }

    /** A route that names the header decides for itself what a repetition is. */
    boolean readsIdempotencyKey() {
        return readsIdempotencyKey;
    }

    List<HttpEntry> doors() {
        return doors;
    }

    CamelContext context() {
        return context;
    }

    Custody custody() {
        return custody;
    }

    boolean isPaused() {
        return paused;
    }

    /** Starts timers, folders and topics, which have not started with the context. */
    void begin() throws Exception {
        for (var route : pollers()) context.getRouteController().startRoute(route.getId());
    }

    /** Lets nothing more in by timers, folders and topics. What is under way goes on. */
    void quiesce() {
        for (var route : pollers()) {
            // A suspended Kafka consumer would still own its partitions.
            if (Entries.kind(route.getEndpoint()).equals("kafka")) ServiceHelper.stopService(route.getConsumer());
            else ServiceHelper.suspendService(route.getConsumer());
        }
    }

    void wake() {
        for (var route : pollers()) {
            if (Entries.kind(route.getEndpoint()).equals("kafka")) ServiceHelper.startService(route.getConsumer());
            else ServiceHelper.resumeService(route.getConsumer());
        }
    }

    void pause() {
        paused = true;
        quiesce();
    }

    void resume() {
        paused = false;
        wake();
    }

    /** Takes nothing more in, lets messages finish for a while, keeps the rest, stops. */
    void retire(Duration limit) {
        windDown(limit);
        stop();
    }

    /** Takes nothing more in, lets messages finish for a while, keeps the rest. */
    void windDown(Duration limit) {
        try {
            quiesce();
        } catch (RuntimeException stubborn) {
            LOG.warn(
                    "[{} v{}] an entry did not close; the cell is stopped all the same.",
                    integration(),
                    number(),
                    stubborn);
        }
        if (!custody.drained(limit, this::completeGroups)) {
            LOG.warn(
                    "[{} v{}] {} messages did not finish in time and are kept.",
                    integration(),
                    number(),
                    custody.inFlight());
            custody.keepTheRest();
        }
    }

    /** Groups that wait for further messages go on as they are: there is always a time after which they would have. */
    void completeGroups() {
        groups.forEach(AggregateController::forceCompletionOfAllGroups);
    }

    /** A thread that does not come back keeps nobody waiting for the rest. */
    void stop() {
        var stopping = new Thread(context::stop, "stopping " + integration());
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(LONGEST_STOP_MILLIS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        if (stopping.isAlive())
            LOG.warn("[{} v{}] the cell is still stopping and is left alone.", integration(), number());
        custody.stopped();
    }

    Optional<Route> anyPoller() {
        return pollers().stream().findFirst();
    }

    Grant grant() {
        return version.grant();
    }

    Optional<Route> poller(String kind) {
        return pollers().stream()
                .filter(r -> Entries.kind(r.getEndpoint()).equals(kind))
                .findFirst();
    }

    /**
     * Lets a message in by a timer, folder or topic; empty when the cell is closing.
     *
     * @param isKept whether it is still on disk in another way
     */
    Optional<CompletableFuture<Passage>> deliver(Route route, Message message, boolean isKept) {
        var exchange = route.getEndpoint().createExchange();
        var passage = new Passage(() -> message, false);
        if (isKept || Entries.comesAgain(message.entry())) passage.comingAgain();
        if (!custody.takes(passage, exchange.getExchangeId())) return Optional.empty();
        passage.boards(exchange);
        exchange.getExchangeExtension().setFromEndpoint(route.getEndpoint());
        exchange.getExchangeExtension().setFromRouteId(route.getId());
        Headers.enter(message.headers(), message.entry().kind()).forEach(exchange.getMessage()::setHeader);
        Entries.describe(message, exchange.getMessage());
        if (message.body() != null)
            exchange.getMessage().setBody(new String(message.body(), java.nio.charset.StandardCharsets.UTF_8));
        var done = new CompletableFuture<Passage>();
        passage.whenGivenUp(() -> done.complete(passage));
        var processor = org.apache.camel.support.AsyncProcessorConverterHelper.convert(route.getProcessor());
        Place.here()
                .carried(
                        passage,
                        () -> processor.process(exchange, doneSync -> {
                            custody.ended(passage, exchange);
                            done.complete(passage);
                        }))
                .run();
        return Optional.of(done);
    }

    /** What keeps an entry from taking messages in, when something does that nobody asked for. */
    Optional<String> trouble() {
        if (paused || poller("kafka").isEmpty()) return Optional.empty();
        return context.hasComponent("kafka") instanceof TopicsComponent topics ? topics.trouble() : Optional.empty();
    }

    Figures figures() {
        return new Figures(
                integration(),
                number(),
                paused,
                custody.received(),
                custody.failed(),
                custody.inFlight(),
                custody.meanMillis());
    }

    private List<Route> pollers() {
        return context.getRoutes().stream()
                .filter(r -> POLLERS.contains(Entries.kind(r.getEndpoint())))
                .toList();
    }
}
