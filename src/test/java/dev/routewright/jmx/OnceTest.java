package dev.routewright.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.integration.Declined;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OnceTest {
    private static final List<Object> ROLLBACK = List.of("rollback", 0, "jmx:admin");

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger decisions = new AtomicInteger();
    private final Once once = new Once(now::get);

    @Test
    void twoAtTheSameTimeAreOneDecision() {
        var answers =
                Stream.generate(() -> CompletableFuture.supplyAsync(() -> decided(ROLLBACK))).limit(8).toList().stream()
                        .map(CompletableFuture::join);

        assertThat(answers).containsOnly("decision 1");
    }

    @Test
    void anotherDecisionOrTheSameSomeTimeLaterIsDecided() {
        decided(ROLLBACK);

        assertThat(decided(List.of("rollback", 1, "jmx:admin"))).isEqualTo("decision 2");
        assertThat(decided(List.of("rollback", 1, "jmx"))).isEqualTo("decision 3");
        assertThat(decided(ROLLBACK)).isEqualTo("decision 4");
        now.addAndGet(Once.AGAIN.toNanos() + 1);
        assertThat(decided(ROLLBACK)).isEqualTo("decision 5");
    }

    @Test
    void aRefusalIsSaidTwiceInTheSameWords() {
        for (int i = 0; i < 2; i++)
            assertThatThrownBy(() -> once.told(ROLLBACK, () -> {
                        throw new Declined(Declined.Reason.CONFLICT, "No, " + decisions.incrementAndGet());
                    }))
                    .hasMessage("No, 1");
    }

    private String decided(List<Object> asked) {
        return once.told(asked, () -> "decision " + decisions.incrementAndGet());
    }
}
