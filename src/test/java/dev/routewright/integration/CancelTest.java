package dev.routewright.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.journal.Journal;
import dev.routewright.route.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancelTest {
    @TempDir
    Path home;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(home, new Approval(true, false), new Workshop.Limits(1, 1, Duration.ofSeconds(60)));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aDraftThatHangsIsCancelledAndTriedAgain() {
        hanging("order");

        var cancelled = bench.integrations.cancel("order", 1);

        assertThat(cancelled.status()).isEqualTo(Status.FAILED);
        assertThat(cancelled.why())
                .isEqualTo(
                        "It was cancelled while it was drafted. Nothing was loaded, and what is live goes on. To draft it "
                                + "after all, send POST /api/integrations/order/versions/1/retry.");
        bench.idle();
        assertThat(bench.journal.before(Long.MAX_VALUE, 1))
                .extracting(Journal.Entry::what)
                .containsExactly("cancel");

        bench.drafting.hanging.countDown();
        assertThat(bench.settled(bench.integrations.retry("order", 1)).status()).isEqualTo(Status.AWAITING_APPROVAL);
    }

    @Test
    void oneThatWaitsLeavesItsPlaceToAnother() {
        hanging("order");
        bench.integrations.submit("second", "waits", null, "api");
        assertThatThrownBy(() -> bench.integrations.submit("third", "has no place", null, "api"))
                .isInstanceOf(Declined.class);

        bench.integrations.cancel("second", 1);

        assertThat(bench.integrations
                        .submit("third", "has one now", null, "api")
                        .status())
                .isEqualTo(Status.DRAFTING);
        bench.integrations.cancel("order", 1);
        bench.idle();
        assertThat(bench.integrations.get("second", 1).status()).isEqualTo(Status.FAILED);
        assertThat(bench.integrations.get("third", 1).status()).isEqualTo(Status.AWAITING_APPROVAL);
    }

    @Test
    void whatIsDeletedIsNotDraftedAnyMore() {
        hanging("order");

        bench.integrations.delete("order");

        bench.idle();
        assertThat(bench.versions.integrations()).isEmpty();
    }

    @Test
    void aRouteAPersonWroteDoesNotWaitForADraftThatHangs() {
        hanging("order");

        bench.integrations.submitRoute("written", "- route: path=/written", "api");

        Awaitility.await().until(() -> bench.integrations.get("written", 1).status() == Status.AWAITING_APPROVAL);
        assertThat(bench.integrations.get("order", 1).status()).isEqualTo(Status.DRAFTING);
    }

    @Test
    void whatHasComeToAnEndCannotBeCancelled() {
        bench.submitted("order", "fine");

        assertThatThrownBy(() -> bench.integrations.cancel("order", 1))
                .hasMessage(
                        "order/1 is awaiting-approval and cannot be cancelled. Nothing was changed. It can be when it is "
                                + "drafting or rehearsing.");
    }

    @Test
    void whatWasDraftedWhenTheRuntimeStoppedIsDraftedAgain() {
        hanging("order");
        bench.close();

        bench = new Bench(home);
        assertThat(bench.integrations.get("order", 1).status()).isEqualTo(Status.DRAFTING);
        bench.drafting.hanging.countDown();
        bench.integrations.resumeInterrupted();

        bench.idle();
        assertThat(bench.integrations.get("order", 1).status()).isEqualTo(Status.AWAITING_APPROVAL);
    }

    @Test
    void whatFailedForLackOfAModelIsTriedAgainByThePersonAndTheNextStart() throws Exception {
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes/order.md"), "gone path=/gone");
        bench.startup.open();
        assertThat(bench.integrations.get("order", 1).why()).isEqualTo("[model m] no connection. Send it again.");
        bench.close();

        bench = new Bench(home);
        bench.drafting.gone = false;
        bench.startup.open();

        assertThat(bench.integrations.get("order", 1).status()).isEqualTo(Status.LIVE);
        assertThat(bench.integrations.get("order", 1).dossier().provenance().calls())
                .as("the attempt that failed was paid for too")
                .hasSize(1);
    }

    @Test
    void whatAPersonCancelledStaysSoAfterARestart() throws Exception {
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes/order.md"), "hang path=/x");
        bench.folder.routes();
        Awaitility.await().until(() -> bench.drafting.briefs.size() == 1);
        bench.integrations.cancel("order", 1);
        bench.idle();
        bench.close();

        bench = new Bench(home);
        bench.drafting.hanging.countDown();
        bench.startup.open();

        assertThat(bench.integrations.get("order", 1).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void whatIsMadeAnewIsNoLongerWhatWasApproved() {
        bench.submitted("order", "fine");
        bench.cells.unstartable.add("order");
        assertThatThrownBy(() -> bench.integrations.approve("order", 1, "api")).isInstanceOf(Declined.class);
        assertThat(bench.integrations.get("order", 1).approved()).isTrue();

        bench.settled(bench.integrations.edit("order", 1, "- route: something else"));

        assertThatThrownBy(() -> bench.integrations.rollback("order", 1))
                .hasMessage(
                        "order/1 was never live. Nothing was changed. Roll back to a version that was, or approve this one.");
    }

    private void hanging(String name) {
        bench.integrations.submit(name, "hang", null, "api");
        Awaitility.await().until(() -> bench.drafting.briefs.size() == 1);
    }
}
