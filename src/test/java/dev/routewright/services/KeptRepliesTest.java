package dev.routewright.services;

import static dev.routewright.services.Party.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.route.Service.Security;
import dev.routewright.services.CallCredentials.Caller;
import dev.routewright.services.CallCredentials.Sent;
import dev.routewright.services.CallListener.Outcome;
import dev.routewright.services.Party.Answer;
import dev.routewright.services.Party.Got;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptRepliesTest {
    private static final Answer BAD = says(500, "");
    private final AtomicInteger number = new AtomicInteger();
    private final Answer numbered =
            exchange -> says(200, "{'n':" + number.incrementAndGet() + "}").to(exchange);
    private @Nullable Party party;

    @AfterEach
    void stop() {
        if (party != null) party.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lru", "lfu"})
    void asksOnceForTheSameInputs(String eviction) throws Exception {
        party = new Party(numbered).mediated("{'cache':{'keepFor':'1m','eviction':'" + eviction + "'}}");

        assertThat(party.call("getStock", "{'sku':'A','site':'x'}").reply()).isEqualTo("{\"n\":1}");
        assertThat(party.call("getStock", "{'site':'x','sku':'A','elsewhere':9}")
                        .reply())
                .isEqualTo("{\"n\":1}");
        assertThat(party.call("getStock", "{'sku':'B','site':'x'}").reply()).isEqualTo("{\"n\":2}");
        assertThat(party.heard)
                .extracting(CallListener.Call::outcome)
                .containsExactly(Outcome.REPLY, Outcome.CACHED, Outcome.REPLY);
    }

    @Test
    void asksAgainWhenTheTimeIsOver() {
        var now = new AtomicLong();
        var cache = new ReplyCache(Caching.DEFAULT, now::get);
        cache.put("a", reply(10), Duration.ofSeconds(60));

        now.set(Duration.ofSeconds(9).toNanos());
        assertThat(cache.get("a", Duration.ofSeconds(10))).isNotNull();
        now.set(Duration.ofSeconds(10).toNanos());
        assertThat(cache.get("a", Duration.ofSeconds(10))).isNull();
        assertThat(cache.get("a", Duration.ofSeconds(20))).isNotNull();
        now.set(Duration.ofSeconds(61).toNanos());
        assertThat(cache.get("a", Duration.ofHours(1))).isNull();
    }

    @Test
    void theOneNotUsedForLongestGoesFirst() {
        var cache = new ReplyCache(new Caching(Duration.ofMinutes(1), 2, 1 << 20, "lru", Duration.ZERO, false));
        cache.put("a", reply(1), Duration.ofMinutes(1));
        cache.put("b", reply(1), Duration.ofMinutes(1));
        cache.get("a", Duration.ofMinutes(1));

        cache.put("c", reply(1), Duration.ofMinutes(1));

        assertThat(cache.get("b", Duration.ofMinutes(1))).isNull();
        assertThat(cache.get("a", Duration.ofMinutes(1))).isNotNull();
        assertThat(cache.get("c", Duration.ofMinutes(1))).isNotNull();
    }

    @Test
    void theOneUsedOftenStays() {
        var cache = new ReplyCache(new Caching(Duration.ofMinutes(1), 50, 1 << 20, "lfu", Duration.ZERO, false));
        cache.put("often", reply(1), Duration.ofMinutes(1));
        for (int i = 0; i < 500; i++) {
            assertThat(cache.get("often", Duration.ofMinutes(1))).isNotNull();
            cache.put("once " + i, reply(1), Duration.ofMinutes(1));
        }

        assertThat(IntStream.range(0, 500)
                        .filter(i -> cache.get("once " + i, Duration.ofMinutes(1)) != null)
                        .count())
                .isLessThanOrEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lru", "lfu"})
    void keepsNoMoreBytesThanItMay(String eviction) {
        var cache = new ReplyCache(new Caching(Duration.ofMinutes(1), 1000, 10_000, eviction, Duration.ZERO, false));
        for (int i = 0; i < 20; i++) cache.put("" + i, reply(1000), Duration.ofMinutes(1));
        cache.put("too large", reply(20_000), Duration.ofMinutes(1));

        assertThat(IntStream.range(0, 20)
                        .filter(i -> cache.get("" + i, Duration.ofMinutes(1)) != null)
                        .count())
                .isBetween(1L, 9L);
        assertThat(cache.get("too large", Duration.ofMinutes(1))).isNull();
    }

    @Test
    void oneCallIsMadeForManyThatMissTheSameReply() throws Exception {
        var hold = new CountDownLatch(1);
        var inside = new CountDownLatch(1);
        party = new Party(exchange -> {
                    inside.countDown();
                    hold.await(20, TimeUnit.SECONDS);
                    numbered.to(exchange);
                })
                .mediated("{'cache':{'keepFor':'1m'}}");
        var first = java.util.concurrent.CompletableFuture.supplyAsync(() -> party.call("getStock", "{'sku':'A'}"));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        var others = IntStream.range(0, 20)
                .mapToObj(i -> party.begin("getStock", "{'sku':'A'}", Asked.NOTHING))
                .toList();

        hold.countDown();

        assertThat(first.join().reply()).isEqualTo("{\"n\":1}");
        others.forEach(other -> assertThat(Party.got(other).reply()).isEqualTo("{\"n\":1}"));
        assertThat(party.counts()).containsExactly(1);
        assertThat(party.heard)
                .extracting(CallListener.Call::outcome)
                .containsOnlyOnce(Outcome.REPLY)
                .containsOnly(Outcome.REPLY, Outcome.CACHED);
    }

    @Test
    void thoseWhoWaitedHearOfTheFailureToo() throws Exception {
        var hold = new CountDownLatch(1);
        var inside = new CountDownLatch(1);
        party = new Party(exchange -> {
                    inside.countDown();
                    hold.await(20, TimeUnit.SECONDS);
                    BAD.to(exchange);
                })
                .mediated("{'cache':{'keepFor':'1m'},'retries':0}");
        var first = java.util.concurrent.CompletableFuture.supplyAsync(() -> party.call("getStock", "{'sku':'A'}"));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        var other = party.begin("getStock", "{'sku':'A'}", Asked.NOTHING);

        hold.countDown();

        assertThat(Party.got(other)).isEqualTo(first.join());
        assertThat(party.counts()).containsExactly(1);
        party.servers.get(0).answer = numbered;
        assertThat(party.call("getStock", "{'sku':'A'}").reply()).isEqualTo("{\"n\":1}");
    }

    @Test
    void whatWasRepliedToOneCredentialIsNotForAnother() throws Exception {
        party = new Party(numbered).mediated("{'cache':{'keepFor':'1m'}}");
        party.credentials = List.of(new Sent(Security.BEARER, "mine"));
        assertThat(party.call("note", "{}").reply()).isEqualTo("{\"n\":1}");

        party.credentials = List.of(new Sent(Security.BEARER, "yours"));
        assertThat(party.call("note", "{}").reply()).isEqualTo("{\"n\":2}");
        party.credentials = List.of();
        assertThat(party.call("note", "{}").reply()).isEqualTo("{\"n\":3}");
        party.credentials = List.of(new Sent(Security.BEARER, "mine"));
        assertThat(party.call("note", "{}").reply()).isEqualTo("{\"n\":1}");
    }

    @Test
    void anOldReplyStandsInWhenTheCallFails() throws Exception {
        party = new Party(numbered).mediated("{'retries':0,'cache':{'keepFor':'0ms','staleFor':'1h'}}");
        party.call("getStock", "{'sku':'A'}");
        party.servers.get(0).answer = BAD;

        assertThat(party.call("getStock", "{'sku':'A'}").reply()).isEqualTo("{\"n\":1}");
        assertThat(party.call("getStock", "{'sku':'B'}").failure()).contains("status 500");
        party.servers.get(0).answer = says(404, "");
        assertThat(party.call("getStock", "{'sku':'A'}").failure()).contains("status 404");
        assertThat(party.heard)
                .extracting(CallListener.Call::outcome)
                .containsExactly(Outcome.REPLY, Outcome.STALE, Outcome.FAILED, Outcome.REFUSED);
    }

    @Test
    void theLastReplyIsAFallback() throws Exception {
        party = new Party(numbered).mediated("{'retries':0,'operations':{'getStock':{'fallback':{'cached':true}}}}");
        party.call("getStock", "{'sku':'A'}");
        assertThat(party.call("getStock", "{'sku':'A'}").reply()).isEqualTo("{\"n\":2}");
        party.servers.get(0).answer = BAD;

        assertThat(party.call("getStock", "{'sku':'A'}").reply()).isEqualTo("{\"n\":2}");
    }

    @Test
    void aRouteMaySayHowLongItTakesAReply() throws Exception {
        party = new Party(numbered);

        assertThat(party.call("getStock", "{'sku':'A'}", keeping(60_000, 0)).reply())
                .isEqualTo("{\"n\":1}");
        assertThat(party.call("getStock", "{'sku':'A'}", keeping(60_000, 0)).reply())
                .isEqualTo("{\"n\":1}");
        assertThat(party.call("getStock", "{'sku':'A'}").reply()).isEqualTo("{\"n\":2}");
        party.mediated("{'cache':{'keepFor':'1m'}}");
        party.call("getStock", "{'sku':'A'}");
        assertThat(party.call("getStock", "{'sku':'A'}", keeping(0, 0)).reply()).isEqualTo("{\"n\":4}");
    }

    @Test
    void keepsNoReplyOfACallThatMayChangeSomething() throws Exception {
        party = new Party(numbered).mediated("{'cache':{'keepFor':'1m'}}");

        party.call("reserve", "{'sku':'A'}");
        assertThat(party.call("reserve", "{'sku':'A'}").reply()).isEqualTo("{\"n\":2}");
        assertThatThrownBy(() -> party.invoker.check("stock", "reserve", keeping(1000, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Replies of stock.reserve cannot be kept, because the call may change something. Leave out"
                        + " cacheFor and staleFor, or let an operator set cache.anyMethod for the operation in the"
                        + " mediation of stock.");
        assertThatCode(() -> party.invoker.check("stock", "getStock", keeping(1000, 0)))
                .doesNotThrowAnyException();
    }

    @Test
    void keepsThatOfAPostWhereAnOperatorSaysSo() throws Exception {
        party = new Party(numbered).mediated("{'operations':{'pay':{'cache':{'keepFor':'1m','anyMethod':true}}}}");

        party.call("pay", "{'amount':1}");
        assertThat(party.call("pay", "{'amount':1}").reply()).isEqualTo("{\"n\":1}");
        assertThat(party.call("pay", "{'amount':2}").reply()).isEqualTo("{\"n\":2}");
        party.invoker.check("stock", "pay", keeping(1000, 0));
    }

    @Test
    void whatARouteDoesToItsReplyIsNotForOthersToSee() throws Exception {
        party = new Party(numbered).mediated("{'cache':{'keepFor':'1m'}}");
        for (int i = 0; i < 2; i++)
            party.invoker.call(
                    Caller.NOBODY,
                    "stock",
                    "getStock",
                    Documents.json("{\"sku\":\"A\"}"),
                    Asked.NOTHING,
                    "1",
                    () -> {},
                    (reply, failure) -> ((ObjectNode) reply).put("changed", true));

        assertThat(party.call("getStock", "{'sku':'A'}")).isEqualTo(new Got("{\"n\":1}", null));
    }

    private static Asked keeping(int fresh, int stale) {
        return new Asked(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofMillis(fresh)),
                Optional.of(Duration.ofMillis(stale)),
                Optional.empty());
    }

    private static Reply reply(int bytes) {
        return new Reply(200, new byte[bytes], Optional.empty());
    }
}
