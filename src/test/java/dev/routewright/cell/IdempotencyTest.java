package dev.routewright.cell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.routewright.journal.MemoryStore;
import dev.routewright.journal.Store;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repeated requests over real HTTP, with what they are answered in a real store. */
class IdempotencyTest {
    private static final String ORDER = "{\"sku\":\"A\",\"quantity\":1}";

    @TempDir
    Path home;

    private Store store;
    private Runtime runtime;

    @BeforeEach
    void start() throws Exception {
        store = Store.embedded(home.resolve("data"));
        open();
    }

    private void open() throws Exception {
        var memory = new MemoryStore(store, Clock.systemUTC());
        memory.releaseInterrupted();
        runtime = Runtime.remembering(home.resolve("files"), memory);
        runtime.cells.switchTo(Runtime.version(
                "order", 1, CamelCellsTest.ORDER, Runtime.httpGrant("POST", "/orders", "stock.getStock")));
        runtime.stock.stubFor(get(anyUrl()).willReturn(okJson("{\"available\":3}")));
    }

    @AfterEach
    void stop() {
        runtime.close();
        store.close();
    }

    private HttpResponse<String> order(String body, String key) throws Exception {
        return runtime.post("/orders", body, "Idempotency-Key", key);
    }

    private int calls() {
        return runtime.stock.findAll(getRequestedFor(anyUrl())).size();
    }

    private static boolean isReplayed(HttpResponse<String> answer) {
        return answer.headers().firstValue("Idempotency-Replayed").isPresent();
    }

    @Test
    void aRepetitionGetsTheFirstAnswerAndDoesNothing() throws Exception {
        var first = order(ORDER, "\"k1\"");
        var second = order(ORDER, "k1");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(isReplayed(first)).isFalse();
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Content-Type"))
                .isEqualTo(first.headers().firstValue("Content-Type"));
        assertThat(calls()).isEqualTo(1);
        assertThat(isReplayed(order(ORDER, "k2"))).isFalse();
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void isRememberedOverARestart() throws Exception {
        var first = order(ORDER, "k1");
        runtime.close();
        open();

        var second = order(ORDER, "k1");

        assertThat(isReplayed(second)).isTrue();
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(calls()).isZero();
    }

    @Test
    void anotherRequestWithTheSameKeyIsRefused() throws Exception {
        order(ORDER, "k1");

        var other = order("{\"sku\":\"B\",\"quantity\":1}", "k1");

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(runtime.post("/orders?x=1", ORDER, "Idempotency-Key", "k1").statusCode())
                .isEqualTo(422);
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void oneThatIsUnderWayIsNotDoneTwice() throws Exception {
        runtime.stock.stubFor(
                get(anyUrl()).willReturn(okJson("{\"available\":3}").withFixedDelay(1000)));
        var first = CompletableFuture.supplyAsync(() -> {
            try {
                return order(ORDER, "k1");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        await().until(() -> runtime.cells.figures("order").orElseThrow().inFlight() == 1);

        var second = order(ORDER, "k1");

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(isReplayed(order(ORDER, "k1"))).isTrue();
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void whatACrashInterruptedIsFreeAgain() throws Exception {
        runtime.stock.stubFor(
                get(anyUrl()).willReturn(okJson("{\"available\":3}").withFixedDelay(1000)));
        var first = CompletableFuture.supplyAsync(() -> {
            try {
                return order(ORDER, "k1");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        await().until(() -> calls() == 1);

        // What the next process does at its start.
        new MemoryStore(store, Clock.systemUTC()).releaseInterrupted();

        assertThat(isReplayed(order(ORDER, "k1"))).isFalse();
        assertThat(first.join().statusCode()).isEqualTo(200);
    }

    @Test
    void whatWasNotTakenInFreesItsKey() throws Exception {
        assertThat(order("{", "k1").statusCode()).isEqualTo(400);
        assertThat(order("{}", "k1").statusCode()).isEqualTo(400);
        runtime.cells.pause("order");
        assertThat(order(ORDER, "k1").statusCode()).isEqualTo(503);
        runtime.cells.resume("order");

        var taken = order(ORDER, "k1");

        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(isReplayed(taken)).isFalse();
    }

    @Test
    void whatCouldNotBeKeptFreesItsKey() throws Exception {
        runtime.stock.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(404)));
        runtime.fillStore();
        assertThat(order(ORDER, "k1").statusCode()).isEqualTo(500);
        runtime.stock.stubFor(get(anyUrl()).willReturn(okJson("{\"available\":3}")));

        assertThat(isReplayed(order(ORDER, "k1"))).isFalse();
    }

    @Test
    void aDeadLetterKeepsItsKeyUntilItHasGoneThrough() throws Exception {
        runtime.stock.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(404)));
        var failed = order(ORDER, "k1");
        assertThat(failed.statusCode()).isEqualTo(503);
        runtime.stock.stubFor(get(anyUrl()).willReturn(okJson("{\"available\":3}")));

        var again = order(ORDER, "k1");

        assertThat(again.statusCode()).isEqualTo(503);
        assertThat(again.body()).isEqualTo(failed.body()).contains("\"deadLetter\":\"letter-1\"");
        assertThat(isReplayed(again)).isTrue();
        assertThat(runtime.cells.replay("order", runtime.kept.get(0).message()).status())
                .isEqualTo(200);
        var after = order(ORDER, "k1");
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(isReplayed(after)).isTrue();
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void aKeyNobodyCanMeanIsRefused() throws Exception {
        assertThat(order(ORDER, "\"\"").statusCode()).isEqualTo(400);
        assertThat(order(ORDER, "k".repeat(256)).statusCode()).isEqualTo(400);
        assertThat(runtime.post("/orders", ORDER, "Idempotency-Key", "a", "Idempotency-Key", "b")
                        .statusCode())
                .isEqualTo(400);
        assertThat(runtime.post("/orders?Idempotency-Key=q", ORDER).statusCode())
                .isEqualTo(200);
        assertThat(isReplayed(runtime.post("/orders?Idempotency-Key=q", ORDER))).isFalse();
    }

    @Test
    void aLargeAnswerIsNotKeptAndNotMadeAgain() throws Exception {
        runtime.cells.switchTo(
                Runtime.version("large", 1, echo("large", "\"x\" * 300000"), Runtime.httpGrant("POST", "/large")));

        assertThat(runtime.post("/large", "{}", "Idempotency-Key", "k").statusCode())
                .isEqualTo(200);
        var again = runtime.post("/large", "{}", "Idempotency-Key", "k");

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(isReplayed(again)).isTrue();
        assertThat(again.body()).contains("was done before and answered with status 200");
    }

    @Test
    void aRouteThatReadsTheHeaderDecidesForItself() throws Exception {
        runtime.cells.switchTo(Runtime.version(
                "own", 1, echo("own", "header(\"idempotency-KEY\")"), Runtime.httpGrant("POST", "/own")));

        for (int i = 0; i < 2; i++) {
            var answer = runtime.post("/own", "{\"n\":" + i + "}", "Idempotency-Key", "mine");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("\"mine\"");
            assertThat(isReplayed(answer)).isFalse();
        }
    }

    private static String echo(String name, String jq) {
        return """
                - route:
                    id: %s
                    from:
                      uri: platform-http:/%s
                      parameters: {httpMethodRestrict: POST}
                      steps:
                        - setBody:
                            id: b
                            jq:
                              expression: '%s'
                """.formatted(name, name, jq);
    }
}
