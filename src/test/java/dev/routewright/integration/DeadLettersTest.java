package dev.routewright.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.cell.CellRuntime;
import dev.routewright.integration.DeadLetterRun.Progress;
import dev.routewright.journal.DeadLetterFilter;
import dev.routewright.journal.DeadLetterStore;
import dev.routewright.journal.DeadLetterUpkeep;
import dev.routewright.journal.Journal;
import dev.routewright.route.Grant;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {
    @TempDir
    Path home;

    private Bench bench;
    private DeadLetterDesk desk;
    private DeadLetterRuns runs;

    @BeforeEach
    void open() {
        bench = new Bench(home);
        desk = desk(bench.cells);
        runs = new DeadLetterRuns(desk, bench.letters, bench.journal, Clock.systemUTC());
        bench.integrations.approve("order", bench.submitted("order", "first").number(), "api");
    }

    @AfterEach
    void close() {
        runs.close();
        bench.close();
    }

    private DeadLetterDesk desk(CellRuntime cells) {
        return new DeadLetterDesk(bench.letters, bench.versions, cells, bench.journal, new Masks(List.of("password")));
    }

    private String keep(DeadLetterStore letters, String body, String step) {
        var message = new CellRuntime.Message(
                new Grant.Entry("http", "POST", "/orders"), Map.of("A", "1"), body.getBytes(StandardCharsets.UTF_8));
        return letters.keep(new CellRuntime.Failure("order", 1, "X", message, step, "It failed."));
    }

    private String keep(String body) {
        return keep(bench.letters, body, "pay");
    }

    private Progress ended(Progress begun) {
        Awaitility.await()
                .until(() -> !runs.progress("order", begun.id()).state().equals("running"));
        return runs.progress("order", begun.id());
    }

    private List<String> journal() {
        return bench.journal.before(Long.MAX_VALUE, 100).stream()
                .map(entry -> entry.who() + " " + entry.what() + " " + entry.subject() + ": " + entry.detail())
                .toList();
    }

    @Test
    void aChangedMessageKeepsItsFirstFormUntilItIsGone() {
        var id = keep("{\"n\":1}");

        desk.edit("order", id, new DeadLetterEdit(null, "{\"n\":2}", null, null));
        var shown = desk.edit("order", id, new DeadLetterEdit(Map.of("B", "2"), null, null, null));

        assertThat(shown.headers()).isEqualTo(Map.of("B", "2"));
        assertThat(shown.body().text()).isEqualTo("{\"n\":2}");
        assertThat(shown.letter().edited()).isNotNull();
        assertThat(desk.showFirst("order", id).body().text()).isEqualTo("{\"n\":1}");
        assertThat(desk.showFirst("order", id).headers()).isEqualTo(Map.of("A", "1"));
        desk.replay("order", id);
        assertThatThrownBy(() -> desk.edit("order", id, new DeadLetterEdit(null, "x", null, null)))
                .hasMessage(
                        "The message was replayed already, or is being replayed. Nothing was changed. Look at its outcome.");
    }

    @Test
    void anEditNeverCutsABodyOfWhichOnlyTheBeginningIsShown() {
        var id = keep("x".repeat(100_000));

        assertThatThrownBy(() -> desk.edit("order", id, new DeadLetterEdit(null, "xx", null, null)))
                .hasMessageContaining("Send the whole body, with \"whole\": true.");
        desk.edit("order", id, new DeadLetterEdit(null, "/wA=", "base64", true));
        assertThat(bench.letters.body(id)).hasValue(new byte[] {(byte) 0xff, 0});
    }

    @Test
    void manyAreReplayedAndTheJournalSaysSoOnce() {
        for (int i = 0; i < 20; i++) keep("{}");
        keep(bench.letters, "{}", "ship");

        var run = ended(runs.replay(
                "order",
                new DeadLetterSelection(
                        List.of(), new DeadLetterFilter(null, null, "pay", null, null, null), false, 100),
                4));

        assertThat(run.state()).isEqualTo("done");
        assertThat(List.of(run.total(), run.done(), run.failed(), run.skipped()))
                .containsExactly(20, 20, 0, 0);
        assertThat(bench.letters.waiting()).isEqualTo(Map.of("order", 1L));
        assertThat(journal())
                .containsOnlyOnce("api replay-dead-letters order: 20 of 20 went through, 0 failed, 0 skipped");
        assertThat(journal().stream().filter(line -> line.contains(" replay "))).isEmpty();
    }

    @Test
    void whatFailsAgainAndWhatIsGoneIsCounted() {
        var first = keep("{}");
        var second = keep("{}");
        desk.replay("order", second);
        bench.cells.replayed = new CellRuntime.Replayed(503, "", "again");

        var run = ended(runs.replay(
                "order", new DeadLetterSelection(List.of(first, second, "none"), DeadLetterFilter.ALL, false, 100), 1));

        assertThat(List.of(run.total(), run.done(), run.failed(), run.skipped()))
                .containsExactly(3, 0, 1, 2);
        assertThat(run.problems())
                .containsExactly(
                        "“" + first + "” failed again and is kept as again.",
                        "“" + second
                                + "”: The message was replayed already, is being replayed, or what it had begun is not"
                                + " undone yet. Nothing was sent. Look at its outcome and its cause first.",
                        "“none”: “order” has no dead letter “none”. Nothing was changed. Its list shows those that are kept.");
    }

    @Test
    void neverMoreAreUnderWayThanAskedForAndAStopBeginsNoOther() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 30; i++) ids.add(keep("{}"));
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        var go = new CountDownLatch(1);
        var slow = desk(new FakeCellsThatWait(bench.cells, () -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            try {
                go.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            underWay.decrementAndGet();
        }));
        try (var waiting = new DeadLetterRuns(slow, bench.letters, bench.journal, Clock.systemUTC())) {
            var begun = waiting.replay("order", new DeadLetterSelection(List.of(), DeadLetterFilter.ALL, true, 100), 3);
            Awaitility.await().until(() -> underWay.get() == 3);
            waiting.stop("order", begun.id());
            go.countDown();
            Awaitility.await().until(() -> waiting.progress("order", begun.id()).ended() != null);

            var run = waiting.progress("order", begun.id());
            assertThat(run.state()).isEqualTo("stopped");
            assertThat(List.of(run.total(), run.done(), run.skipped())).containsExactly(30, 3, 27);
            assertThat(most).hasValue(3);
            assertThat(bench.letters.waiting()).isEqualTo(Map.of("order", 27L));
        }
    }

    @Test
    void aReplayNobodyWaitsForAnyLongerIsNotSentInTwice() {
        var id = keep("{}");
        var end = new CompletableFuture<CellRuntime.Replayed>();
        var slow = desk(new FakeCellsThatWait(bench.cells, () -> {
            throw new CellRuntime.StillUnderWay("It takes long.", end);
        }));
        assertThatThrownBy(() -> slow.replay("order", id)).hasMessage("It takes long.");

        assertThatThrownBy(() -> slow.replay("order", id)).isInstanceOf(Declined.class);
        end.complete(new CellRuntime.Replayed(201, "", null));

        assertThat(desk.get("order", id).outcome()).isEqualTo("It went through, answered 201.");
    }

    @Test
    void whatIsOldGoesByItselfAndTheJournalCounts() {
        var then = Clock.fixed(Instant.now().minus(Duration.ofDays(40)), ZoneOffset.UTC);
        var old = new DeadLetterStore(bench.store, then);
        for (int i = 0; i < 450; i++) old.markReplayed(keep(old, "{}", "pay"), "It went through.");
        var waiting = keep(old, "{}", "pay");
        var fresh = keep("{}");
        desk.replay("order", fresh);
        var sweep = new DeadLetterSweep(
                new DeadLetterUpkeep(bench.store, Clock.systemUTC()),
                bench.letters,
                bench.journal,
                new DeadLetterSweep.Keep(Duration.ofDays(90), Duration.ofDays(30)));

        sweep.sweep();

        assertThat(desk.list("order", DeadLetterFilter.ALL, null, 1000))
                .extracting(DeadLetterStore.DeadLetter::id)
                .containsExactly(fresh, waiting);
        assertThat(journal()).containsOnlyOnce("runtime expire-dead-letters order: 450 replayed more than 30 days ago");
        new DeadLetterSweep(
                        new DeadLetterUpkeep(bench.store, Clock.systemUTC()),
                        bench.letters,
                        bench.journal,
                        new DeadLetterSweep.Keep(Duration.ofDays(30), Duration.ZERO))
                .sweep();
        assertThat(desk.list("order", DeadLetterFilter.ALL, null, 1000))
                .extracting(DeadLetterStore.DeadLetter::id)
                .containsExactly(fresh);
        assertThat(new Journal(bench.store, Clock.systemUTC()).verify().holds()).isTrue();
        sweep.close();
    }

    @Test
    void anIntegrationHasRoomForSoManyAndNotMore() {
        var small = new DeadLetterStore(bench.store, Clock.systemUTC(), new DeadLetterStore.Limits(2, 1000));
        assertThat(small.hasRoom("order")).isTrue();
        keep(small, "{}", "pay");
        var id = keep(small, "{}", "pay");
        assertThat(small.hasRoom("order")).isFalse();
        assertThat(small.hasRoom("other")).isTrue();
        small.delete("order", id);
        small.recount();
        assertThat(small.hasRoom("order")).isTrue();
        keep(small, "x".repeat(1000), "pay");
        assertThat(small.hasRoom("order")).isFalse();
    }
}
