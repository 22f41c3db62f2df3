package dev.routewright.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

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

    @Test
    void theShippedPatternsAreFoundInTheJarOrFolder() {
        assertThat(Patterns.shipped().all())
                .extracting(Pattern::name)
                .contains("Content-based router")
                .doesNotHaveDuplicates();
        assertThat(Patterns.shipped().choose(Set.of("choice", "platform-http"), "", 2, 2000))
                .hasSize(2);
    }

    private static List<String> names(Set<String> parts, String text, int most) {
        return PATTERNS.choose(parts, text, most, 1000).stream()
                .map(Pattern::name)
                .toList();
    }
}
