package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.drafting.model.Cassettes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way of a description with a language model: the packaged application asks over HTTP, gets what a model once
 * answered, and what comes of it goes live and is judged by what it does. No model and no network is needed;
 * {@code tests/bench/README.md} says how to record.
 */
class ModelPathIT {
    private static final Path CASES = Path.of("bench", "cases");
    private static final Path CASSETTES = Path.of("src", "test", "resources", "cassettes");
    private static final int MOST_FOR_PLAN = 6000;
    private static final int MOST_FOR_ROUTE = 8000;
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    @TempDir
    private static Path home;

    private static BenchRun bench = new BenchRun(-1, Documents.json(""), "");

    /** Among two hundred services nobody needs, so that prompts are as large as they become. */
    @BeforeAll
    static void everyCaseOnce() throws Exception {
        try (var model = Cassettes.replayingBySubject(CASSETTES)) {
            bench = BenchRun.of(home, model.url(), CASES, "--crowd", "200", "--ports", "25100");
        }
    }

    @Test
    void everyDescriptionBecomesWhatItSays() throws IOException {
        assertThat(bench.runs()).as(bench.said()).isNotEmpty().allSatisfy(run -> assertThat(
                        run.path("pass").asBoolean())
                .as(BenchRun.label(run))
                .isTrue());
        assertThat(bench.exit()).as(bench.said()).isZero();
        try (var cases = Files.list(CASES)) {
            assertThat(bench.runs()).hasSize((int) cases.count() * 2);
        }
    }

    @Test
    void whatCanBeBuiltIsLiveAndItsFirstDraftWasValid() {
        assertThat(bench.built()).hasSizeGreaterThanOrEqualTo(6).allSatisfy(run -> {
            assertThat(run.at("/submit/status").asText())
                    .as(BenchRun.label(run))
                    .isEqualTo("live");
            assertThat(provenance(run).path("firstDraftValid").asBoolean())
                    .as(BenchRun.label(run))
                    .isTrue();
        });
    }

    @Test
    void whatCannotBeBuiltIsAskedAboutInTheLanguageOfTheDescription() {
        assertThat(bench.asked()).hasSizeGreaterThanOrEqualTo(2).allSatisfy(run -> {
            assertThat(run.at("/submit/status").asText()).isEqualTo("needs_input");
            assertThat(run.at("/submit/questions")).isNotEmpty().allSatisfy(question -> assertThat(
                            CHINESE.matcher(question.asText()).find())
                    .as(question.asText())
                    .isEqualTo(run.path("lang").asText().equals("zh")));
        });
    }

    @Test
    void everyVersionSaysWhatMadeIt() {
        assertThat(bench.built()).isNotEmpty().allSatisfy(run -> {
            var made = provenance(run);
            assertThat(made.path("drafter").asText()).isEqualTo("openai/recorded");
            assertThat(made.path("prompts").asText()).matches("[0-9a-f]{12}");
            assertThat(made.path("rounds").asInt()).isPositive();
            assertThat(made.path("seconds").asDouble()).isPositive();
            assertThat(made.path("promptTokens").asInt()).isEqualTo(sum(made, "promptTokens"));
            assertThat(made.path("completionTokens").asInt()).isPositive().isEqualTo(sum(made, "completionTokens"));
            assertThat(made.path("calls").findValuesAsText("purpose"))
                    .startsWith("plan")
                    .contains("route");
        });
    }

    @Test
    void promptsStayWithinTheirBudgetAmongManyServices() {
        assertThat(prompts(bench)).isNotEmpty().allSatisfy(call -> assertThat(
                        call.path("promptTokens").asInt())
                .as(call.toString())
                .isBetween(1000, call.path("purpose").asText().equals("plan") ? MOST_FOR_PLAN : MOST_FOR_ROUTE));
    }

    private static List<JsonNode> prompts(BenchRun bench) {
        return bench.runs().stream()
                .flatMap(run -> provenance(run).path("calls").valueStream())
                .filter(call -> call.path("purpose").asText().matches("plan|route"))
                .toList();
    }

    private static int sum(JsonNode made, String member) {
        return made.path("calls").findValues(member).stream()
                .mapToInt(JsonNode::asInt)
                .sum();
    }

    private static JsonNode provenance(JsonNode run) {
        return run.at("/submit/provenance");
    }
}
