package dev.routewright.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.inspection.Inspector;
import dev.routewright.inspection.Policy;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PatternsTest {
    private static final Patterns PATTERNS = new Patterns(List.of(
            new Pattern("Aggregator", "several messages become one", Set.of("aggregate", "setBody"), "a"),
            new Pattern("Router", "messages go different ways", Set.of("choice", "setBody"), "b"),
            new Pattern("Retry", "a call that fails is made again", Set.of("doTry", "choice", "setBody"), "c"),
            new Pattern("Poller", "a service is asked again and again", Set.of("timer", "setBody"), "d")));

    @Test
    void thePartsOfThePlanDecideAndEachNextPatternShowsWhatTheOthersDoNot() {
        assertThat(names(Set.of("doTry", "choice", "timer"), "", 2)).containsExactly("Retry", "Poller");
    }

    @Test
    void wherePartsSayNothingTheWordsDo() {
        assertThat(names(Set.of(), "several messages", 1)).containsExactly("Aggregator");
        assertThat(names(Set.of("saga"), "telescope", 3)).isEmpty();
    }

    @Test
    void whatDoesNotFitTheBudgetIsPassedOver() {
        var patterns = new Patterns(List.of(
                new Pattern("Large", "x", Set.of("split"), "word ".repeat(500)),
                new Pattern("Small", "x", Set.of("split"), "word")));

        assertThat(patterns.choose(Set.of("split"), "", 2, 100))
                .extracting(Pattern::name)
                .containsExactly("Small");
    }

    @Test
    void theHeadIsReadAndNotShown() {
        assertThat(Patterns.read(
                        "a", "# pattern: A b\n# use: when so\n# note: x\n# parts: split, choice\n\n- route: {} # y\n"))
                .isEqualTo(new Pattern("A b", "when so", Set.of("split", "choice"), "- route: {} # y"));
        assertThatThrownBy(() -> Patterns.read("a", "# pattern: A\n- route: {}"))
                .hasMessage(
                        "[manual] The pattern a has no line \"# use: …\" in its head. It was not taken over. Add the line.");
    }

    @TestFactory
    Stream<DynamicTest> everyShippedPatternNamesPartsTheManualKnowsAndIsShort() {
        var policy = Policy.standard();
        var kinds = new Manual(policy.vocabulary()).kinds();
        assertThat(Patterns.shipped().all()).isNotEmpty();
        return Patterns.shipped().all().stream()
                .map(pattern -> DynamicTest.dynamicTest(pattern.name(), () -> {
                    assertThat(kinds).containsAll(pattern.parts());
                    assertThat(Tokens.count(pattern.yaml())).isLessThan(700);
                }));
    }

    @Test
    void thePatternsThatNeedNoServicePassInspection() {
        for (String name : List.of("Content-based router", "Splitter")) {
            var pattern = Patterns.shipped().all().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            assertThat(new Inspector(Policy.standard())
                            .inspect(pattern.yaml(), List.of())
                            .findings())
                    .isEmpty();
        }
    }

    private static List<String> names(Set<String> parts, String text, int most) {
        return PATTERNS.choose(parts, text, most, 1000).stream()
                .map(Pattern::name)
                .toList();
    }
}
