package dev.routewright.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.web.Server;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way, with the runtime as it is and its offline drafter. */
class BenchTest {
    private static final Path CASES = Path.of(URI.create(
                    BenchTest.class.getResource("cases/01-order/meta.json").toString()))
            .getParent()
            .getParent();

    @TempDir
    private static Path keep;

    private static final List<String> progress = new ArrayList<>();
    private static JsonNode result = Text.MAPPER.createObjectNode();
    private static @Nullable Results results;

    @BeforeAll
    static void runsOnce() {
        var options = new Bench.Options(CASES, List.of(), List.of("en"), 1, 3, null, keep, 1, null, 60, 23400);
        results = Bench.run(options, BenchTest::started, progress::add);
        result = Text.parseOrNull(results.json());
    }

    private static Product.Running started(List<String> settings) {
        var server = Server.start(settings.toArray(String[]::new));
        return new Product.Running() {
            @Override
            public URI control() {
                return server.control();
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }

    @Test
    void whatDoesWhatItShouldPasses() {
        assertThat(run("01-order").get("behaviours").findValuesAsText("pass")).containsExactly("true", "true");
        assertThat(run("01-order").get("pass").booleanValue()).isTrue();
    }

    @Test
    void whatIsLiveAndDoesSomethingElseIsNamed() {
        assertThat(run("02-order-otherwise").get("liveButFailing").booleanValue())
                .isTrue();
        assertThat(run("02-order-otherwise").at("/behaviours/0/failures/0").textValue())
                .isEqualTo("payment.charge: called 1 times, expected at least 2");
        assertThat(result.at("/summary/liveButFailing"))
                .extracting(JsonNode::textValue)
                .containsExactly("02-order-otherwise:en");
    }

    @Test
    void whatAsksWithoutNeedIsNamed() {
        assertThat(run("03-vague").at("/submit/status").textValue()).isEqualTo("needs_input");
        assertThat(result.at("/summary/askedWithoutNeed"))
                .extracting(JsonNode::textValue)
                .containsExactly("03-vague:en");
    }

    @Test
    void whatCannotBeBuiltHasToAskAndBeNotLive() {
        assertThat(run("04-unknown").get("pass").booleanValue()).isTrue();
    }

    @Test
    void tellsWhoeverWatches() {
        assertThat(progress)
                .anyMatch(line -> line.matches("PASS 01-order en 2/2 live .* s"))
                .anyMatch(line -> line.matches("FAIL 02-order-otherwise en 0/1 live .* s"))
                .contains("     - enough: paid twice: payment.charge: called 1 times, expected at least 2");
    }

    @Test
    void aTableSaysHowManyOfWhich() {
        assertThat(results.rows().get(0).subList(0, 8))
                .containsExactly("all", "4", "50.0%", "50.0%", "1", "1", "0", "0");
        assertThat(results.passed()).isFalse();
    }

    @Test
    void keepsWhatCameOfEachRun() {
        assertThat(keep.resolve("01-order/en-1/route.camel.yaml")).content().contains("route:");
        assertThat(keep.resolve("02-order-otherwise/en-1/result.json"))
                .content()
                .contains("getStock");
        assertThat(keep.resolve("03-vague/en-1/version.json")).content().contains("needs-answers");
    }

    @Test
    void routesOfOnesOwnTakeTheDraftersPlace(@TempDir Path routes) throws Exception {
        Files.copy(keep.resolve("01-order/en-1/route.camel.yaml"), routes.resolve("01.camel.yaml"));
        var options =
                new Bench.Options(CASES, List.of("01", "02"), List.of("en"), 1, 0, null, null, 1, routes, 60, 23500);

        var own = Bench.run(options, BenchTest::started, line -> {});

        var runs = Text.parseOrNull(own.json()).get("runs");
        assertThat(runs.get(0).get("pass").booleanValue()).isTrue();
        assertThat(runs.get(1).get("skipped").textValue()).isEqualTo("no route");
        assertThat(own.passed()).isTrue();
    }

    @Test
    void saysWhatIsWrongWithAFolderThatHoldsNoCase(@TempDir Path empty) {
        var options = new Bench.Options(empty, List.of(), List.of("en"), 1, 0, null, null, 1, null, 60, 23400);

        assertThatThrownBy(() -> Bench.run(options, BenchTest::started, line -> {}))
                .isInstanceOf(CaseUnusable.class)
                .hasMessage(empty + " holds no case. Name a folder whose folders have a meta.json; docs/bench.md "
                        + "describes them.");
    }

    private static JsonNode run(String slug) {
        for (var run : result.get("runs")) if (run.get("case").textValue().equals(slug)) return run;
        throw new AssertionError("There is no run of " + slug);
    }
}
