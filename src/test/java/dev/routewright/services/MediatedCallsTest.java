package dev.routewright.services;

import static dev.routewright.services.Party.inTurn;
import static dev.routewright.services.Party.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.routewright.services.CallListener.Outcome;
import dev.routewright.services.Party.Answer;
import dev.routewright.services.Party.Got;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deadlines, repeats, limits and what stands in for a reply; balancing and kept replies have tests of their own. */
class MediatedCallsTest {
    private static final Answer GOOD = says(200, "{'a':1}");
    private static final Answer BAD = says(500, "");
    private Party party;

    @AfterEach
    void stop() {
        party.close();
    }

    @Test
    void endsTheWholeCallAtItsTime() throws Exception {
        party = new Party(BAD);
        party.call("reserve", "{'sku':'A'}");
        party.mediated("{'totalTimeout':'1200ms','retries':10,'retryDelay':'500ms','backoff':1,'jitter':0}");
        long begun = System.nanoTime();

        var got = party.call("getStock", "{'sku':'A'}");

        assertThat(got.failure())
                .matches("\\[stock.getStock] .* answered with status 500\\. No time is left of the 1200 ms for the"
                        + " whole call\\. [23] attempts were made\\.");
        assertThat(millisSince(begun)).isLessThan(1250);
    }

    @Test
    void givesAnAttemptNoMoreThanIsLeft() throws Exception {
        var hold = new CountDownLatch(1);
        party = new Party(exchange -> hold.await(20, TimeUnit.SECONDS));
        long begun = System.nanoTime();

        var got = party.call("getStock", "{'sku':'A'}", asked(Duration.ofMillis(300)));

        hold.countDown();
        assertThat(got.failure()).contains("gave no whole answer within ");
        assertThat(millisSince(begun)).isBetween(250L, 2000L);
    }

    @Test
    void aRouteThatNamesItsAttemptsIsNotCutShort() throws Exception {
        party = new Party(inTurn(BAD, BAD, GOOD)).mediated("{'totalTimeout':'200ms','timeout':'100ms'}");

        var got = party.call(
                "getStock",
                "{'sku':'A'}",
                new Asked(Optional.of(2), Optional.of(Duration.ofMillis(150)), Optional.empty(), Optional.empty()));

        assertThat(got).isEqualTo(new Got("{\"a\":1}", null));
    }

    @Test
    void givesUpConnectingEarly() throws Exception {
        party = new Party(GOOD).mediated("{'connectTimeout':'150ms','retries':0}");
        // An address of RFC 5737 that nobody answers at; where there is no way there at all, it fails at once.
        party.services.setInstances("stock", List.of(java.net.URI.create("http://192.0.2.1:81")));
        long begun = System.nanoTime();

        assertThat(party.call("getStock", "{'sku':'A'}").failure()).contains("does not accept connections");
        assertThat(millisSince(begun)).isLessThan(1500);
    }

    @Test
    void stopsRepeatingWhenTooManyCallsAreRepeated() throws Exception {
        party = new Party(BAD)
                .mediated("{'retries':1,'retryDelay':'0ms','retryBudget':10,'retryFloor':0,'breakerWindow':1000}");

        for (int i = 0; i < 100; i++) party.call("getStock", "{'sku':'A'}");

        assertThat(party.counts().get(0)).isBetween(101, 111);
        assertThat(IntStream.range(0, 5)
                        .mapToObj(i -> party.call("getStock", "{'sku':'A'}").failure()))
                .anyMatch(failure ->
                        failure.contains("Too many calls of stock are repeated at the moment. 1 attempt was made."));
    }

    @Test
    void aMarkSaysWhatMayBeRepeated() throws Exception {
        party = new Party(BAD)
                .mediated(
                        "{'retryDelay':'0ms','operations':{'reserve':{'idempotent':true},'getStock':{'idempotent':false}}}");

        party.call("reserve", "{'sku':'A'}");
        assertThat(party.counts()).containsExactly(3);
        party.forget();
        party.call("getStock", "{'sku':'A'}");
        party.call(
                "getStock",
                "{'sku':'A'}",
                new Asked(Optional.of(3), Optional.of(Duration.ZERO), Optional.empty(), Optional.empty()));
        assertThat(party.counts()).containsExactly(2);
    }

    @Test
    void aKeyStaysTheSameThroughAllAttempts() throws Exception {
        party = new Party(inTurn(BAD, BAD, GOOD)).mediated("{'retryDelay':'0ms'}");

        assertThat(party.call("pay", "{'amount':1}").reply()).isEqualTo("{\"a\":1}");

        assertThat(party.servers.get(0).requests)
                .extracting(request -> request.headers().get("Idempotency-key"))
                .hasSize(3)
                .doesNotContainNull()
                .containsOnly(party.servers.get(0).requests.get(0).headers().get("Idempotency-key"));
    }

    @Test
    void waitsNoLongerThanTheLongestPauseWhateverTheServiceAsks() throws Exception {
        party = new Party(inTurn(says(503, "", "Retry-After", "3600"), GOOD)).mediated("{'maxDelay':'300ms'}");
        long begun = System.nanoTime();

        assertThat(party.call("reserve", "{'sku':'A'}").reply()).isEqualTo("{\"a\":1}");
        assertThat(millisSince(begun)).isBetween(250L, 3000L);
    }

    @Test
    void goesElsewhereWhenAnInstanceIsFullAndFailsWhenAllAre() throws Exception {
        var inside = new CountDownLatch(2);
        var hold = new CountDownLatch(1);
        Answer slow = exchange -> {
            inside.countDown();
            hold.await(20, TimeUnit.SECONDS);
            GOOD.to(exchange);
        };
        party = new Party(slow, slow).mediated("{'bulkhead':1,'retries':0}");
        var calls = IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> party.call("getStock", "{'sku':'A'}")))
                .toList();
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(party.call("getStock", "{'sku':'A'}").failure())
                .isEqualTo(
                        "[stock.getStock] Every instance of stock that answers has 1 calls under way, which is as many as"
                                + " it may have. 1 attempt was made.");
        assertThat(party.services.find("stock").orElseThrow().instances()).allSatisfy(instance -> {
            assertThat(instance.inUse()).isEqualTo(1);
            assertThat(instance.bulkhead()).isEqualTo(1);
            assertThat(instance.breaker()).isEqualTo("closed");
        });
        hold.countDown();
        calls.forEach(call -> assertThat(call.join().reply()).isEqualTo("{\"a\":1}"));
        assertThat(party.counts()).containsExactly(1, 1);
        assertThat(party.services.find("stock").orElseThrow().instances())
                .extracting(ServiceRegistry.Instance::inUse)
                .containsOnly(0);
    }

    @Test
    void comesBackWhereAllInstancesWereFull() throws Exception {
        var inside = new CountDownLatch(1);
        var hold = new CountDownLatch(1);
        party = new Party(exchange -> {
                    inside.countDown();
                    hold.await(20, TimeUnit.SECONDS);
                    GOOD.to(exchange);
                })
                .mediated("{'bulkhead':1,'retries':10,'retryDelay':'50ms','backoff':1,'maxDelay':'1s'}");
        var first = CompletableFuture.supplyAsync(() -> party.call("getStock", "{'sku':'A'}"));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        var second = CompletableFuture.supplyAsync(() -> party.call("note", "{}"));
        await().until(() ->
                party.services.find("stock").orElseThrow().instances().get(0).turnedAway() > 0);

        hold.countDown();

        assertThat(first.join().reply()).isEqualTo("{\"a\":1}");
        assertThat(second.join().failure()).isNull();
        assertThat(party.counts()).containsExactly(2);
    }

    @Test
    void callsNoMoreOftenThanItMay() throws Exception {
        party = new Party(GOOD).mediated("{'rateLimit':{'calls':2,'per':'1h'}}");
        party.call("getStock", "{'sku':'A'}");
        party.call("note", "{}");

        assertThat(party.call("getStock", "{'sku':'A'}").failure())
                .matches("\\[stock.getStock] stock may be called 2 times in 3600000 ms, and it was\\. Come back in"
                        + " 35\\d{5} ms\\. Nothing was sent\\.");
        assertThat(party.counts()).containsExactly(2);
    }

    @Test
    void waitsForItsTurn() throws Exception {
        party = new Party(GOOD).mediated("{'rateLimit':{'calls':1,'per':'200ms','wait':'5s'}}");
        long begun = System.nanoTime();

        for (int i = 0; i < 3; i++)
            assertThat(party.call("getStock", "{'sku':'A'}").reply()).isNotNull();

        assertThat(millisSince(begun)).isGreaterThanOrEqualTo(400);
    }

    @Test
    void aFixedReplyStandsInForAFailureButNotForARefusal() throws Exception {
        party = new Party(BAD)
                .mediated("{'retries':0,'operations':{'getStock':{'fallback':{'reply':{'available':0}}}}}");

        assertThat(party.call("getStock", "{'sku':'A'}")).isEqualTo(new Got("{\"available\":0}", null));
        party.servers.get(0).answer = says(404, "");
        assertThat(party.call("getStock", "{'sku':'A'}").failure())
                .isEqualTo("[stock.getStock] The service refused the call with status 404.");
        assertThat(party.heard)
                .extracting(CallListener.Call::outcome)
                .containsExactly(Outcome.FALLBACK, Outcome.REFUSED);
    }

    @Test
    void anotherOperationStandsIn() throws Exception {
        party = new Party(exchange -> {
                    if (exchange.getRequestURI().getPath().startsWith("/stock")) BAD.to(exchange);
                    else says(200, "{'id':7}").to(exchange);
                })
                .mediated(
                        "{'retries':0,'operations':{'getStock':{'fallback':{'service':'stock','operation':'reserve'}}}}");

        assertThat(party.call("getStock", "{'sku':'A'}")).isEqualTo(new Got("{\"id\":7}", null));
        assertThat(party.servers.get(0).requests.get(1).path()).isEqualTo("/reservations");
        assertThat(new String(party.servers.get(0).requests.get(1).body())).isEqualTo("{\"sku\":\"A\"}");

        party.mediated("{'operations':{'getStock':{'fallback':{'service':'gone','operation':'x'}}}}");
        assertThat(party.call("getStock", "{'sku':'A'}").failure()).contains("answered with status 500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void compressesLargeRequestsWhereItIsSet(String how) throws Exception {
        party = new Party(GOOD).mediated("{'compression':{'requests':'" + how + "','above':200}}");
        var name = "x".repeat(5000);

        party.call("rename", "{'sku':'A','name':'" + name + "'}");
        party.call("rename", "{'sku':'A','name':'short'}");

        var large = party.servers.get(0).requests.get(0);
        assertThat(large.headers().get("Content-encoding")).containsExactly(how);
        assertThat(large.body().length).isLessThan(300);
        var stream = new java.io.ByteArrayInputStream(large.body());
        var read = how.equals("gzip")
                ? new java.util.zip.GZIPInputStream(stream)
                : new java.util.zip.InflaterInputStream(stream);
        assertThat(new String(read.readAllBytes())).isEqualTo("{\"sku\":\"A\",\"name\":\"" + name + "\"}");
        assertThat(party.servers.get(0).requests.get(1).headers()).doesNotContainKey("Content-encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void readsCompressedRepliesUpToTheirLimit(String how) throws Exception {
        var compression = new Compression(how, 0, true);
        party = new Party(exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", how);
            Party.send(exchange, 200, compression.of("{\"a\":1}".getBytes()));
        });
        assertThat(party.call("getStock", "{'sku':'A'}").reply()).isEqualTo("{\"a\":1}");
        assertThat(String.join(
                        ",", party.servers.get(0).requests.get(0).headers().get("Accept-encoding")))
                .contains("gzip", "deflate");

        var bomb = compression.of(new byte[200 << 20]);
        assertThat(bomb.length).isLessThan(1 << 20);
        party.servers.get(0).answer = exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", how);
            Party.send(exchange, 200, bomb);
        };
        assertThat(party.call("reserve", "{'sku':'A'}").failure()).contains("sent more than 10 MiB.");
        party.mediated("{'compression':{'replies':false}}").forget();
        party.servers.get(0).answer = GOOD;
        party.call("getStock", "{'sku':'A'}");
        assertThat(party.servers.get(0).requests.get(0).headers()).doesNotContainKey("Accept-encoding");
    }

    @Test
    void saysWhatBecameOfEveryCallAndAttempt() throws Exception {
        party = new Party(inTurn(BAD, GOOD)).mediated("{'retryDelay':'0ms'}");

        party.call("getStock", "{'sku':'A'}");
        party.call("getStock", "{}");

        assertThat(party.attempts)
                .extracting(CallListener.Attempt::result)
                .containsExactly(Target.Result.BAD, Target.Result.GOOD);
        assertThat(party.heard)
                .extracting(CallListener.Call::outcome, CallListener.Call::attempts)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Outcome.REPLY, 2),
                        org.assertj.core.groups.Tuple.tuple(Outcome.REFUSED, 0));
    }

    private static Asked asked(Duration total) {
        return new Asked(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(total),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static long millisSince(long begun) {
        return (System.nanoTime() - begun) / 1_000_000;
    }
}
