package dev.routewright.cell;

import dev.routewright.cell.Forge.Surroundings;
import dev.routewright.inspection.Permitted;
import dev.routewright.outbox.Call;
import dev.routewright.outbox.Outbox;
import dev.routewright.route.Operation;
import dev.routewright.services.Invoker;
import dev.routewright.services.Memory;
import dev.routewright.services.ServiceRegistry;
import dev.routewright.services.Threads;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every integration in a Camel context of its own, behind one HTTP door. A cell reaches nothing but its grant; what
 * cells share (threads, connections, the door) routes cannot see.
 */
public final class CamelCells implements CellRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(CamelCells.class);

    private final Settings settings;
    private final Invoker invoker;
    private final Memory memory;
    private final Outbox outbox;
    private final DeadLetters deadLetters;
    private final SecurityEvents security;
    private final MessageListener listener;
    private final Forge forge;
    private final OutsideWorld outside;
    private final Threads threads = new Threads();
    private final EntryTable table = new EntryTable();
    private final Map<String, Cell> live = new ConcurrentHashMap<>();
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final Map<Cell, CompletableFuture<Void>> retiring = new ConcurrentHashMap<>();
    private final Repetitions repetitions;
    private final Ingress ingress;
    private final Watchdog watchdog;
    private volatile boolean closed;

    /**
     * Opens the HTTP door.
     *
     * @param memory what integrations remember with
     * @param outbox makes the calls nobody waits for
     * @param kamelets the Kamelet document of an operation
     * @param permitted what any route may name
     * @param security hears of attempts to reach outside a grant
     * @param listener hears what becomes of messages
     * @throws IllegalStateException with a sentence when the port is in use
     */
    public CamelCells(
            Settings settings,
            Invoker invoker,
            Memory memory,
            Outbox outbox,
            ServiceRegistry services,
            Function<Operation, String> kamelets,
            Permitted permitted,
            DeadLetters deadLetters,
            SecurityEvents security,
            MessageListener listener) {
        this(
                settings,
                invoker,
                memory,
                outbox,
                new Forge(services, kamelets, permitted),
                deadLetters,
                security,
                listener,
                new OutsideWorld(settings, permitted, SystemDefaultDnsResolver.INSTANCE));
    }

    CamelCells(
            Settings settings,
            Invoker invoker,
            Memory memory,
            Outbox outbox,
            Forge forge,
            DeadLetters deadLetters,
            SecurityEvents security,
            MessageListener listener,
            OutsideWorld outside) {
        this.listener = listener;
        this.settings = settings;
        this.invoker = invoker;
        this.memory = memory;
        this.outbox = outbox;
        this.deadLetters = deadLetters;
        this.security = new Pausing(security);
        this.outside = outside;
        this.forge = forge;
        this.repetitions = new Repetitions(memory, settings.entrance().keysKept());
        this.ingress = new Ingress(settings, table, repetitions);
        this.watchdog = new Watchdog(settings.budget(), this::giveUpTheOld);
    }

    private void giveUpTheOld() {
        live.values().forEach(cell -> cell.custody().giveUpTheOld());
        retiring.keySet().forEach(cell -> cell.custody().giveUpTheOld());
    }

    /** Lets nothing more into a cell that is out of hand, at once and whoever else hears of it. */
    private final class Pausing implements SecurityEvents {
        private final SecurityEvents others;

        Pausing(SecurityEvents others) {
            this.others = others;
        }

        @Override
        public void outsideGrant(Attempt attempt) {
            others.outsideGrant(attempt);
        }

        @Override
        public void overBudget(Attempt attempt) {
            others.overBudget(attempt);
        }

        @Override
        public void outOfHand(Attempt attempt) {
            var cell = live.get(attempt.integration());
            // Its entries may wait for the very thread that does not come back.
            if (cell != null && cell.number() == attempt.version())
                threads.workers().execute(cell::pause);
            others.outOfHand(attempt);
        }
    }

    /** Where the HTTP door is. */
    public URI ingressUri() {
        return ingress.uri();
    }

    @Override
    public void switchTo(Version version) throws CellFailed {
        synchronized (lock(version.integration())) {
            if (closed) throw new CellFailed("The runtime is stopping. Nothing has changed.", null);
            var next = forge.start(version, surroundings(version));
            next.custody().watchedBy(watchdog);
            var old = live.get(version.integration());
            try {
                takeOver(next, old);
            } catch (CellFailed failed) {
                next.retire(settings.drain());
                throw failed;
            }
            live.put(version.integration(), next);
            if (old != null) retire(old);
        }
    }

    /** The old cell's timers, folders and topics rest before the new one's start: no message is taken in twice. */
    private void takeOver(Cell next, Cell old) throws CellFailed {
        table.check(next);
        if (old != null) old.quiesce();
        try {
            next.begin();
            table.put(next);
        } catch (Exception failure) {
            next.quiesce();
            if (old != null && !old.isPaused()) old.wake();
            if (failure instanceof CellFailed clash) throw clash;
            throw new CellFailed(
                    "[%s v%d] An entry does not open: %s Whatever was live before still is."
                            .formatted(next.integration(), next.number(), Reasons.of(failure)),
                    failure);
        }
    }

    private void retire(Cell cell) {
        retiring.put(
                cell,
                CompletableFuture.runAsync(() -> cell.retire(settings.drain()), threads.workers())
                        .whenComplete((done, failure) -> {
                            retiring.remove(cell);
                            if (failure != null)
                                LOG.error(
                                        "[{} v{}] the cell did not stop.", cell.integration(), cell.number(), failure);
                        }));
    }

    @Override
    public void remove(String integration) {
        synchronized (lock(integration)) {
            var cell = live.remove(integration);
            if (cell == null) return;
            table.remove(integration);
            cell.retire(settings.drain());
        }
    }

    @Override
    public void pause(String integration) {
        synchronized (lock(integration)) {
            get(integration).pause();
        }
    }

    @Override
    public void resume(String integration) {
        synchronized (lock(integration)) {
            get(integration).resume();
        }
    }

    @Override
    public Replayed replay(String integration, Message message) {
        return message.entry().kind().equals(Call.ENTRY)
                ? CallAgain.by(invoker, get(integration), message, settings.answerWithin())
                : Replay.into(() -> get(integration), repetitions, message, settings.answerWithin());
    }

    @Override
    public List<Figures> figures() {
        return live.values().stream()
                .map(Cell::figures)
                .sorted(Comparator.comparing(Figures::integration))
                .toList();
    }

    @Override
    public Optional<Figures> figures(String integration) {
        return Optional.ofNullable(live.get(integration)).map(Cell::figures);
    }

    @Override
    public Optional<String> trouble(String integration) {
        return Optional.ofNullable(live.get(integration)).flatMap(Cell::trouble);
    }

    @Override
    public void drain(Duration limit) {
        closed = true;
        var ends = live.values().stream()
                .map(cell -> {
                    table.remove(cell.integration());
                    live.remove(cell.integration());
                    return CompletableFuture.runAsync(() -> cell.retire(limit), threads.workers());
                })
                .toList();
        var all = CompletableFuture.allOf(java.util.stream.Stream.concat(ends.stream(), retiring.values().stream())
                .toArray(CompletableFuture[]::new));
        all.exceptionally(failure -> {
                    LOG.error("A cell did not stop.", failure);
                    return null;
                })
                .join();
    }

    @Override
    public void close() {
        drain(settings.drain());
        watchdog.close();
        ingress.close();
        outside.close();
        threads.close();
    }

    private Surroundings surroundings(Version version) throws CellFailed {
        return new Surroundings(
                invoker,
                memory,
                outbox,
                threads,
                deadLetters,
                security,
                outside.components(version),
                settings.budget(),
                settings.jmx(),
                listener,
                Optional.empty());
    }

    private Cell get(String integration) {
        var cell = live.get(integration);
        if (cell == null) throw new NoSuchElementException("The integration %s is not running.".formatted(integration));
        return cell;
    }

    private Object lock(String integration) {
        return locks.computeIfAbsent(integration, name -> new Object());
    }
}
