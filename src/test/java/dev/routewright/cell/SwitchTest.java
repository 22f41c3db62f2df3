package dev.routewright.cell;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.routewright.route.Grant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwitchTest {
    @TempDir
    Path files;

    Runtime runtime;

    @BeforeEach
    void start() {
        runtime = new Runtime(files);
        runtime.stock.stubFor(
                get(anyUrl()).willReturn(okJson("{\"available\":3}").withFixedDelay(5)));
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void losesNoMessageUnderLoad() throws Exception {
        load(1);
        var seen = new ConcurrentHashMap<String, AtomicInteger>();
        var going = new AtomicBoolean(true);
        var callers = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 8; i++)
            callers.execute(() -> {
                while (going.get()) {
                    try {
                        var answer = runtime.post("/orders", "{\"sku\":\"A\"}");
                        seen.computeIfAbsent(answer.statusCode() + " " + answer.body(), k -> new AtomicInteger())
                                .incrementAndGet();
                    } catch (Exception broken) {
                        seen.computeIfAbsent("broken " + broken, k -> new AtomicInteger())
                                .incrementAndGet();
                    }
                }
            });

        for (int version = 2; version <= 12; version++) {
            int before = version - 1;
            await().until(() -> seen.containsKey("200 {\"version\":" + before + "}"));
            load(version);
        }
        await().until(() -> seen.containsKey("200 {\"version\":12}"));
        going.set(false);
        callers.shutdown();
        assertThat(callers.awaitTermination(20, java.util.concurrent.TimeUnit.SECONDS))
                .isTrue();

        assertThat(seen.keySet()).allMatch(answer -> answer.matches("200 \\{\"version\":\\d+}"));
        assertThat(seen).hasSize(12);
        assertThat(runtime.kept).isEmpty();
    }

    @Test
    void leavesTheOldVersionWhenTheNewOneDoesNotStart() throws Exception {
        load(1);

        assertThatThrownBy(() -> runtime.cells.switchTo(Runtime.version(
                        "order",
                        2,
                        "- route:\n    id: order\n    from: {uri: 'platform-http:/orders', nonsense: 1}\n",
                        Runtime.httpGrant("POST", "/orders"))))
                .isInstanceOf(CellRuntime.CellFailed.class)
                .hasMessageStartingWith("[order v2] The version does not start: ")
                .hasMessageEndingWith("Whatever was live before still is.");

        assertThat(runtime.post("/orders", "{\"sku\":\"A\"}").body()).isEqualTo("{\"version\":1}");
        assertThat(runtime.cells.figures("order").orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void keepsWhatDoesNotFinishBeforeItsVersionIsStopped() throws Exception {
        runtime.close();
        runtime = new Runtime(files, settings -> settings.withDrain(Duration.ofMillis(300)));
        runtime.cells.switchTo(Runtime.version("slow", 1, """
                - route:
                    id: slow
                    from:
                      uri: platform-http:/slow
                      parameters: {httpMethodRestrict: POST}
                      steps:
                        - delay: {id: wait, constant: {expression: "20000"}}
                """, Runtime.httpGrant("POST", "/slow")));
        var callers = Executors.newSingleThreadExecutor();
        var answer = callers.submit(() -> runtime.post("/slow", "{\"n\":1}"));
        await().until(() -> runtime.cells.figures("slow").orElseThrow().inFlight() == 1);

        runtime.cells.remove("slow");

        assertThat(runtime.kept).hasSize(1);
        assertThat(runtime.kept.get(0).cause())
                .isEqualTo("The version was stopped while the message was under way; parts of it may have been done.");
        assertThat(answer.get().statusCode()).isEqualTo(500);
        callers.shutdown();
    }

    @Test
    void aTimerFiresInOneVersionOnly() throws Exception {
        runtime.cells.switchTo(timer(1));
        await().until(() -> runtime.cells.figures("tick").orElseThrow().received() > 3);

        runtime.cells.switchTo(timer(2));
        var figures = runtime.cells.figures("tick").orElseThrow();
        await().until(() -> runtime.cells.figures("tick").orElseThrow().received() > figures.received() + 3);

        assertThat(runtime.cells.figures("tick").orElseThrow().version()).isEqualTo(2);
        runtime.cells.pause("tick");
        await().until(() -> runtime.cells.figures("tick").orElseThrow().inFlight() == 0);
        long paused = runtime.cells.figures("tick").orElseThrow().received();
        await().during(Duration.ofMillis(200))
                .until(() -> runtime.cells.figures("tick").orElseThrow().received() == paused);
    }

    @Test
    void aTimerThatFailsKeepsItsMessageAndGoesOn() throws Exception {
        runtime.cells.switchTo(Runtime.version("tick", 1, """
                - route:
                    id: tick
                    from:
                      uri: timer:tick
                      parameters: {period: 20}
                      steps:
                        - throwException: {id: t, exceptionType: java.lang.IllegalStateException, message: "no luck"}
                """, timerGrant()));

        await().until(() -> runtime.kept.size() > 2);

        assertThat(runtime.kept.get(0).cause()).isEqualTo("no luck.");
        assertThat(runtime.kept.get(0).message())
                .isEqualTo(new CellRuntime.Message(new Grant.Entry("timer", "", "20ms"), Map.of(), null));
    }

    private static CellRuntime.Version timer(int number) {
        return Runtime.version("tick", number, """
                - route:
                    id: tick
                    from:
                      uri: timer:tick
                      parameters: {period: 20}
                      steps:
                        - setVariable: {id: v, name: n, jq: {expression: "{a: 1}"}}
                """, timerGrant());
    }

    private static Grant timerGrant() {
        return Runtime.grant(List.of(new Grant.Entry("timer", "", "20ms")), Set.of(), "timer");
    }

    private void load(int version) throws Exception {
        runtime.cells.switchTo(Runtime.version(
                "order", version, """
                - route:
                    id: order
                    from:
                      uri: platform-http:/orders
                      parameters: {httpMethodRestrict: POST}
                      steps:
                        - to: {id: look, uri: "kamelet:stock-getStock", variableReceive: stock}
                        - setBody: {id: b, jq: {expression: "{version: %d}"}}
                """.formatted(version), Runtime.httpGrant("POST", "/orders", "stock.getStock")));
    }
}
