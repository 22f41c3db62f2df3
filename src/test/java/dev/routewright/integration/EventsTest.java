package dev.routewright.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {
    @TempDir
    Path home;

    @Test
    void aLateListenerHearsThePastInOrder() throws Exception {
        try (var bench = new Bench(home)) {
            bench.submitted("order", "a bad rehearsal");
            var heard = new ArrayList<String>();
            try (var follower = bench.events.follow("order", 1)) {
                for (var event = follower.next(Duration.ZERO);
                        event.isPresent();
                        event = follower.next(Duration.ZERO)) {
                    var data = event.get().data();
                    heard.add(event.get().type()
                            + " "
                            + data.getOrDefault("stage", data.getOrDefault("status", data.getOrDefault("name", ""))));
                }
            }
            assertThat(heard)
                    .startsWith(
                            "status drafting",
                            "stage drafting",
                            "stage drafting",
                            "stage inspection",
                            "stage rehearsal",
                            "status rehearsing",
                            "scenario enough",
                            "finding ")
                    .endsWith("status rejected");
        }
    }

    @Test
    void whatAModelWritesComesInPiecesAndASlowListenerLosesOnlyThose() throws Exception {
        var events = new Events();
        var slow = events.follow("order", 1);
        var progress = events.progress(aVersion());

        for (var i = 0; i < 100_000; i++) progress.token("word ");
        progress.stage(Progress.Stage.INSPECTION, "");

        assertThat(slow.isCutOff()).isFalse();
        var pieces = 0;
        var last = slow.next(Duration.ZERO).orElseThrow();
        for (var next = slow.next(Duration.ZERO); next.isPresent(); next = slow.next(Duration.ZERO)) {
            if (last.type().equals("token")) pieces++;
            last = next.get();
        }
        assertThat(pieces).isBetween(1, 600);
        assertThat(last.type()).isEqualTo("stage");
    }

    @Test
    void aLateListenerHearsTheEndOfWhatIsBeingWrittenAndHowMuchItIs() throws Exception {
        var events = new Events();
        var progress = events.progress(aVersion());
        progress.stage(Progress.Stage.DRAFTING, "route");
        for (var i = 0; i < 3_000; i++) progress.token("word ");

        try (var late = events.follow("order", 1)) {
            assertThat(late.next(Duration.ZERO).orElseThrow().type()).isEqualTo("stage");
            var token = late.next(Duration.ZERO).orElseThrow();
            assertThat(token.type()).isEqualTo("token");
            assertThat((String) token.data().get("text"))
                    .hasSizeLessThanOrEqualTo(4_000)
                    .startsWith("word ");
            assertThat((Integer) token.data().get("tokens")).isGreaterThan(1_000);
        }
    }

    @Test
    void aListenerThatDoesNotKeepUpIsCutOffAndNobodyWaitsForIt() {
        var events = new Events();
        var follower = events.follow("order", 1);
        var progress = events.progress(aVersion());

        for (var i = 0; i < 2_000; i++) progress.stage(Progress.Stage.DRAFTING, "");

        assertThat(follower.isCutOff()).isTrue();
    }

    private static dev.routewright.journal.Version aVersion() {
        return new dev.routewright.journal.Version(
                "order",
                1,
                dev.routewright.route.Status.DRAFTING,
                "api",
                dev.routewright.route.Lang.EN,
                "",
                java.util.Map.of(),
                dev.routewright.journal.Dossier.EMPTY,
                null,
                null,
                false,
                java.time.Instant.EPOCH,
                java.time.Instant.EPOCH);
    }
}
