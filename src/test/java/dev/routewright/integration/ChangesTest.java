package dev.routewright.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.routewright.journal.ChangeRequest;
import dev.routewright.journal.Dossier;
import dev.routewright.journal.Version;
import dev.routewright.route.Clause;
import dev.routewright.route.Evidence;
import dev.routewright.route.Grant;
import dev.routewright.route.Lang;
import dev.routewright.route.Plan;
import dev.routewright.route.Question;
import dev.routewright.route.Status;
import dev.routewright.route.Step;
import dev.routewright.route.Trigger;
import java.nio.file.Path;
import java.time.Instant;
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

    @Test
    void aVersionWithoutARouteIsNotShownAsDeletingTheOther() {
        live("order", "first path=/a");
        bench.submitted("order", "ask path=/a");

        assertThatThrownBy(() -> changes.diff("order", 2, null))
                .hasMessage(
                        "order/2 has no route yet, so there is nothing to compare. It waits for an answer to: Which stock?")
                .isInstanceOfSatisfying(
                        Declined.class, no -> assertThat(no.reason()).isEqualTo(Declined.Reason.CONFLICT));
    }

    @Test
    void questionsAreKeptWithTheirAnswersOverRoundsRetriesAndChanges() {
        bench.submitted("order", "ask twice refuse path=/a");
        bench.settled(bench.integrations.answer("order", 1, Map.of("q1", "blue")));
        bench.settled(bench.integrations.answer("order", 1, Map.of("q2", "yes")));
        bench.settled(bench.integrations.retry("order", 1));

        assertThat(lastAsked()).containsExactly("Which stock?", "Is it new?");

        bench.submitted("stock", "ask path=/b");
        bench.settled(bench.integrations.answer("stock", 1, Map.of("q1", "blue")));
        bench.integrations.approve("stock", 1, "api");
        bench.settled(changes.request("stock", "more"));

        assertThat(lastAsked()).containsExactly("Which stock?");
    }

    @Test
    void aStepIsNotChangedByWhatIsAddedWithinItButByWhatMovesAway() {
        var inner = task("pay", List.of());
        var before = version(1, List.of(task("branch", List.of(inner))));

        assertThat(VersionDiff.between(
                                before, version(2, List.of(task("branch", List.of(inner, task("copy", List.of()))))))
                        .steps())
                .extracting(VersionDiff.Changed::change, VersionDiff.Changed::id)
                .containsExactly(tuple("added", "copy"));
        assertThat(VersionDiff.between(before, version(2, List.of(task("branch", List.of()), inner)))
                        .steps())
                .extracting(VersionDiff.Changed::change, VersionDiff.Changed::id)
                .containsExactly(tuple("changed", "branch"));
    }

    private static Step task(String id, List<Step> inside) {
        return new Step.Task(id, List.of(1), id, "call", "", "", "", List.of(), "", inside);
    }

    private static Version version(int number, List<Step> steps) {
        var plan = new Plan(
                "Order",
                Lang.EN,
                List.of(new Clause(1, "Pay.")),
                new Trigger.Http(List.of(1), "POST", "/orders"),
                Map.of(),
                steps,
                List.of(),
                List.of(),
                List.of());
        var dossier = new Dossier(
                plan.clauses(),
                plan,
                List.of(),
                List.of(),
                "- route: {}",
                Grant.NOTHING,
                Evidence.NONE,
                Map.of(),
                null);
        return new Version(
                "order",
                number,
                Status.LIVE,
                "api",
                Lang.EN,
                "Pay.",
                Map.of(),
                dossier,
                null,
                null,
                true,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private List<String> lastAsked() {
        var briefs = bench.drafting.briefs;
        return briefs.get(briefs.size() - 1).asked().stream()
                .map(Question::text)
                .toList();
    }

    private void live(String name, String description) {
        bench.submitted(name, description);
        if (bench.integrations.get(name, 1).status() == Status.NEEDS_ANSWERS)
            bench.settled(bench.integrations.answer(name, 1, Map.of("q1", "blue")));
        bench.integrations.approve(name, 1, "api");
    }
}
