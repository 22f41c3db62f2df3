package dev.routewright.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.drafting.Drafter;
import dev.routewright.journal.Provenance;
import dev.routewright.route.Clause;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Finding;
import dev.routewright.route.Question;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WayTest {
    private final FakeDrafting drafting = new FakeDrafting();
    private final Way way =
            new Way(drafting, drafting, drafting, new Way.Setup(3, "policy", "catalog", "4.18.0", prices()));
    private final List<String> told = new ArrayList<>();

    @Test
    void aDraftThatStandsIsReadyWithEverythingThatWasMade() {
        var outcome = describe("When an order arrives, check the stock.");

        assertThat(outcome).isInstanceOf(Outcome.Ready.class);
        var dossier = outcome.dossier();
        assertThat(dossier.yaml()).isEqualTo("- route: When an order arrives, check the stock.");
        assertThat(dossier.clauses()).containsExactly(new Clause(1, "When an order arrives, check the stock."));
        assertThat(dossier.grant().operations()).containsExactly("inventory.getStock");
        assertThat(dossier.rehearsal().runs()).extracting(Evidence.Run::name).containsExactly("enough");
        assertThat(dossier.timings()).containsOnlyKeys("drafting", "inspection", "rehearsal", "total");
        var made = dossier.provenance();
        assertThat(made)
                .isEqualTo(new Provenance(
                        "fake",
                        "",
                        "catalog",
                        "policy",
                        Fingerprint.of(List.of()),
                        "4.18.0",
                        1,
                        true,
                        0,
                        0,
                        made.seconds(),
                        null,
                        List.of(),
                        List.of()));
        assertThat(told).containsExactly("drafting ", "drafting planning", "inspection ", "rehearsal ", "run enough");
    }

    @Test
    void findingsGoBackToTheDrafterUntilTheRouteStands() {
        var outcome = describe("repairable bad route path=/a");

        assertThat(outcome).isInstanceOf(Outcome.Ready.class);
        assertThat(drafting.briefs.get(1).findings()).containsExactly(FakeDrafting.BAD_ROUTE);
        assertThat(drafting.briefs.get(1).previous())
                .map(Draft::yaml)
                .contains("- route: repairable bad route path=/a");
        assertThat(outcome.dossier().provenance().rounds()).isEqualTo(2);
    }

    @Test
    void theSameFindingsTwiceEndTheRepair() {
        var outcome = describe("a bad route");

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(outcome.dossier().findings()).containsExactly(FakeDrafting.BAD_ROUTE);
        assertThat(outcome.dossier().rehearsal()).isEqualTo(Evidence.NONE);
        assertThat(drafting.briefs).hasSize(2);
    }

    @Test
    void aRunThatFailsIsAFinding() {
        var outcome = describe("a bad rehearsal");

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(outcome.dossier().findings())
                .extracting(Finding::problem)
                .containsExactly("Rehearsal “enough”: A message vanished.");
    }

    @Test
    void aRunThatFailsGoesBackAsItWasAndNotAsAFindingOnceMore() {
        describe("a bad rehearsal");

        assertThat(drafting.briefs.get(1).failures())
                .extracting(Evidence.Run::problem)
                .containsExactly("A message vanished.");
        assertThat(drafting.briefs.get(1).findings()).isEmpty();
    }

    @Test
    void aModelThatIsGoneIsASentenceAndWhatItCostIsKept() {
        var outcome = describe("gone");

        assertThat(outcome).isEqualTo(new Outcome.Failed(outcome.dossier(), "[model m] no connection. Send it again."));
        assertThat(outcome.dossier().provenance().calls()).containsExactly(new Drafter.ModelCall("plan", 100, 20, 5));
    }

    @Test
    void whatAModelWritesIsToldAndWhatItCostsIsAdded() {
        var outcome = describe("write a bad route");

        var made = outcome.dossier().provenance();
        assertThat(told).contains("token - ro", "drafting round 2 of 3");
        assertThat(made.calls()).extracting(Drafter.ModelCall::purpose).containsExactly("route", "repair");
        assertThat(made.prompts()).isEqualTo("7");
        assertThat(made.promptTokens()).isEqualTo(200);
        assertThat(made.completionTokens()).isEqualTo(40);
        assertThat(made.cost()).isEqualByComparingTo("42");
        assertThat(made.firstDraftValid()).isFalse();
    }

    @Test
    void aQuestionStopsTheWay() {
        var outcome = describe("ask me");

        assertThat(outcome).isInstanceOf(Outcome.Asking.class);
        assertThat(outcome.dossier().questions()).containsExactly(new Question("q1", 1, "Which stock?", List.of()));
        assertThat(outcome.dossier().yaml()).isNull();
    }

    @Test
    void aDrafterThatBreaksIsAnOutcomeThatShowsNothingOfItsInside() {
        var outcome = describe("throw");

        assertThat(outcome)
                .isEqualTo(
                        new Outcome.Failed(
                                outcome.dossier(),
                                "[drafting] it broke off by a mistake of Routewright (IllegalStateException). Nothing was loaded, "
                                        + "and what is live goes on. Word it differently, or send it again and report the log entry."));
    }

    @Test
    void aRouteAPersonWroteIsJudgedButNotRepaired() {
        var outcome = way.check(
                new Draft("order", "- a bad route", null, List.of()),
                List.of(),
                List.of(),
                List.of(),
                grant -> List.of(),
                Progress.SILENT);

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(outcome.dossier().provenance().drafter()).isEqualTo("person");
        assertThat(drafting.briefs).isEmpty();
    }

    /** A cent for a token asked, a dollar for one answered. */
    private static Way.Prices prices() {
        return (asked, answered) -> BigDecimal.valueOf(asked, 2).add(BigDecimal.valueOf(answered));
    }

    private Outcome describe(String description) {
        return way.describe(
                new Way.Commission("order", description, List.of(), Map.of(), grant -> List.of()), new Progress() {
                    @Override
                    public void stage(Stage stage, String words) {
                        told.add(stage.code() + " " + words);
                    }

                    @Override
                    public void finding(Finding finding) {
                        told.add("finding " + finding.rule());
                    }

                    @Override
                    public void run(Evidence.Run run) {
                        told.add("run " + run.name());
                    }

                    @Override
                    public void token(String text) {
                        told.add("token " + text);
                    }
                });
    }
}
