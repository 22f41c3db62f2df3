package dev.routewright.camel;

import dev.routewright.cell.Budget;
import dev.routewright.cell.CellRuntime.Attempt;
import dev.routewright.cell.CellRuntime.SecurityEvents;
import dev.routewright.cell.Guest;
import dev.routewright.cell.Jmx;
import dev.routewright.cell.Settings;
import dev.routewright.journal.DeadLetterStore;
import dev.routewright.journal.Journal;
import dev.routewright.journal.MemoryStore;
import dev.routewright.journal.OutboxLetters;
import dev.routewright.journal.OutboxTable;
import dev.routewright.journal.Store;
import dev.routewright.knowledge.OpenApiServices;
import dev.routewright.knowledge.ServiceKamelets;
import dev.routewright.outbox.Limits;
import dev.routewright.outbox.Outbox;
import dev.routewright.services.Invoker;
import dev.routewright.services.LiveServices;
import dev.routewright.services.Mediation;
import dev.routewright.services.oauth.TokenAddress;
import dev.routewright.services.oauth.TokenCredentials;
import dev.routewright.services.oauth.Tokens;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an integration takes along besides its route: services, credentials, and a store for what must not be lost. */
final class Household implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Household.class);
    /** Services may be down as we were; whatever takes longer goes on while messages come in. */
    private static final Duration UNDOING = Duration.ofSeconds(30);

    private final Values values;
    private final Optional<StoreClaim> claim;
    private final Store store;
    private final DeadLetterStore letters;
    private final MemoryStore memory;
    private final LiveServices services;
    private final TokenAddress tokens = new TokenAddress();
    private final Invoker invoker;
    private final Outbox outbox;

    /** Opens the store. @throws RuntimeException with a sentence when that, or a setting, is not usable */
    Household(Manifest manifest, Values values) {
        this.values = values;
        // First what may refuse and has nothing open then.
        var offered = new ManifestServices(manifest, values);
        offered.check();
        this.services = new LiveServices(OpenApiServices::read, offered, Mediation.DEFAULT);
        this.claim = values.text(Setting.STORE_URL).isEmpty()
                ? Optional.of(StoreClaim.on(embedded(values)))
                : Optional.empty();
        this.store = opened();
        var clock = Clock.systemUTC();
        this.letters = new DeadLetterStore(store, clock);
        this.memory = new MemoryStore(store, clock);
        this.invoker =
                new Invoker(services, new TokenCredentials(new GivenCredentials(manifest, values), new Tokens(tokens)));
        this.outbox = Outbox.live(
                new OutboxTable(store, clock),
                invoker,
                new OutboxLetters(letters, new Journal(store, clock)),
                Limits.STANDARD,
                clock);
    }

    private Store opened() {
        try {
            return store(values);
        } catch (RuntimeException notOpened) {
            claim.ifPresent(StoreClaim::close);
            services.close();
            throw notOpened;
        }
    }

    static Store store(Values values) {
        var url = values.text(Setting.STORE_URL);
        return url.isEmpty()
                ? Store.embedded(Path.of(values.text(Setting.DATA_DIR)))
                : Store.elsewhere(url, values.text(Setting.STORE_USERNAME), values.text(Setting.STORE_PASSWORD));
    }

    /** The file of a store that is in no database. */
    static Path embedded(Values values) {
        return Path.of(values.text(Setting.DATA_DIR)).resolve("store.mv.db");
    }

    DeadLetterStore letters() {
        return letters;
    }

    Guest.Parts parts() {
        return new Guest.Parts(invoker, memory, outbox, services, ServiceKamelets::yaml, letters, new Logged());
    }

    Settings settings() {
        var body = values.size(Setting.MAX_BODY);
        if (body > DeadLetterStore.LARGEST) throw Values.unusable(Setting.MAX_BODY, "10MB or less");
        return new Settings(
                Path.of(values.text(Setting.DATA_DIR)).resolve("files"),
                values.find(Setting.KAFKA_BROKERS.property()),
                values.number(Setting.KAFKA_CONSUMERS),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                (int) body,
                values.number(Setting.MAX_REQUESTS),
                values.time(Setting.ANSWER_WITHIN),
                values.time(Setting.DRAIN),
                Jmx.NONE,
                budget(),
                new Settings.Entrance(values.number(Setting.RATE), values.time(Setting.IDEMPOTENCY_KEEP)));
    }

    private Budget budget() {
        return new Budget(
                values.number(Setting.CELL_THREADS),
                values.number(Setting.CELL_UNDER_WAY),
                values.number(Setting.CELL_STEPS),
                values.number(Setting.CELL_DEPTH),
                values.size(Setting.CELL_MESSAGE_MEMORY),
                values.size(Setting.CELL_MEMORY),
                values.number(Setting.CELL_WAITING),
                values.time(Setting.CELL_SHORTEST_PERIOD),
                values.time(Setting.CELL_BURNS_FOR),
                values.time(Setting.CELL_STUCK_AFTER),
                values.time(Setting.CELL_GIVEN_UP_AFTER));
    }

    /** Before any message comes in: what an earlier process had begun is undone, and what it had claimed is free. */
    void recover() throws InterruptedException {
        letters.giveBackInterrupted();
        memory.releaseInterrupted();
        outbox.recover(UNDOING);
        outbox.begin();
    }

    /** What waits of an earlier process, as a sentence for the log. */
    Optional<String> waiting(String integration) {
        var count = letters.waiting().getOrDefault(integration, 0L);
        return count == 0
                ? Optional.empty()
                : Optional.of(
                        "There are %d dead letters, messages that failed and wait for somebody; README.md says how to look at them."
                                .formatted(count));
    }

    @Override
    public void close() {
        outbox.close();
        invoker.close();
        services.close();
        tokens.close();
        store.close();
        claim.ifPresent(StoreClaim::close);
    }

    /** There is no journal to read here but the log. */
    private static final class Logged implements SecurityEvents {
        @Override
        public void outsideGrant(Attempt attempt) {
            LOG.warn("{} {} is outside the grant and was refused.", place(attempt), attempt.what());
        }

        @Override
        public void overBudget(Attempt attempt) {
            LOG.warn("{} {} and was ended: no message may do that.", place(attempt), attempt.what());
        }

        @Override
        public void outOfHand(Attempt attempt) {
            LOG.error("{} {} and does not stop; nothing more is let in.", place(attempt), attempt.what());
        }

        private static String place(Attempt attempt) {
            return "[%s v%d] message %s, step %s:"
                    .formatted(attempt.integration(), attempt.version(), attempt.exchangeId(), attempt.step());
        }
    }
}
