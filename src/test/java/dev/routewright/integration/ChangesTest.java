package dev.routewright.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.journal.ChangeRequest;
import dev.routewright.route.Clause;
import dev.routewright.route.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesTest {
    @TempDir
    Path home;

    private Bench bench;
    private Changes changes;

    @BeforeEach
    void open() {
        bench = new Bench(home);
        changes = new Changes(bench.integrations);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aWishIsTheLastWordsOfANewVersionOfWhatIsLive() {
        live("order", "ask, check the stock.\n");
        bench.submitted("order", "a rejected bad route");

        var version = bench.settled(changes.request("order", " also copy it to the audit service "));

        assertThat(version.number()).isEqualTo(3);
        assertThat(version.status()).isEqualTo(Status.AWAITING_APPROVAL);
        assertThat(version.description()).isEqualTo("ask, check the stock.\n\nalso copy it to the audit service\n");
        assertThat(version.change()).isEqualTo(new ChangeRequest("also copy it to the audit service", 1));
        assertThat(version.answers()).isEqualTo(Map.of("q1", "blue"));
        var brief = bench.drafting.briefs.get(bench.drafting.briefs.size() - 1);
        assertThat(brief.change()).hasValueSatisfying(change -> {
            assertThat(change.wish()).isEqualTo("also copy it to the audit service");
            assertThat(change.live().yaml()).isEqualTo("- route: ask, check the stock.\n");
            assertThat(change.live().plan()).isNotNull();
        });
        assertThat(brief.previous()).isEmpty();
        assertThat(bench.integrations.get("order", 1).status()).isEqualTo(Status.LIVE);
        assertThat(bench.journal.before(Long.MAX_VALUE, 2))
                .extracting(entry -> entry.what() + " " + entry.subject() + " " + entry.detail())
                .contains("change order/3 also copy it to the audit service");
    }

    @Test
    void aWishIsStillKnownWhenItsVersionIsTriedAgain() {
        live("order", "fine");
        var version = bench.settled(changes.request("order", "a bad route"));
        assertThat(version.status()).isEqualTo(Status.REJECTED);

        bench.settled(bench.integrations.retry("order", 2));

        var last = bench.drafting.briefs.get(bench.drafting.briefs.size() - 1);
        assertThat(last.change()).isPresent();
    }

    @Test
    void onlyWhatIsLiveAndHasADescriptionIsChanged() {
        bench.submitted("order", "fine");
        assertThatThrownBy(() -> changes.request("order", "more"))
                .hasMessage(
                        "order has no live version. Nothing was changed. Approve a version first, or name another one.");
        bench.settled(bench.integrations.submitRoute("written", "- route: path=/w", "api"));
        bench.integrations.approve("written", 1, "api");
        assertThatThrownBy(() -> changes.request("written", "more"))
                .hasMessage(
                        "written/1 is a route that came without a description, so there is nothing to add the wish to. "
                                + "Nothing was created. Edit the route: PUT /api/integrations/written/versions/1/route.");
        assertThatThrownBy(() -> changes.request("order", " ")).isInstanceOf(Declined.class);
        assertThatThrownBy(() -> changes.request("nobody", "more")).isInstanceOf(Declined.class);
    }

    @Test
    void theDifferenceIsTheLinesOfTheRouteAndTheStepsOfThePlan() {
        live("order", "first path=/a");
        bench.submitted("order", "second path=/b");

        var diff = changes.diff("order", 2, null);

        assertThat(diff)
                .isEqualTo(new VersionDiff(
                        1,
                        2,
                        """
                        --- order/1
                        +++ order/2
                        @@ -1,1 +1,1 @@
                        -- route: first path=/a
                        +- route: second path=/b
                        """,
                        true,
                        List.of(new VersionDiff.Changed(
                                "changed", "wait", "second path=/b", List.of(new Clause(1, "second path=/b"))))));
        assertThat(changes.diff("order", 1, 1)).isEqualTo(new VersionDiff(1, 1, "", false, List.of()));
    }

    private void live(String name, String description) {
        bench.submitted(name, description);
        if (bench.integrations.get(name, 1).status() == Status.NEEDS_ANSWERS)
            bench.settled(bench.integrations.answer(name, 1, Map.of("q1", "blue")));
        bench.integrations.approve(name, 1, "api");
    }
}
