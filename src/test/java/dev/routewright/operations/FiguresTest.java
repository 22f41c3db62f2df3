package dev.routewright.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.cell.MessageListener.End;
import dev.routewright.integration.FakeServices;
import dev.routewright.services.CallCredentials.Caller;
import dev.routewright.services.CallListener.Attempt;
import dev.routewright.services.CallListener.Call;
import dev.routewright.services.CallListener.Outcome;
import dev.routewright.services.Target.Result;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final URI ONE = URI.create("http://one:8080/api");
    private static final URI TWO = URI.create("http://two:8080");

    private final FakeServices services = new FakeServices();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private Figures figures;

    @BeforeEach
    void start() {
        services.register("stock", "openapi getStock,reserve");
        services.setInstances("stock", List.of(ONE, TWO));
        figures = new Figures(registry, services);
    }

    @AfterEach
    void stop() {
        figures.close();
    }

    @Test
    void sumsUpWhatCallsCameTo() {
        called(Outcome.REPLY, 1, 10);
        called(Outcome.REPLY, 2, 10);
        called(Outcome.FAILED, 3, 10);
        called(Outcome.REFUSED, 1, 10);
        called(Outcome.CACHED, 0, 10);
        called(Outcome.STALE, 2, 10);
        called(Outcome.FALLBACK, 1, 10);

        var stock = figures.service("stock").orElseThrow();

        assertThat(stock.calls()).isEqualTo(7);
        assertThat(stock.failed()).isEqualTo(1);
        assertThat(stock.retries()).isEqualTo(4);
        var getStock = stock.operations().get(0);
        assertThat(getStock.operation()).isEqualTo("getStock");
        assertThat(getStock.attempts()).isEqualTo(10);
        assertThat(getStock.refused()).isEqualTo(1);
        assertThat(getStock.spared()).isEqualTo(new Overview.Spared(1, 1, 1));
        assertThat(stock.operations().get(1).calls()).isZero();
    }

    @Test
    void saysHowLongCallsTake() {
        for (int i = 1; i <= 100; i++) called(Outcome.REPLY, 1, i);

        var latency = figures.service("stock").orElseThrow().latency();

        assertThat(latency.p50()).isBetween(45.0, 56.0);
        assertThat(latency.p95()).isBetween(90.0, 102.0);
        assertThat(latency.p99()).isBetween(93.0, 106.0);
        assertThat(latency.max()).isEqualTo(100);
    }

    @Test
    void saysHowOftenInTheLastMinute() {
        long second = 1_000_000_000L;
        for (int i = 1; i <= 20; i++) {
            for (int calls = 0; calls < 50; calls++) called(Outcome.REPLY, 1, 1);
            figures.tick(System.nanoTime() + (i - 20) * 5 * second);
        }

        assertThat(figures.service("stock").orElseThrow().callsPerSecond()).isBetween(9.0, 11.0);
    }

    @Test
    void keepsInstancesApartAndSaysOnlyWhereTheyAre() {
        attempted(ONE, Result.GOOD);
        attempted(ONE, Result.BAD);
        attempted(TWO, Result.NEITHER);

        var instances = figures.service("stock").orElseThrow().instances();

        assertThat(instances)
                .extracting(Overview.Instance::instance)
                .containsExactly("http://one:8080", "http://two:8080");
        assertThat(instances).extracting(Overview.Instance::attempts).containsExactly(2L, 1L);
        assertThat(instances).extracting(Overview.Instance::failed).containsExactly(1L, 0L);
    }

    @Test
    void forgetsAnInstanceThatIsGoneAndKeepsTheOther() {
        attempted(ONE, Result.GOOD);
        attempted(TWO, Result.GOOD);

        services.setInstances("stock", List.of(TWO));
        figures.tick(System.nanoTime());

        assertThat(figures.service("stock").orElseThrow().instances())
                .extracting(Overview.Instance::attempts)
                .containsExactly(1L);
        assertThat(tags("instance")).containsOnly("http://two:8080");
    }

    @Test
    void forgetsAServiceThatIsGone() {
        called(Outcome.REPLY, 1, 1);
        services.remove("stock");
        figures.tick(System.nanoTime());
        called(Outcome.REPLY, 1, 1);

        assertThat(tags("service")).isEmpty();
        assertThat(figures.overview().services()).isEmpty();
    }

    @Test
    void makesNoMetersOfWhatIsNotRegistered() {
        int before = registry.getMeters().size();

        figures.called(new Call(Caller.NOBODY, "made-up", "x", Outcome.FAILED, 0, 1));
        figures.called(new Call(Caller.NOBODY, "stock", "made-up", Outcome.FAILED, 0, 1));
        figures.attempted(new Attempt("stock", "getStock", URI.create("http://made.up"), Result.GOOD, 1));

        assertThat(registry.getMeters()).hasSize(before);
    }

    @Test
    void countsMessagesAndStepsOfAnIntegration() {
        var heard = figures.starts("order");
        var call = heard.step("check", true);
        var other = heard.step("map", false);
        for (int i = 0; i < 3; i++) heard.received();
        call.passed(false, 5_000_000);
        call.passed(true, 5_000_000);
        other.passed(false, 0);
        heard.kept();
        heard.ended(End.DEAD_LETTER, 1_000_000);
        heard.ended(End.DONE, 1_000_000);

        var order = figures.overview().integrations().get(0);

        assertThat(order.received()).isEqualTo(3);
        assertThat(order.done()).isEqualTo(1);
        assertThat(order.kept()).isEqualTo(1);
        assertThat(order.deadLetters()).isEqualTo(1);
        assertThat(order.underWay()).isEqualTo(1);
        assertThat(call.isTimed()).isTrue();
        assertThat(other.isTimed()).isFalse();
        assertThat(order.steps()).extracting(Overview.Step::step).containsExactly("check", "map");
        assertThat(order.steps()).extracting(Overview.Step::failed).containsExactly(1L, 0L);
        assertThat(order.steps().get(1).latency()).isNull();
    }

    @Test
    void goesOnCountingOverVersionsAndForgetsStepsThatAreGone() {
        var first = figures.starts("order");
        first.step("check", true).passed(false, 1);
        first.step("old", true).passed(false, 1);
        var second = figures.starts("order");
        second.step("check", true).passed(false, 1);
        first.stopped();
        first.stopped();

        var order = figures.overview().integrations().get(0);

        assertThat(order.steps()).extracting(Overview.Step::step).containsExactly("check");
        assertThat(order.steps().get(0).messages()).isEqualTo(2);
        assertThat(tags("step")).containsOnly("check");
    }

    @Test
    void forgetsAnIntegrationThatIsGone() {
        var heard = figures.starts("order");
        heard.step("check", true);
        heard.stopped();

        assertThat(figures.overview().integrations()).isEmpty();
        assertThat(tags("integration")).isEmpty();
    }

    private void called(Outcome outcome, int attempts, long millis) {
        figures.called(new Call(
                Caller.NOBODY,
                "stock",
                "getStock",
                outcome,
                attempts,
                Duration.ofMillis(millis).toNanos()));
    }

    private void attempted(URI instance, Result result) {
        figures.attempted(new Attempt("stock", "getStock", instance, result, 1_000_000));
    }

    private List<String> tags(String key) {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .map(id -> id.getTag(key))
                .filter(value -> value != null)
                .toList();
    }
}
