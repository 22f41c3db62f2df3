package dev.routewright.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComponentCatalogTest {
    private static final ComponentCatalog CATALOG = ComponentCatalog.shared();

    @Test
    void knowsTheOptionsOfAComponent() {
        assertThat(CATALOG.syntax("timer")).isEqualTo("timer:timerName");
        assertThat(CATALOG.pathOptions("timer")).containsExactly("timerName");
        assertThat(CATALOG.hasOption("timer", "period")).isTrue();
        assertThat(CATALOG.hasOption("timer", "peroid")).isFalse();
        assertThat(CATALOG.anyCase("timer", "PERIOD")).contains("period");
        assertThat(CATALOG.description("timer")).isNotBlank();
    }

    @Test
    void findsAnOptionThatIsOneOfManyByItsPrefix() {
        assertThat(CATALOG.hasOption("quartz", "trigger.timeZone")).isTrue();
        assertThat(CATALOG.hasOption("quartz", "tiger.timeZone")).isFalse();
    }

    @Test
    void looksUpNothingButNamesThatExist() {
        for (String name : List.of("../others/test-junit5", "", "TIMER")) {
            assertThat(CATALOG.knows(name)).as(name).isFalse();
            assertThat(CATALOG.options(name)).as(name).isEmpty();
        }
    }

    @Test
    void knowsSchemesThatShareAComponentAndPartsThatCameFromElsewhere() {
        assertThat(CATALOG.knows("https")).isTrue();
        assertThat(CATALOG.languages()).containsAll(Set.of("jq", "simple", "constant"));
        assertThat(CATALOG.isDataFormat("csv")).isTrue();
        assertThat(CATALOG.isDataFormat("json")).isTrue();
        assertThat(CATALOG.isDataFormat("jsn")).isFalse();
    }

    @Test
    void namesTheNearestThreeThatMayHaveBeenMeant() {
        assertThat(NearNames.of("tiemr", CATALOG.components())).first().isEqualTo("timer");
        assertThat(NearNames.of("Peroid", List.of("delay", "period", "repeatCount")))
                .containsExactly("period");
        assertThat(NearNames.of("ab", List.of("ac", "abc", "ba", "abd", "xyz"))).containsExactly("abc", "abd", "ac");
        assertThat(NearNames.of("unheard-of", List.of("timer", "file"))).isEmpty();
        assertThat(NearNames.of("x".repeat(1_000_000), List.of("x"))).isEmpty();
    }

    @Test
    void answersManyAtOnceWithOneAnswer() {
        assertThat(IntStream.range(0, 64)
                        .parallel()
                        .mapToObj(n -> CATALOG.options("kafka"))
                        .distinct())
                .hasSize(1);
    }
}
