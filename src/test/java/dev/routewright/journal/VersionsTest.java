package dev.routewright.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.drafting.Drafter.ModelCall;
import dev.routewright.route.Clause;
import dev.routewright.route.Finding;
import dev.routewright.route.Grant;
import dev.routewright.route.Lang;
import dev.routewright.route.Question;
import dev.routewright.route.Severity;
import dev.routewright.route.Status;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionsTest {
    @TempDir
    Path dir;

    private Store store;
    private Versions versions;

    @BeforeEach
    void open() {
        store = opened(dir);
        versions = new Versions(store, Clock.systemUTC());
    }

    /** The store of this test; asked again it is the same one, with what it holds. */
    Store opened(Path home) {
        return Store.embedded(home);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void twoWhoBeginAnIntegrationAtOnceBothGetANumber() throws Exception {
        var pool = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 20; i++) {
                var name = "order-" + i;
                var both = new CyclicBarrier(2);
                Callable<Integer> begin = () -> {
                    both.await();
                    return aVersion(name).number();
                };
                var one = pool.submit(begin);
                var other = pool.submit(begin);
                assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder(1, 2);
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void readsBackWhatWasKept() {
        var created = aVersion("order");
        var grant = new Grant(
                List.of(new Grant.Entry("http", "POST", "/orders")),
                new TreeSet<>(List.of("inventory.getStock")),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(List.of("kamelet")),
                new TreeSet<>(List.of("jq")),
                new TreeSet<>());
        var calls = List.of(new ModelCall("plan", 10, 5, 1250));
        var dossier = new Dossier(
                List.of(new Clause(1, "下单")),
                null,
                List.of(),
                List.of(new Finding("rule", Severity.WARNING, 1, 1, "step", "Problem.", "Remedy.")),
                "- route: {}",
                grant,
                dev.routewright.route.Evidence.NONE,
                Map.of("drafting", 12L),
                new Provenance(
                        "openai/m",
                        "7",
                        "c",
                        "p",
                        "s",
                        "4.18.0",
                        1,
                        true,
                        10,
                        5,
                        1.25,
                        new BigDecimal("0.005"),
                        calls,
                        List.of(new Question("q1", 1, "which?", List.of("stock")))));
        var changed = created.with(dossier).withAnswers(Map.of("q1", "stock")).as(Status.AWAITING_APPROVAL, "because");

        assertThat(versions.move(changed, Status.DRAFTING)).isTrue();

        assertThat(versions.find("order", 1))
                .get()
                .usingRecursiveComparison()
                .ignoringFields("changed")
                .isEqualTo(changed);
    }

    @Test
    void changesAStatusOnlyFromTheOneThatWasSeen() {
        var version = aVersion("order");

        assertThat(versions.move(version.as(Status.LIVE, null), Status.AWAITING_APPROVAL))
                .isFalse();
        assertThat(versions.find("order", 1)).contains(version);
    }

    @Test
    void retiresTheVersionThatWasLiveWhenAnotherBecomesLive() {
        versions.makeLive(aVersion("order"));
        versions.makeLive(aVersion("order"));

        assertThat(versions.of("order")).extracting(Version::status).containsExactly(Status.LIVE, Status.RETIRED);
        assertThat(versions.integrations()).containsExactly(new Integration("order", 2, 2, false));
    }

    @Test
    void neverGivesANumberTwice() {
        aVersion("order");
        versions.delete("order");

        assertThat(versions.integrations()).isEmpty();
        assertThat(aVersion("order").number()).isEqualTo(2);
    }

    private Version aVersion(String name) {
        return versions.create(name, "api", Lang.EN, "When …", Status.DRAFTING, Dossier.EMPTY);
    }
}
