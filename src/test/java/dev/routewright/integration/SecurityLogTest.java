package dev.routewright.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.routewright.cell.CellRuntime.Attempt;
import dev.routewright.journal.Journal;
import dev.routewright.journal.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecurityLogTest {
    @TempDir
    Path home;

    private final Ticking clock = new Ticking();
    private final List<String> alarms = new CopyOnWriteArrayList<>();
    private Store store;
    private Journal journal;
    private SecurityLog log;

    @BeforeEach
    void open() {
        store = Store.embedded(home);
        journal = new Journal(store, clock);
        log = log();
    }

    @AfterEach
    void close() {
        log.close();
        store.close();
    }

    @Test
    void writesTheFirstOfAMinuteAndCountsTheRest() {
        for (int i = 1; i <= 1000; i++) log.outsideGrant(attempt("evil", "m" + i));
        clock.pass(Duration.ofMinutes(1));
        log.outsideGrant(attempt("evil", "m1001"));

        assertThat(journal.before(Long.MAX_VALUE, 100))
                .extracting(Journal.Entry::what, Journal.Entry::subject, Journal.Entry::detail)
                .containsExactly(
                        line("It reached for component exec at step s of message m1001 and was stopped."),
                        line("997 more within a minute, the last: It reached for component exec at step s of message"
                                + " m1000 and was stopped."),
                        line("It reached for component exec at step s of message m3 and was stopped."),
                        line("It reached for component exec at step s of message m2 and was stopped."),
                        line("It reached for component exec at step s of message m1 and was stopped."));
        assertThat(journal.verify().holds()).isTrue();
        assertThat(log.record().standing("evil"))
                .isEqualTo(new SecurityRecord.Standing(
                        1001,
                        clock.instant(),
                        "It reached for component exec at step s of message m1001 and was stopped."));
    }

    @Test
    void knowsAfterARestartWhatWasCountedBefore() {
        for (int i = 1; i <= 50; i++) log.outsideGrant(attempt("evil", "m" + i));
        log.close();

        log = log();

        assertThat(log.record().standing("evil").events()).isEqualTo(50);
        assertThat(log.record().standing("good")).isEqualTo(new SecurityRecord.Standing(0, null, null));
    }

    @Test
    void showsNewestFirstPageByPageAndOfOneIntegration() {
        log.outsideGrant(attempt("evil", "m1"));
        log.overBudget(new Attempt("evil-too", 1, "m2", null, "took more than 10 steps"));
        log.outsideGrant(new Attempt("evil", 2, null, null, "component exec"));
        journal.append("api", "approve", "evil/2", "");

        var all = log.record().events(null, Long.MAX_VALUE, 2);
        var rest = log.record().events(null, all.get(1).seq(), 2);

        assertThat(all)
                .extracting(SecurityRecord.Event::kind, SecurityRecord.Event::detail)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "outside-grant",
                                "It reached for component exec while it was being loaded, and was not started."),
                        org.assertj.core.groups.Tuple.tuple(
                                "over-budget",
                                "A message took more than 10 steps at an unknown step of message m2 and was stopped."));
        assertThat(rest).extracting(SecurityRecord.Event::integration).containsExactly("evil");
        assertThat(log.record().events("evil", Long.MAX_VALUE, 10))
                .extracting(SecurityRecord.Event::version)
                .containsExactly(2, 1);
    }

    @Test
    void raisesTheAlarmOnceForManyAttemptsWithinAMinute() {
        for (int i = 1; i <= 4; i++) log.outsideGrant(attempt("evil", "m" + i));
        clock.pass(Duration.ofMinutes(1));
        for (int i = 1; i <= 100; i++) log.outsideGrant(new Attempt("unloadable", 1, null, null, "x"));
        for (int i = 1; i <= 100; i++) log.overBudget(attempt("greedy", "m" + i));
        for (int i = 1; i <= 7; i++) log.outsideGrant(attempt("evil", "n" + i));
        log.outOfHand(new Attempt("stuck", 1, "m", "s", "has kept a processor busy for 10 s"));

        await().until(() -> alarms.size() == 2);
        assertThat(alarms)
                .containsExactly(
                        "evil: It tried to reach outside its grant 5 times within a minute, the last time: It reached for"
                                + " component exec at step s of message n5 and was stopped.",
                        "stuck: It has kept a processor busy for 10 s at step s of message m and does not stop when told"
                                + " to.");
    }

    @Test
    void goesOnWhenTheJournalCannotBeWritten() {
        store.close();

        log.outsideGrant(attempt("evil", "m1"));
        log.outOfHand(attempt("evil", "m2"));

        await().until(() -> alarms.size() == 1);
    }

    @Test
    void pausesAndSaysWhyUntilSomebodyResumes() {
        try (var bench = new Bench(home.resolve("bench"))) {
            var version = bench.submitted("evil", "Do it. path=/evil");
            bench.integrations.approve("evil", version.number(), "api");

            for (int i = 1; i <= 5; i++) bench.security.outsideGrant(attempt("evil", "m" + i));

            await().until(() -> bench.overviews.get("evil").paused());
            assertThat(bench.cells.told).contains("pause evil");
            assertThat(bench.overviews.get("evil").why())
                    .isEqualTo(
                            "It tried to reach outside its grant 5 times within a minute, the last time: It reached for"
                                    + " component exec at step s of message m5 and was stopped. It is paused; look at its security"
                                    + " events, then resume it or roll it back.");
            assertThat(bench.overviews.get("evil").security().events()).isEqualTo(5);

            bench.integrations.resume("evil");
            bench.integrations.pause("evil");

            assertThat(bench.overviews.get("evil").why()).isNull();
        }
    }

    private SecurityLog log() {
        var made = new SecurityLog(journal, clock, new SecurityLog.Limits(3, 5));
        made.onAlarm((integration, why) -> alarms.add(integration + ": " + why));
        return made;
    }

    private static Attempt attempt(String integration, String message) {
        return new Attempt(integration, 1, message, "s", "component exec");
    }

    private static org.assertj.core.groups.Tuple line(String detail) {
        return org.assertj.core.groups.Tuple.tuple("outside-grant", "evil/1", detail);
    }

    /** Stands still unless told. */
    private static final class Ticking extends Clock {
        private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
