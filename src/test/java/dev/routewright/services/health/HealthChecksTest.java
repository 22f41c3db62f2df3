package dev.routewright.services.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthChecksTest {
    private static final URI A = URI.create("http://127.0.0.1:1/a");
    private static final Plan PLAN = new Plan("/health", Duration.ofMillis(5), Duration.ofMillis(100), 2, 3);

    private final Map<URI, String> troubles = new ConcurrentHashMap<>();
    private final Map<URI, Integer> asked = new ConcurrentHashMap<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicBoolean well = new AtomicBoolean(true);
    private final HealthChecks checks = new HealthChecks(
            (service, url, plan) -> {
                asked.merge(url, 1, Integer::sum);
                return Optional.ofNullable(troubles.get(url));
            },
            (service, url, condition) -> told.add(condition.state() + " " + condition.why()),
            Clock.systemUTC());

    @AfterEach
    void close() {
        checks.close();
    }

    @Test
    void tellsOnceWhenAnInstanceGoesDownAndOnceWhenItIsUpAgain() {
        checks.check("stock", PLAN, Map.of(A, this::heard));
        await().until(() -> state().equals("up"));

        troubles.put(A, "It answered with status 503.");
        await().untilFalse(well);
        await().until(() -> asked.get(A) > 30);
        assertThat(state()).isEqualTo("down");
        troubles.clear();
        await().untilTrue(well);

        assertThat(told).containsExactly("down It answered with status 503.", "up It answers /health again.");
    }

    @Test
    void oneBadAnswerIsNoDeath() {
        var probe = new Probe(A, PLAN, this::heard, Clock.systemUTC().instant());

        for (var trouble : List.of("x", "x", "", "x", "x", "", "x", "x"))
            assertThat(probe.answered(
                            Optional.of(trouble).filter(t -> !t.isEmpty()),
                            Clock.systemUTC().instant()))
                    .isEmpty();

        assertThat(well).isTrue();
        assertThat(probe.answered(Optional.of("x"), Clock.systemUTC().instant()))
                .isPresent();
        assertThat(well).isFalse();
    }

    @Test
    void anInstanceThatStaysKeepsWhatIsKnownOfItAndOneThatGoesIsAskedNoMore() {
        troubles.put(A, "It is not there.");
        checks.check("stock", PLAN, Map.of(A, this::heard));
        await().untilFalse(well);

        var other = new AtomicBoolean(true);
        checks.check(
                "stock",
                PLAN,
                Map.of(A, condition -> other.set(!condition.state().equals("down"))));
        assertThat(other).isFalse();

        checks.forget("stock");
        assertThat(checks.of("stock", A)).isEmpty();
        var before = checks.of("stock", A);
        assertThat(before).isEmpty();
        assertThat(told).hasSize(1);
    }

    @Test
    void manyThatHangTakeFewThreadsAndDoNotKeepOthersFromBeingAsked() throws Exception {
        var hanging = new CountDownLatch(1);
        try (var few = new HealthChecks(
                (service, url, plan) -> {
                    asked.merge(url, 1, Integer::sum);
                    if (url.getPort() > 1) hold(hanging);
                    return Optional.empty();
                },
                (service, url, condition) -> {},
                Clock.systemUTC())) {
            var instances = new LinkedHashMap<URI, Consumer<Condition>>();
            for (int port = 2; port < 60; port++) instances.put(URI.create("http://127.0.0.1:" + port), up -> {});
            few.check("many", PLAN, instances);
            await().until(() -> asked.size() == 8);
            few.check("stock", PLAN, Map.of(A, this::heard));
            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().equals("health-asking"))
                            .count())
                    .isLessThanOrEqualTo(8);
            hanging.countDown();

            await().until(() -> asked.size() == 59);
        }
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void heard(Condition condition) {
        well.set(!condition.state().equals("down"));
    }

    private String state() {
        return checks.of("stock", A).orElseThrow().state();
    }
}
