package dev.routewright.services;

import static dev.routewright.services.Party.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.services.Party.Answer;
import dev.routewright.services.health.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BalancingTest {
    private static final Answer GOOD = says(200, "{'a':1}");
    private static final Answer BAD = says(500, "");
    private @Nullable Party party;

    @AfterEach
    void stop() {
        if (party != null) party.close();
    }

    @Test
    void givesEachInstanceItsShare() throws Exception {
        party = new Party(GOOD, GOOD, GOOD);
        party.mediated("{'balancing':'weighted','weights':{'%s':5,'%s':2}}"
                .formatted(party.urls().get(0), party.urls().get(1)));

        calls(16);

        assertThat(party.counts()).containsExactly(10, 4, 2);
    }

    @Test
    void doesNotCallAHeavyInstanceManyTimesInARow() {
        var connections = new Connections();
        var instances = IntStream.range(0, 3)
                .mapToObj(i -> new LiveInstance(
                        java.net.URI.create("http://" + (char) ('a' + i) + ".test"), Mediation.DEFAULT, connections))
                .toList();
        var balancer = new Balancer(instances, java.util.Map.of(java.net.URI.create("http://a.test"), 5));
        var order = new StringBuilder();
        for (int i = 0; i < 7; i++)
            order.append(balancer.choose(
                            "weighted",
                            instances,
                            false,
                            Optional.empty(),
                            com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode())
                    .url()
                    .getHost()
                    .charAt(0));
        connections.close();

        assertThat(order).hasToString("aabacaa");
    }

    @Test
    void prefersWhoHasLeastUnderWay() throws Exception {
        var hold = new CountDownLatch(1);
        var inside = new CountDownLatch(1);
        party = new Party(
                exchange -> {
                    inside.countDown();
                    hold.await(20, TimeUnit.SECONDS);
                    GOOD.to(exchange);
                },
                GOOD);
        party.mediated("{'balancing':'least-connections'}");
        var first = CompletableFuture.supplyAsync(() -> party.call("getStock", "{'sku':'A'}"));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

        calls(9);

        hold.countDown();
        assertThat(first.join().reply()).isNotNull();
        assertThat(party.counts()).containsExactly(1, 9);
    }

    @Test
    void aSlowInstanceIsTriedAgainAfterAWhile() {
        var slow = new PeakTime();
        var fast = new PeakTime();
        slow.took(60_000_000, true, 0);
        fast.took(2_000_000, true, 0);
        assertThat(slow.load(0, 0)).isGreaterThan(fast.load(0, 0));
        assertThat(fast.load(0, 40)).isGreaterThan(slow.load(0, 0));

        long later = 30_000_000_000L;
        fast.took(2_000_000, true, later);
        assertThat(slow.load(later, 0)).isLessThan(fast.load(later, 0));
        assertThat(new PeakTime().load(0, 0)).isZero();
        assertThat(new PeakTime().load(0, 1)).isGreaterThan(slow.load(0, 100));
    }

    @Test
    void oneThatFailsAtOnceIsNotTheFastest() throws Exception {
        party = new Party(BAD, exchange -> {
                    java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
                    GOOD.to(exchange);
                })
                .mediated("{'balancing':'least-response-time','retries':0}");

        calls(20);

        assertThat(party.counts()).containsExactly(1, 19);
    }

    @Test
    void theSameValueMeetsTheSameInstance() throws Exception {
        party = new Party(GOOD, GOOD, GOOD).mediated("{'balancing':'sticky','stickyBy':'sku'}");
        for (int i = 0; i < 30; i++) {
            party.forget();
            for (int again = 0; again < 3; again++)
                party.call("getStock", "{'sku':'A%d','site':'%d'}".formatted(i, again));
            assertThat(party.counts()).containsOnlyOnce(3).containsOnly(0, 3);
        }
        party.forget();

        for (int i = 0; i < 300; i++) party.call("getStock", "{'sku':'B%d'}".formatted(i));

        assertThat(party.counts()).allSatisfy(count -> assertThat(count).isBetween(60, 140));
    }

    @Test
    void onlyTheValuesOfAnInstanceThatWentMove() throws Exception {
        party = new Party(GOOD, GOOD, GOOD).mediated("{'balancing':'sticky','stickyBy':'sku'}");
        var before = places();
        party.services.setInstances("stock", party.urls().subList(0, 2));

        var after = places();

        for (int i = 0; i < before.size(); i++)
            if (before.get(i) != 2) assertThat(after.get(i)).isEqualTo(before.get(i));
    }

    private List<Integer> places() {
        return IntStream.range(0, 30)
                .map(i -> {
                    party.forget();
                    party.call("getStock", "{'sku':'%d'}".formatted(i));
                    return party.counts().indexOf(1);
                })
                .boxed()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"round-robin", "random", "weighted", "least-connections", "least-response-time", "sticky"})
    void goesToTheNextInstanceWhicheverWayItChooses(String how) throws Exception {
        party = new Party(BAD, GOOD, BAD);
        party.mediated("{'balancing':'%s','retries':2,'retryDelay':'0ms'}".formatted(how));

        for (int i = 0; i < 12; i++)
            assertThat(party.call("getStock", "{'sku':'%d'}".formatted(i)).reply())
                    .isEqualTo("{\"a\":1}");

        assertThat(party.counts().get(1)).isEqualTo(12);
    }

    @Test
    void aRouteMaySayHowItsCallsAreSpread() throws Exception {
        party = new Party(GOOD, GOOD);
        var sticky = new Asked(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("sticky"));

        for (int i = 0; i < 6; i++) party.call("getStock", "{'sku':'A'}", sticky);

        assertThat(party.counts()).containsExactlyInAnyOrder(0, 6);
    }

    @Test
    void anUnhealthyInstanceIsTheLastChoice() throws Exception {
        party = new Party(GOOD, BAD);
        var line = (LiveLine) party.services.line("stock", "getStock");
        line.instances().get(0).asked(new Condition("down", Instant.EPOCH, "It does not answer."));

        party.mediated("{'retries':1,'retryDelay':'0ms'}");
        calls(5);
        assertThat(party.counts()).containsExactly(0, 10);
        assertThat(party.services.find("stock").orElseThrow().instances().get(0).state())
                .isEqualTo("down");
        party.services.setInstances("stock", party.urls().subList(0, 1));
        assertThat(party.call("getStock", "{'sku':'A'}").reply()).isEqualTo("{\"a\":1}");
    }

    @Test
    void comesBackToAnInstanceThatHasRecovered() throws Exception {
        party = new Party(BAD, GOOD)
                .mediated("{'retries':1,'retryDelay':'0ms','breakerWindow':4,'breakerWait':'50ms'}");
        calls(12);
        party.servers.get(0).answer = GOOD;
        party.forget();

        long end = System.nanoTime() + 5_000_000_000L;
        while (party.counts().get(0) < 5 && System.nanoTime() < end) calls(2);

        assertThat(party.counts().get(0)).isGreaterThanOrEqualTo(5);
        assertThat(party.services.find("stock").orElseThrow().instances().get(0).breaker())
                .isEqualTo("closed");
    }

    @Test
    void callsThatAnInstanceAtRestDoesNotTakeLeaveItsPlacesFree() throws Exception {
        party = new Party(BAD).mediated("{'retries':0,'bulkhead':2,'breakerWindow':4,'breakerWait':'50ms'}");
        calls(20);
        party.servers.get(0).answer = GOOD;

        assertThat(recovers()).isTrue();
    }

    @Test
    void answersThatSayNothingOfItsHealthLeaveTheTrialsToOthers() throws Exception {
        party = new Party(BAD).mediated("{'retries':0,'breakerWindow':4,'breakerWait':'50ms'}");
        calls(4);
        party.servers.get(0).answer = Party.says(429, "{}");
        party.forget();
        long end = System.nanoTime() + 5_000_000_000L;
        while (party.counts().get(0) < 10 && System.nanoTime() < end) calls(1);
        assertThat(party.counts().get(0)).isEqualTo(10);
        party.servers.get(0).answer = GOOD;

        assertThat(recovers()).isTrue();
    }

    private boolean recovers() {
        long end = System.nanoTime() + 5_000_000_000L;
        while (System.nanoTime() < end)
            if (party.call("getStock", "{'sku':'A'}").reply() != null) return true;
        return false;
    }

    private void calls(int count) {
        for (int i = 0; i < count; i++) party.call("getStock", "{'sku':'A'}");
    }
}
