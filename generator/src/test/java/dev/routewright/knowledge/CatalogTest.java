package dev.routewright.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.knowledge.Catalog.Kind;
import dev.routewright.knowledge.Catalog.Option;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CatalogTest {
    private static final Catalog CATALOG = new Catalog();

    @Test
    void knowsTheOptionsOfAComponent() {
        var timer = CATALOG.component("timer").orElseThrow();

        assertThat(timer.syntax()).isEqualTo("timer:timerName");
        assertThat(timer.consumerOnly()).isTrue();
        assertThat(timer.producerOnly()).isFalse();
        assertThat(timer.option("timerName").orElseThrow())
                .isEqualTo(new Option(
                        "timerName",
                        Kind.PATH,
                        "string",
                        List.of(),
                        true,
                        false,
                        false,
                        false,
                        "",
                        false,
                        "The name of the timer"));
        assertThat(timer.option("period").map(Option::type)).contains("duration");
        assertThat(timer.option("peroid")).isEmpty();
    }

    @Test
    void knowsWhichValuesAnOptionMayHaveAndOnWhichSideItMeansSomething() {
        var kafka = CATALOG.component("kafka").orElseThrow();

        assertThat(kafka.option("autoOffsetReset").orElseThrow().values())
                .containsExactly("latest", "earliest", "none");
        assertThat(kafka.option("autoOffsetReset").orElseThrow().consumerOnly()).isTrue();
        assertThat(kafka.option("requestRequiredAcks").orElseThrow().producerOnly())
                .isTrue();
        assertThat(kafka.option("sslKeyPassword").orElseThrow().secret()).isTrue();
        assertThat(kafka.option("brokers").orElseThrow().consumerOnly()).isFalse();
        assertThat(kafka.option("brokers").orElseThrow().producerOnly()).isFalse();
    }

    @Test
    void findsAnOptionThatIsOneOfManyByItsPrefix() {
        var quartz = CATALOG.component("quartz").orElseThrow();

        assertThat(quartz.option("trigger.timeZone").map(Option::name)).contains("triggerParameters");
        assertThat(quartz.option("trigger.")).isEmpty();
    }

    @Test
    void looksUpNothingButNamesThatExist() {
        assertThat(CATALOG.component("../others/test-junit5")).isEqualTo(Optional.empty());
        assertThat(CATALOG.component("")).isEqualTo(Optional.empty());
        assertThat(CATALOG.component("TIMER")).isEqualTo(Optional.empty());
    }

    @Test
    void knowsSchemesThatShareAComponentAndPartsThatCameFromElsewhere() {
        assertThat(CATALOG.component("https")).isPresent();
        assertThat(CATALOG.languageNames()).containsAll(Set.of("jq", "simple", "constant"));
        assertThat(CATALOG.dataFormatNames()).containsAll(Set.of("csv", "jackson"));
        assertThat(CATALOG.eipNames()).containsAll(Set.of("choice", "multicast", "setBody", "doTry"));
    }

    @Test
    void namesTheNearestThreeThatMayHaveBeenMeant() {
        assertThat(CATALOG.nearMisses("tiemr", CATALOG.componentNames()))
                .first()
                .isEqualTo("timer");
        assertThat(CATALOG.nearMisses("Peroid", List.of("delay", "period", "repeatCount")))
                .containsExactly("period");
        assertThat(CATALOG.nearMisses("ab", List.of("ac", "abc", "ba", "abd", "xyz")))
                .containsExactly("abc", "abd", "ac");
        assertThat(CATALOG.nearMisses("unheard-of", List.of("timer", "file"))).isEmpty();
        assertThat(CATALOG.nearMisses("x".repeat(1_000_000), List.of("x"))).isEmpty();
    }

    @Test
    void answersManyAtOnceWithOneAnswer() {
        var catalog = new Catalog();
        long begin = System.nanoTime();
        var answers = IntStream.range(0, 64)
                .parallel()
                .mapToObj(n -> catalog.component("kafka").orElseThrow())
                .distinct()
                .toList();
        LoggerFactory.getLogger(CatalogTest.class)
                .info("First answer of the catalog after {} ms", (System.nanoTime() - begin) / 1_000_000);

        assertThat(answers).hasSize(1);
    }
}
