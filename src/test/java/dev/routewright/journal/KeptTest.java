package dev.routewright.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.cell.CellRuntime;
import dev.routewright.route.Grant;
import dev.routewright.services.Mediation;
import dev.routewright.services.ServiceRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters and services, as every database keeps them. */
class KeptTest {
    private static final CellRuntime.Failure FAILURE = failure("[inventory.getStock] refused the connection.");

    @TempDir
    Path dir;

    /** The store of this test; asked again it is the same one, with what it holds. */
    Store opened(Path home) {
        return Store.embedded(home);
    }

    private static CellRuntime.Failure failure(String cause) {
        return new CellRuntime.Failure(
                "order",
                1,
                "X-1",
                new CellRuntime.Message(
                        new Grant.Entry("http", "POST", "/orders"),
                        Map.of("Content-Type", "application/json"),
                        "{\"sku\":\"A\"}".getBytes(StandardCharsets.UTF_8)),
                "check-stock",
                cause);
    }

    @Test
    void keepsDeadLettersUntilTheyAreReplayedOnce() {
        try (var store = opened(dir)) {
            var letters = new DeadLetterStore(store, Clock.systemUTC());
            var id = letters.keep(FAILURE);

            assertThat(letters.find("order", id))
                    .get()
                    .usingRecursiveComparison()
                    .ignoringFields("kept")
                    .isEqualTo(new DeadLetterStore.DeadLetter(
                            id,
                            1L,
                            "order",
                            1,
                            "X-1",
                            FAILURE.message().entry(),
                            FAILURE.message().headers(),
                            11L,
                            "check-stock",
                            FAILURE.cause(),
                            Instant.EPOCH,
                            null,
                            "kept",
                            null,
                            null));
            assertThat(letters.waiting()).isEqualTo(Map.of("order", 1L));
            assertThat(letters.beginReplay(id)).isTrue();
            assertThat(letters.beginReplay(id)).isFalse();
            letters.giveBackInterrupted();
            assertThat(letters.beginReplay(id)).isTrue();
            letters.markReplayed(id, "answered 200");
            assertThat(letters.waiting()).isEmpty();
            assertThat(letters.delete("other", id)).isFalse();
            assertThat(letters.delete("order", id)).isTrue();
            assertThat(letters.list("order", DeadLetterFilter.ALL, Long.MAX_VALUE, 10))
                    .isEmpty();
        }
    }

    @Test
    void keepsAMessageWithoutABody() {
        try (var store = opened(dir)) {
            var letters = new DeadLetterStore(store, Clock.systemUTC());
            var id = letters.keep(new CellRuntime.Failure(
                    "tick",
                    1,
                    "X-1",
                    new CellRuntime.Message(new Grant.Entry("timer", "", "PT5M"), Map.of(), null),
                    null,
                    "It failed."));

            assertThat(letters.body(id)).isEmpty();
            assertThat(letters.find("tick", id).orElseThrow().bodySize()).isNull();
        }
    }

    @Test
    void readsBackServices() {
        var stored = new ServiceRegistry.Store.Stored(
                "inventory", "openapi: 3.0.0", List.of(URI.create("http://127.0.0.1:1")), Mediation.DEFAULT);
        try (var store = opened(dir)) {
            var services = new ServiceStore(store);
            services.save(stored);
            services.save(stored);
        }
        try (var store = opened(dir)) {
            var services = new ServiceStore(store);
            assertThat(services.load()).containsExactly(stored);
            services.delete("inventory");
            assertThat(Optional.of(services.load())).contains(List.of());
        }
    }

    @Test
    void findsWhatIsAskedForByStateEntryStepWordsAndTime() {
        try (var store = opened(dir)) {
            var letters = new DeadLetterStore(store, Clock.systemUTC());
            var id = letters.keep(FAILURE);
            letters.keep(new CellRuntime.Failure(
                    "order",
                    1,
                    "X-2",
                    new CellRuntime.Message(new Grant.Entry("http", "GET", "/others"), Map.of(), null),
                    null,
                    "Something else."));
            var before = Instant.now().minusSeconds(60);
            var filter = new DeadLetterFilter(
                    "kept", "POST /orders", "check-stock", "REFUSED", before, before.plusSeconds(120));

            assertThat(letters.list("order", filter, Long.MAX_VALUE, 10))
                    .extracting(DeadLetterStore.DeadLetter::id)
                    .containsExactly(id);
            assertThat(letters.ids("order", filter, 10)).containsExactly(id);
            assertThat(letters.ids("order", DeadLetterFilter.ALL, 10))
                    .hasSize(2)
                    .startsWith(id);
        }
    }

    @Test
    void keepsTheFirstFormOfAMessageThatIsChanged() {
        try (var store = opened(dir)) {
            var letters = new DeadLetterStore(store, Clock.systemUTC());
            var id = letters.keep(FAILURE);

            assertThat(letters.edit("order", id, Map.of(), "{}".getBytes(StandardCharsets.UTF_8)))
                    .isTrue();
            assertThat(letters.edit("order", id, Map.of(), null)).isTrue();

            assertThat(letters.body(id)).isEmpty();
            assertThat(letters.first("order", id).orElseThrow().body())
                    .isEqualTo(FAILURE.message().body());
        }
    }

    @Test
    void aCauseWithACharacterNoDatabaseTakesLosesNoMessage() {
        try (var store = opened(dir)) {
            var letters = new DeadLetterStore(store, Clock.systemUTC());
            var id = letters.keep(failure("It said \0."));
            letters.note(id, "It said \0 again.");

            assertThat(letters.find("order", id).orElseThrow().cause()).isEqualTo("It said \uFFFD again.");
        }
    }

    /** From outside come names, numbers and times nobody thought of: they find nothing, and trouble nobody. */
    @Test
    void whatNobodyCouldHaveKeptIsNotThere() {
        try (var store = opened(dir)) {
            var letters = new DeadLetterStore(store, Clock.systemUTC());
            var id = letters.keep(FAILURE);
            var versions = new Versions(store, Clock.systemUTC());
            var outbox = new OutboxTable(store, Clock.systemUTC());

            assertThat(letters.find("order", id + "\0")).isEmpty();
            assertThat(letters.find("order\0", id)).isEmpty();
            assertThat(letters.list("order\0", DeadLetterFilter.ALL, 10, 10)).isEmpty();
            assertThat(letters.delete("order", "\0")).isFalse();
            assertThat(letters.beginReplay("\0")).isFalse();
            assertThat(versions.find("order\0", 1)).isEmpty();
            assertThat(versions.latest("order\0")).isEmpty();
            assertThat(versions.integration("order\0")).isEmpty();
            assertThat(new Journal(store, Clock.systemUTC()).find(List.of("approve"), "order\0", 10, 10))
                    .isEmpty();
            assertThat(outbox.list("order\0", 10)).isEmpty();
            assertThat(outbox.find("order", "\0")).isEmpty();
            assertThat(letters.ids("order", new DeadLetterFilter(null, null, null, null, Instant.MAX, Instant.MIN), 10))
                    .isEmpty();
            assertThat(letters.ids("order", new DeadLetterFilter(null, null, null, null, Instant.MIN, Instant.MAX), 10))
                    .containsExactly(id);
        }
    }

    @Test
    void halfACharacterBreaksNothing() {
        try (var store = opened(dir)) {
            var letters = new DeadLetterStore(store, Clock.systemUTC());
            var journal = new Journal(store, Clock.systemUTC());
            var id = letters.keep(failure("It said \uD83D."));
            journal.append("api", "reject", "order/1", "because of \uDE00");

            assertThat(letters.find("order", id).orElseThrow().cause()).startsWith("It said ");
            assertThat(journal.verify().holds()).isTrue();
        }
    }

    @Test
    void keepsALongTextAndTheLargestBody() {
        try (var store = opened(dir)) {
            var letters = new DeadLetterStore(store, Clock.systemUTC());
            var long_ = "\u4F60".repeat(3_000_000);
            var id = letters.keep(new CellRuntime.Failure(
                    "order",
                    1,
                    "X".repeat(300),
                    new CellRuntime.Message(
                            new Grant.Entry("http", "POST", "/orders"),
                            Map.of("X", long_),
                            new byte[DeadLetterStore.LARGEST]),
                    "s".repeat(300),
                    long_));

            var found = letters.find("order", id).orElseThrow();
            assertThat(found.cause()).isEqualTo(long_);
            assertThat(found.headers()).containsEntry("X", long_);
            assertThat(letters.body(id))
                    .hasValueSatisfying(body -> assertThat(body).hasSize(DeadLetterStore.LARGEST));
        }
    }

    @Test
    void forgetsWhatIsOldAndPublishesWhatIsKept() {
        try (var store = opened(dir)) {
            var letters = new DeadLetterStore(store, Clock.systemUTC());
            var id = letters.keep(FAILURE);
            var outbox = new DeadLetterOutbox(store);

            assertThat(outbox.due(0, 10)).extracting(DeadLetterOutbox.Due::id).containsExactly(id);
            assertThat(outbox.body(id)).isEqualTo(FAILURE.message().body());
            outbox.published(id);
            assertThat(outbox.due(0, 10)).isEmpty();

            var later = Clock.fixed(Instant.now().plus(Duration.ofDays(2)), ZoneOffset.UTC);
            assertThat(new DeadLetterUpkeep(store, later).forgetKept(Duration.ofDays(3)))
                    .isEmpty();
            assertThat(new DeadLetterUpkeep(store, later).forgetKept(Duration.ofDays(1)))
                    .isEqualTo(Map.of("order", 1L));
        }
    }
}
