package dev.routewright.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.services.Memory;
import dev.routewright.services.Memory.Claim;
import dev.routewright.services.Memory.Entry;
import dev.routewright.services.Memory.State;
import dev.routewright.services.PassingMemory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryStoreTest {
    private static final Entry KEY = new Entry("loans", "L-1");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path dir;

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private Store store;

    @BeforeEach
    void open() {
        store = opened(dir);
    }

    /** The store of this test; asked again it is the same one, with what it holds. */
    Store opened(Path home) {
        return Store.embedded(home);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Memory memory(boolean durable) {
        return durable ? new MemoryStore(store, clock) : new PassingMemory();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofEightMessagesAtOnceExactlyOneIsNew(boolean durable) throws Exception {
        var memory = memory(durable);
        for (int round = 0; round < 10; round++) {
            var key = new Entry("loans", "L-" + round);
            assertThat(atOnce(8, owner -> memory.begin(key, owner, DAY)))
                    .containsOnlyOnce(Claim.NEW)
                    .filteredOn(claim -> claim.equals(Claim.IN_PROGRESS))
                    .hasSize(7);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aValueThatWasPutIsClaimedByOneOfEightToo(boolean durable) throws Exception {
        var memory = memory(durable);
        memory.put(KEY, "1", DAY);

        assertThat(atOnce(8, owner -> memory.begin(KEY, owner, DAY))).containsOnlyOnce(Claim.NEW);
        assertThat(memory.get(KEY)).contains("1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRepetitionGetsTheValueOfTheFirst(boolean durable) {
        var memory = memory(durable);
        memory.begin(KEY, "a", DAY);
        memory.complete(KEY, "{\"id\":7}", null);
        memory.ended("a");

        assertThat(memory.begin(KEY, "b", DAY)).isEqualTo(new Claim(State.DONE, "{\"id\":7}"));
        assertThat(memory.get(KEY)).contains("{\"id\":7}");
        assertThat(memory.begin(new Entry("others", "L-1"), "b", DAY)).isEqualTo(Claim.NEW);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMessageThatEndsWithoutCompletingReleasesItsClaimsAndKeepsWhatWasPut(boolean durable) {
        var memory = memory(durable);
        memory.begin(KEY, "a", DAY);
        var other = new Entry("loans", "L-2");
        memory.begin(other, "a", DAY);
        memory.put(other, "2", DAY);
        memory.ended("a");

        assertThat(memory.begin(KEY, "b", DAY)).isEqualTo(Claim.NEW);
        assertThat(memory.begin(other, "b", DAY)).isEqualTo(Claim.NEW);
        assertThat(memory.get(other)).contains("2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nobodyReleasesTheClaimOfAnother(boolean durable) {
        var memory = memory(durable);
        memory.begin(KEY, "a", DAY);

        assertThat(memory.release(KEY, "b")).isFalse();
        assertThat(memory.begin(KEY, "b", DAY)).isEqualTo(Claim.IN_PROGRESS);
        assertThat(memory.release(KEY, "a")).isTrue();
        assertThat(memory.begin(KEY, "b", DAY)).isEqualTo(Claim.NEW);
        memory.complete(KEY, null, null);
        assertThat(memory.release(KEY, "c")).isTrue();
        assertThat(memory.begin(KEY, "b", DAY)).isEqualTo(Claim.NEW);
    }

    @Test
    void claimsOfAProcessThatDiedAreFreeInTheNextAndWhatWasDoneStays() {
        var before = new MemoryStore(store, clock);
        before.begin(KEY, "a", DAY);
        var done = new Entry("loans", "L-2");
        before.begin(done, "a", DAY);
        before.complete(done, "2", null);
        store.close();
        store = opened(dir);

        var after = new MemoryStore(store, clock);
        assertThat(after.begin(KEY, "b", DAY)).isEqualTo(Claim.IN_PROGRESS);
        after.releaseInterrupted();

        assertThat(after.begin(KEY, "b", DAY)).isEqualTo(Claim.NEW);
        after.releaseInterrupted();
        assertThat(after.begin(KEY, "c", DAY)).as("of this process").isEqualTo(Claim.IN_PROGRESS);
        assertThat(after.begin(done, "b", DAY)).isEqualTo(new Claim(State.DONE, "2"));
    }

    @Test
    void whatIsDoneIsForgottenWhenItsTimeIsOverAndAClaimUnderWayIsNot() {
        var memory = new MemoryStore(store, clock);
        memory.begin(KEY, "a", Duration.ofSeconds(10));
        now = now.plusSeconds(20);
        assertThat(memory.begin(KEY, "b", DAY)).isEqualTo(Claim.IN_PROGRESS);
        memory.complete(KEY, "1", null);
        now = now.plusSeconds(9);
        assertThat(memory.begin(KEY, "b", DAY)).isEqualTo(new Claim(State.DONE, "1"));
        now = now.plusSeconds(2);

        assertThat(memory.get(KEY)).isEmpty();
        assertThat(memory.begin(KEY, "b", DAY)).isEqualTo(Claim.NEW);
    }

    @Test
    void aFullMemoryTakesNoNewKeyUntilSomeHaveExpired() {
        var memory = new MemoryStore(store, clock, 2);
        memory.put(KEY, "1", Duration.ofMinutes(5));
        memory.put(new Entry("loans", "L-2"), "1", DAY);

        assertThatThrownBy(() -> memory.begin(new Entry("loans", "L-3"), "a", DAY))
                .isInstanceOf(Memory.Full.class)
                .hasMessage("The memory of loans holds 2 keys, which is the most it may hold. Nothing was remembered. "
                        + "Let the route keep keys for a shorter time (keepFor).");
        memory.put(KEY, "2", Duration.ofMinutes(5));
        memory.put(new Entry("others", "L-3"), "1", DAY);
        now = now.plus(Duration.ofMinutes(6));
        assertThat(memory.begin(new Entry("loans", "L-3"), "a", DAY)).isEqualTo(Claim.NEW);
    }

    @Test
    void aDeletedIntegrationIsForgotten() {
        var memory = new MemoryStore(store, clock);
        memory.put(KEY, "1", DAY);

        new Versions(store, clock).delete("loans");

        assertThat(memory.get(KEY)).isEmpty();
    }

    private interface Asking {
        Claim as(String owner);
    }

    private static List<Claim> atOnce(int many, Asking asking) throws Exception {
        var barrier = new CyclicBarrier(many);
        var threads = Executors.newFixedThreadPool(many);
        try {
            var asked = new ArrayList<Callable<Claim>>();
            for (int i = 0; i < many; i++) {
                var owner = "owner-" + i;
                asked.add(() -> {
                    barrier.await();
                    return asking.as(owner);
                });
            }
            var claims = new ArrayList<Claim>();
            for (Future<Claim> claim : threads.invokeAll(asked)) claims.add(claim.get());
            return claims;
        } finally {
            threads.shutdownNow();
        }
    }
}
