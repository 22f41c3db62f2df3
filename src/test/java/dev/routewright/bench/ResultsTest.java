package dev.routewright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final String LIVE = "{'status': 'live', 'provenance': {'drafter': 'qwen', 'rounds': 2, "
            + "'firstDraftValid': %s, 'promptTokens': %d, 'completionTokens': 300, 'calls': ["
            + "{'purpose': 'plan', 'promptTokens': %d}, {'purpose': 'route', 'promptTokens': %d}%s]}}";
    private static final String REPAIRED = ", {'purpose': 'repair', 'promptTokens': 900}";
    private static final String ASKED = "{'status': 'needs-answers'}";
    private static final String REJECTED = "{'status': 'rejected'}";

    @Test
    void everyRunCountsOnceAndACaseOnlyWhenAllItsRunsPass() {
        var results = results(
                run("01", "en", 1, 2, true, LIVE.formatted("true", 3000, 1000, 2000, "")),
                run("01", "en", 2, 2, false, LIVE.formatted("false", 5000, 1200, 2100, REPAIRED)),
                run("02", "en", 1, 3, true, LIVE.formatted("true", 4000, 1400, 2400, "")),
                run("02", "en", 2, 3, true, LIVE.formatted("true", 4000, 1400, 2600, "")),
                run("01", "zh", 1, 2, false, ASKED),
                run("01", "zh", 2, 2, false, REJECTED),
                run("02", "zh", 1, 3, true, LIVE.formatted("true", 4000, 5900, 8100, "")),
                run("02", "zh", 2, 3, false, "{'status': 'failed'}"));

        assertThat(results.rows())
                .containsExactly(
                        row("all 8 50.0% 25.0% 1 1 1 1 80.0% 0.2 4000 300 1400/5900 2400/8100 1.0/1.0"),
                        row("en 4 75.0% 50.0% 1 0 0 0 75.0% 0.3 4000 300 1300/1400 2250/2600 1.0/1.0"),
                        row("zh 4 25.0% 0.0% 0 1 1 1 100.0% 0.0 4000 300 5900/5900 8100/8100 1.0/1.0"),
                        row("difficulty 2 4 25.0% 0.0% 1 1 1 0 50.0% 0.5 4000 300 1100/1200 2050/2100 1.0/1.0"),
                        row("difficulty 3 4 75.0% 50.0% 0 0 0 1 100.0% 0.0 4000 300 1400/5900 2600/8100 1.0/1.0"));
        assertThat(results.remarks())
                .containsExactly(
                        "drafted by qwen",
                        "live but failing: 01:en#2",
                        "asked without need: 01:zh",
                        "2 cases in both languages: 0 pass in both, 1 in neither, only in English 02, only in Chinese "
                                + "none");
        assertThat(results.passed()).isFalse();
    }

    @Test
    void aPromptThatIsTooLargeIsSaid() {
        var fitting = results(run("01", "en", 1, 2, true, LIVE.formatted("true", 1, 6000, 8000, "")));
        var large = results(run("01", "en", 1, 2, true, LIVE.formatted("true", 1, 6001, 8000, REPAIRED)));

        assertThat(fitting.promptsFit()).isTrue();
        assertThat(large.promptsFit()).isFalse();
        assertThat(large.prompts())
                .containsExactly(
                        List.of("01:en", "6001", "8000", "900"),
                        List.of("largest", "6001", "8000", "900"),
                        List.of("limit", "6000", "8000", "-"));
    }

    @Test
    void whatAProvenanceDoesNotSayIsNotKnown() {
        var results = results(run("01", "en", 1, 2, true, "{'status': 'live'}"));

        assertThat(results.rows().get(0)).isEqualTo(row("all 1 100.0% 100.0% 0 0 0 0 - - - - - - 1.0/1.0"));
        assertThat(results.json()).contains("\"firstDraftValid\" : null");
    }

    @Test
    void skippedRunsDoNotCount() {
        var skipped = Run.skipped(new Job(aCase("30", 3), "en", 1), "no kafka broker");
        var results = new Results(List.of(skipped), options(1));

        assertThat(results.rows()).containsExactly(row("all 0 - - 0 0 0 0 - - - - - - -/-"));
        assertThat(results.passed()).isTrue();
        assertThat(results.remarks()).containsExactly("skipped: 30:en");
    }

    private static List<String> row(String text) {
        return List.of(text.replace("difficulty ", "difficulty_").split(" ")).stream()
                .map(cell -> cell.replace('_', ' '))
                .toList();
    }

    private static Results results(Run... runs) {
        return new Results(List.of(runs), options(2));
    }

    private static Bench.Options options(int times) {
        return new Bench.Options(
                Path.of("cases"), List.of(), List.of("en", "zh"), times, 0, null, null, 1, null, 60, 22000);
    }

    private static Run run(String slug, String language, int number, int difficulty, boolean passed, String version) {
        var behaviour = BehaviourResult.unseen("b", "normal", 0.5, passed ? List.of() : List.of("not so"));
        var submission = Submission.of("/v/1", Text.parseOrNull(version.replace('\'', '"')), 1);
        return new Run(
                new Job(aCase(slug, difficulty), language, number), "", submission, List.of(), List.of(behaviour), 2);
    }

    private static BenchCase aCase(String slug, int difficulty) {
        var nothing = MissingNode.getInstance();
        var meta = Text.MAPPER.createObjectNode().put("difficulty", difficulty);
        return new BenchCase(slug, meta, Map.of(), Map.of(), nothing, nothing, List.of(), nothing, List.of());
    }
}
