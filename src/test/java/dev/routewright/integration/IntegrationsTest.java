package dev.routewright.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.routewright.cell.CellRuntime;
import dev.routewright.journal.Dossier;
import dev.routewright.journal.Integration;
import dev.routewright.journal.Journal;
import dev.routewright.journal.Version;
import dev.routewright.route.Finding;
import dev.routewright.route.Grant;
import dev.routewright.route.Lang;
import dev.routewright.route.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntegrationsTest {
    @TempDir
    Path home;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(home);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aDescriptionWaitsForApprovalAndIsLiveAfterIt() {
        var version = bench.submitted("order", "When an order arrives, check the stock.");
        assertThat(version.status()).isEqualTo(Status.AWAITING_APPROVAL);
        assertThat(bench.cells.running).isEmpty();

        var live = bench.integrations.approve("order", 1, "api");

        assertThat(live.status()).isEqualTo(Status.LIVE);
        assertThat(live.dossier().timings()).containsKey("switch");
        assertThat(bench.cells.running.get("order"))
                .isEqualTo(new CellRuntime.Version(
                        "order",
                        1,
                        "- route: When an order arrives, check the stock.",
                        version.dossier().grant()));
        assertThat(bench.journal.before(Long.MAX_VALUE, 10))
                .extracting(Journal.Entry::who, Journal.Entry::what, Journal.Entry::subject)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("api", "approve", "order/1"),
                        org.assertj.core.groups.Tuple.tuple("runtime", "awaiting-approval", "order/1"),
                        org.assertj.core.groups.Tuple.tuple("api", "submit", "order/1"));
    }

    @Test
    void aCellThatDoesNotStartLeavesTheOldVersionLive() {
        live("order", "first");
        bench.submitted("order", "second");
        bench.cells.unstartable.add("order");

        var no = catchThrowableOfType(Declined.class, () -> bench.integrations.approve("order", 2, "api"));

        var sentence = "[order] version 2 did not start: The topic orders cannot be reached. Version 1 stays live. "
                + "Change what it says, then approve it again.";
        assertThat(no).hasMessage(sentence);
        assertThat(bench.integrations.get("order", 2).status()).isEqualTo(Status.FAILED);
        assertThat(bench.integrations.get("order", 2).why()).isEqualTo(sentence);
        assertThat(bench.versions.integration("order")).contains(new Integration("order", 2, 1, false));

        bench.cells.unstartable.clear();
        assertThat(bench.integrations.approve("order", 2, "api").status()).isEqualTo(Status.LIVE);
        assertThat(bench.integrations.get("order", 1).status()).isEqualTo(Status.RETIRED);
    }

    @Test
    void anAnswerLetsDraftingGoOn() {
        var asking = bench.submitted("order", "ask me");
        assertThat(asking.status()).isEqualTo(Status.NEEDS_ANSWERS);

        assertThatThrownBy(() -> bench.integrations.answer("order", 1, Map.of("q9", "x")))
                .hasMessage("order/1 has no question “q9”. Nothing was changed. Its questions are q1.");
        var answered = bench.settled(bench.integrations.answer("order", 1, Map.of("q1", "the blue one")));

        assertThat(answered.status()).isEqualTo(Status.AWAITING_APPROVAL);
        assertThat(answered.answers()).isEqualTo(Map.of("q1", "the blue one"));
    }

    @Test
    void anEditIsJudgedLikeAnyDraftAndOneOfALiveVersionIsANewVersion() {
        bench.submitted("order", "ok");
        var edited = bench.settled(bench.integrations.edit("order", 1, "- route: bad route"));
        assertThat(edited.status()).isEqualTo(Status.REJECTED);
        assertThat(edited.dossier().findings()).containsExactly(FakeDrafting.BAD_ROUTE);

        bench.settled(bench.integrations.edit("order", 1, "- route: good"));
        bench.integrations.approve("order", 1, "api");
        var second = bench.settled(bench.integrations.edit("order", 1, "- route: better"));

        assertThat(second.number()).isEqualTo(2);
        assertThat(second.status()).isEqualTo(Status.AWAITING_APPROVAL);
        assertThat(second.dossier().yaml()).isEqualTo("- route: better");
        assertThat(second.description()).isEqualTo("ok");
        assertThat(bench.integrations.get("order", 1).status()).isEqualTo(Status.LIVE);
    }

    @Test
    void onlyWhatWasLiveCanBeRolledBackTo() {
        live("order", "first");
        bench.submitted("order", "second");
        assertThatThrownBy(() -> bench.integrations.rollback("order", 2))
                .hasMessage(
                        "order/2 was never live. Nothing was changed. Roll back to a version that was, or approve this one.");

        bench.integrations.approve("order", 2, "api");
        assertThat(bench.integrations.rollback("order", null).number()).isEqualTo(1);

        assertThat(bench.cells.running.get("order").number()).isEqualTo(1);
        assertThat(bench.versions.integration("order")).contains(new Integration("order", 2, 1, false));
    }

    @Test
    void whatSomebodyRejectedIsNotApproved() {
        bench.submitted("order", "first");
        assertThat(bench.integrations.reject("order", 1, "too early").why()).isEqualTo("too early");

        var no = catchThrowableOfType(Declined.class, () -> bench.integrations.approve("order", 1, "api"));
        assertThat(no.reason()).isEqualTo(Declined.Reason.CONFLICT);
        assertThat(no)
                .hasMessage(
                        "order/1 is rejected and cannot be approved. Nothing was changed. It can be when it is awaiting-approval.");
    }

    @Test
    void twoIntegrationsDoNotShareAnEntry() {
        live("order", "path=/orders/{id}");

        var other = bench.submitted("intake", "path=/orders/{no}/");

        assertThat(other.status()).isEqualTo(Status.REJECTED);
        assertThat(other.dossier().findings())
                .extracting(Finding::rule, Finding::problem)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "entry-taken", "POST /orders/{no}/ is the entry of the integration order, which is live."));
    }

    @Test
    void anEntryTakenSinceInspectionIsFoundAtTheSwitch() {
        bench.submitted("order", "path=/a");
        bench.submitted("intake", "path=/a");
        bench.integrations.approve("order", 1, "api");

        var no = catchThrowableOfType(Declined.class, () -> bench.integrations.approve("intake", 1, "api"));

        assertThat(no.reason()).isEqualTo(Declined.Reason.CONFLICT);
        assertThat(bench.integrations.get("intake", 1).status()).isEqualTo(Status.AWAITING_APPROVAL);
        assertThat(bench.cells.running).containsOnlyKeys("order");

        bench.integrations.delete("order");
        assertThat(bench.integrations.approve("intake", 1, "api").status()).isEqualTo(Status.LIVE);
    }

    @Test
    void aRestartBringsBackWhatWasLiveAndOneThatFailsStopsNobody() throws Exception {
        live("order", "path=/a");
        live("price", "path=/b");
        live("stock", "path=/c");
        bench.integrations.pause("price");
        bench.close();

        bench = new Bench(home);
        bench.cells.unstartable.add("order");
        bench.startup.open();

        assertThat(bench.cells.running).containsOnlyKeys("price", "stock");
        assertThat(bench.cells.told).contains("pause price");
        assertThat(bench.overviews.get("order").status()).isEqualTo("failed");
        assertThat(bench.overviews.get("order").why())
                .isEqualTo("[order] version 1 should be live and did not start: The topic orders cannot be reached. "
                        + "The others run. It is tried again every 30 seconds.");

        bench.cells.unstartable.clear();
        bench.live.reconcile();
        assertThat(bench.overviews.get("order").status()).isEqualTo("live");
    }

    @Test
    void aRestartTakesUpWhatWasBeingDrafted() throws Exception {
        bench.versions.create("order", "api", Lang.EN, "first", Status.DRAFTING, Dossier.EMPTY);
        bench.close();

        bench = new Bench(home);
        bench.startup.open();

        assertThat(bench.integrations.get("order", 1).status()).isEqualTo(Status.AWAITING_APPROVAL);
    }

    @Test
    void aDraftThatTakesTooLongIsGivenUp() throws Exception {
        bench.close();
        bench = new Bench(home, new Approval(true, false), new Workshop.Limits(1, 0, Duration.ofSeconds(4)));

        var version = bench.submitted("order", "hang");

        assertThat(version.status()).isEqualTo(Status.FAILED);
        assertThat(version.why()).startsWith("[workshop] drafting and rehearsal took longer than 4 seconds");
        assertThat(bench.submitted("order", "fine").status()).isEqualTo(Status.AWAITING_APPROVAL);
    }

    @Test
    void whenAllPlacesAreTakenNothingIsTakenIn() {
        bench.close();
        bench = new Bench(home, new Approval(true, false), new Workshop.Limits(1, 0, Duration.ofSeconds(60)));
        bench.integrations.submit("order", "hang", null, "api");

        var no = catchThrowableOfType(Declined.class, () -> bench.integrations.submit("other", "fine", null, "api"));

        assertThat(no.reason()).isEqualTo(Declined.Reason.BUSY);
        assertThat(bench.versions.integrations()).extracting(Integration::name).containsExactly("order");
        bench.drafting.hanging.countDown();
        bench.idle();
    }

    @Test
    void unreadableAndHugeDescriptionsAreDeclinedByName() {
        assertThat(reason(" \n")).isEqualTo(Declined.Reason.UNREADABLE);
        assertThat(reason("a\u0000b")).isEqualTo(Declined.Reason.UNREADABLE);
        assertThat(reason("单".repeat(22_000))).isEqualTo(Declined.Reason.TOO_LARGE);
        assertThat(bench.versions.integrations()).isEmpty();
    }

    @Test
    void namesComeFromTheTitleOrTheFirstWords() {
        assertThat(named("# Order intake\nWhen …")).isEqualTo("order-intake");
        assertThat(named("When a user places an order, check the stock.")).isEqualTo("user-places-order-check-stock");
        assertThat(named("When a user places an order, check the stock twice."))
                .matches("user-places-order-check-stock-[0-9a-f]{4}");
        assertThat(named("当用户下单时，检查库存。")).matches("integration-[0-9a-f]{8}");
        assertThatThrownBy(() -> bench.integrations.submit("../x", "a", null, "api"))
                .isInstanceOf(Declined.class);
    }

    @Test
    void whatWidensNothingMayGoLiveByItself() {
        bench.close();
        bench = new Bench(home, new Approval(false, true), new Workshop.Limits(2, 50, Duration.ofSeconds(60)));

        assertThat(bench.submitted("order", "check the stock").status()).isEqualTo(Status.AWAITING_APPROVAL);
        bench.integrations.approve("order", 1, "api");
        assertThat(bench.submitted("order", "check the stock twice").status()).isEqualTo(Status.LIVE);
        assertThat(bench.submitted("order", "path=/other").status()).isEqualTo(Status.AWAITING_APPROVAL);
    }

    @Test
    void aDeletedIntegrationIsGoneAndItsDeadLettersStay() {
        live("order", "first");
        var message = new CellRuntime.Message(
                new Grant.Entry("http", "POST", "/orders"), Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
        var id = bench.letters.keep(new CellRuntime.Failure("order", 1, "X", message, null, "It failed."));

        bench.integrations.delete("order");

        assertThat(bench.cells.running).isEmpty();
        assertThatThrownBy(() -> bench.integrations.get("order", 1)).isInstanceOf(Declined.class);
        var desk = new DeadLetterDesk(
                bench.letters, bench.versions, bench.cells, bench.journal, new Masks(List.of("password")));
        assertThat(desk.list("order", dev.routewright.journal.DeadLetterFilter.ALL, null, 10))
                .hasSize(1);
        assertThatThrownBy(() -> desk.list("ordre", dev.routewright.journal.DeadLetterFilter.ALL, null, 10))
                .hasMessage(
                        "There is no integration “ordre”. Nothing was changed. GET /api/integrations lists those there are.");
        assertThatThrownBy(() -> desk.replay("order", id))
                .hasMessage(
                        "order is not live, so nothing can take the message. It is still kept. Approve a version, then replay it.");
    }

    @Test
    void aDeadLetterIsReplayedOnce() {
        live("order", "first");
        var message = new CellRuntime.Message(new Grant.Entry("http", "POST", "/orders"), Map.of(), null);
        var id = bench.letters.keep(new CellRuntime.Failure("order", 1, "X", message, null, "It failed."));
        var desk = new DeadLetterDesk(
                bench.letters, bench.versions, bench.cells, bench.journal, new Masks(List.of("password")));

        assertThat(desk.replay("order", id)).isEqualTo(new CellRuntime.Replayed(200, "{}", null));

        assertThat(desk.get("order", id).outcome()).isEqualTo("It went through, answered 200.");
        assertThatThrownBy(() -> desk.replay("order", id))
                .hasMessage(
                        "The message was replayed already, is being replayed, or what it had begun is not undone yet. Nothing was sent. Look at its outcome and its cause first.");
    }

    @Test
    void aServiceThatIsUsedIsNeitherRemovedNorStripped() {
        bench.desk.register("inventory", "openapi getStock", "api");
        live("order", "check the stock");

        assertThatThrownBy(() -> bench.desk.remove("inventory"))
                .hasMessage(
                        "The service inventory is used by order, which is live. Nothing was removed. Delete or replace that "
                                + "integration first.");
        assertThatThrownBy(() -> bench.desk.register("inventory", "openapi reserve", "api"))
                .hasMessage(
                        "The new document lacks inventory.getStock, which live integrations call. The old document stays. "
                                + "Keep the operation, or change those integrations first.");
        assertThat(bench.desk.get("inventory").document()).isEqualTo("openapi getStock");
        assertThatThrownBy(() -> bench.desk.setInstances("inventory", java.util.List.of("file:///etc/passwd")))
                .isInstanceOf(Declined.class);
    }

    @Test
    void theTableHoldsALineToPaste() {
        live("order", "check the stock");

        bench.desk.register("inventory", "openapi getStock", "api");

        assertThat(bench.overviews.table())
                .containsExactly(new StartupRow(
                        "order",
                        "live",
                        "POST http://127.0.0.1:8090/orders",
                        "curl -sS -X POST 'http://127.0.0.1:8090/orders' -H 'Content-Type: application/json' -d "
                                + "'{\"sku\":\"text\",\"buyer\":{\"name\":\"text\"}}'",
                        java.util.List.of("inventory")));
    }

    private Version live(String name, String description) {
        var version = bench.submitted(name, description);
        return bench.integrations.approve(name, version.number(), "api");
    }

    private Declined.Reason reason(String description) {
        return catchThrowableOfType(Declined.class, () -> bench.integrations.submit("order", description, null, "api"))
                .reason();
    }

    private String named(String description) {
        return bench.settled(bench.integrations.submit(null, description, null, "api"))
                .integration();
    }
}
