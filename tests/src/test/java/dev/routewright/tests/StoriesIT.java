package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The stories in {@code routes/}, as they stand after {@code serve} on an empty data directory: first with the sandbox
 * services, then with real instances that answer, refuse and disappear.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StoriesIT {
    private static final String ORDER =
            "{\"orderId\":\"O-1\",\"userId\":\"U-1\",\"customerId\":\"C-1\",\"sku\":\"SKU-1\",\"quantity\":2,\"amount\":59.8}";
    private static final String STATE =
            "{\"deviceId\":\"D-1\",\"state\":\"IDLE\",\"product\":\"GEAR-7\",\"quantity\":10,\"batchId\":\"B-1\"}";
    private static final String APPLICATION =
            "{\"applicantId\":\"AP-1\",\"userId\":\"U-1\",\"income\":90000,\"amount\":20000}";
    private static final String RESERVED =
            "{op: inventory.getStock, with: {sku: SKU-1}}, {op: inventory.reserveStock, with: {sku: SKU-1, quantity: 2}}";
    /** And the user is told. */
    private static final String RELEASED = "{op: inventory.releaseReservation, with: {reservationId: R-5001}}, "
            + "{op: notification.sendNotification, with: {userId: U-1}}";
    /** A score may be used again for the same application, so whoever wants a call sends another. */
    private static final AtomicInteger APPLICANTS = new AtomicInteger(1);

    @TempDir
    static Path home;

    private static Services services;
    private static App app;

    @BeforeAll
    static void start() throws IOException {
        services = new Services();
        app = App.start(home, List.of("kamelets", "routes"));
    }

    @AfterAll
    static void stop() {
        app.close();
        services.close();
    }

    @BeforeEach
    void answerFromTheExamples() {
        play("{}");
    }

    @Test
    @Order(1)
    void everyStoryIsLiveInBothLanguages() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(app.integrations()).hasSize(8).allSatisfy(story -> assertThat(
                                story.path("status").asText())
                        .as(story.toString())
                        .isEqualTo("live")));
    }

    @Test
    @Order(2)
    void everyStoryAnswersFromTheSandboxWithoutAnyInstance() {
        assertThat(List.of(
                        app.call("POST", "/orders", ORDER).status(),
                        app.call("POST", "/zh/orders", ORDER).status(),
                        app.call("POST", "/trades", ORDER).status(),
                        app.call("POST", "/zh/trades", ORDER).status(),
                        app.call("POST", "/device-states", STATE).status(),
                        app.call("POST", "/zh/device-states", STATE).status(),
                        app.call("POST", "/credit-applications", APPLICATION).status(),
                        app.call("POST", "/zh/credit-applications", APPLICATION).status()))
                .allSatisfy(status -> assertThat(status / 100).isEqualTo(2));
        assertThat(services.script.calls()).isEmpty();
        services.all().forEach((name, stub) -> app.useInstances(name, List.of(stub.url())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/zh/orders"})
    @Order(3)
    void anOrderIsPaidWhenThereIsEnoughAndTheUserNotifiedWhenNot(String path) {
        play("inventory.getStock: {body: {available: 2}}");
        assertThat(app.call("POST", path, ORDER).status() / 100).isEqualTo(2);
        assertCalls("[" + RESERVED + ", {op: payment.charge, with: {orderId: O-1, amount: 59.8}}, "
                + "{op: shipping.createShipment, with: {orderId: O-1}}]");

        play("inventory.getStock: {body: {available: 1}}");
        assertThat(app.call("POST", path, ORDER).status() / 100).isEqualTo(2);
        assertCalls("[{op: inventory.getStock}, {op: notification.sendNotification, with: {userId: U-1}}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/zh/orders"})
    @Order(3)
    void anOrderThatCannotBeShippedIsUndoneFromItsEnd(String path) {
        play("{inventory.getStock: {body: {available: 9}}, shipping.createShipment: {status: 400}}");
        assertThat(app.call("POST", path, ORDER).status()).isEqualTo(503);
        assertCalls("[" + RESERVED + ", {op: payment.charge}, {op: shipping.createShipment}, "
                + "{op: payment.refund, with: {orderId: O-1, amount: 59.8}}, " + RELEASED + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/zh/orders"})
    @Order(3)
    void aPaymentThatFailedOrWasDeclinedIsNotRefunded(String path) {
        play(
                "{inventory.getStock: {body: {available: 9}}, payment.charge: {body: {paymentId: P-1, status: DECLINED}}}");
        assertThat(app.call("POST", path, ORDER).status()).isEqualTo(422);
        assertCalls("[" + RESERVED + ", {op: payment.charge}, " + RELEASED + "]");

        play("inventory.getStock: {body: {available: 9}}");
        app.useInstances("payment", List.of("http://127.0.0.1:1"));
        try {
            assertThat(app.call("POST", path, ORDER).status()).isEqualTo(503);
            assertCalls("[" + RESERVED + ", " + RELEASED + "]");
        } finally {
            app.useInstances("payment", List.of(services.get("payment").url()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/trades", "/zh/trades"})
    @Order(3)
    void aTradeOfAnUnverifiedUserIsRefusedWithTheReason(String path) {
        assertThat(app.call("POST", path, ORDER).status() / 100).isEqualTo(2);
        assertCalls(
                "[{op: user-verification.verifyUser, with: {userId: U-1}}, {op: order-processing.placeOrder, with: {orderId: O-1}}]");

        play("user-verification.verifyUser: {body: {verified: false, reason: Passport has expired}}");
        assertThat(app.call("POST", path, ORDER).body()).contains("Passport has expired");
        assertCalls("[{op: user-verification.verifyUser}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/device-states", "/zh/device-states"})
    @Order(3)
    void aFailedInspectionRaisesAnAlert(String path) {
        var planned = "{op: production-planning.scheduleProduction, with: {deviceId: D-1, state: IDLE}}, "
                + "{op: quality.inspectQuality, with: {deviceId: D-1}}";
        assertThat(app.call("POST", path, STATE).status() / 100).isEqualTo(2);
        assertCalls("[" + planned + "]");

        play("quality.inspectQuality: {body: {passed: false, defects: 4, score: 38}}");
        assertThat(app.call("POST", path, STATE).status() / 100).isEqualTo(2);
        assertCalls("[" + planned + ", {op: alerting.raiseAlert}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/credit-applications", "/zh/credit-applications"})
    @Order(4)
    void scoringIsBalancedAndAFailingInstanceIsSkipped(String path) {
        try (var second = services.another("credit-scoring")) {
            var first = services.get("credit-scoring");
            app.useInstances("credit-scoring", List.of(first.url(), second.url()));
            for (int i = 0; i < 12; i++) assertThat(score(path).status()).isEqualTo(200);
            // The one nobody knows yet is asked first; whichever was faster then may get all the rest.
            assertThat(services.script.calls("credit-scoring.score"))
                    .hasSize(12)
                    .extracting(Call::port)
                    .contains(second.port());

            second.stop();
            // A call in the moment an instance dies may have been processed, so it is kept and not sent again.
            await().pollDelay(Duration.ofMillis(500)).until(() -> true);
            services.script.forget();
            for (int i = 0; i < 4; i++) assertThat(score(path).body()).contains("712", "APPROVE");
            assertThat(services.script.calls("credit-scoring.score")).hasSize(4);
        } finally {
            app.useInstances(
                    "credit-scoring", List.of(services.get("credit-scoring").url()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/credit-applications", "/zh/credit-applications"})
    @Order(4)
    void aScoreIsUsedAgainForTheSameApplicationAlsoWhenNobodyAnswers(String path) {
        var application = application();
        for (int i = 0; i < 5; i++)
            assertThat(app.call("POST", path, application).body()).contains("712", "APPROVE");
        assertThat(services.script.calls("credit-scoring.score")).hasSize(1);

        play("credit-scoring: down");
        assertThat(app.call("POST", path, application).body()).contains("712", "APPROVE");
        assertThat(score(path).status()).isGreaterThanOrEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/credit-applications", "/zh/credit-applications"})
    @Order(5)
    void anApplicationNobodyScoresInTimeIsKeptAndTheCallerTold(String path) {
        play("credit-scoring.score: {delayMs: 4000}");

        var reply = score(path);

        assertThat(reply.status()).isGreaterThanOrEqualTo(500);
        assertThat(kept(reply)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/zh/orders"})
    @Order(6)
    void anOrderIsTriedAgainThenKeptAndReplayedOnceTheServiceIsBack(String path) {
        awaitTheBreakerOfAnEarlierTest(path);
        play("inventory.getStock: [{status: 503}, {body: {available: 9}}]");
        assertThat(app.call("POST", path, ORDER).status() / 100).isEqualTo(2);
        assertCalls("[{op: inventory.getStock, times: 2}, {op: inventory.reserveStock}, {op: payment.charge}, "
                + "{op: shipping.createShipment}]");

        play("inventory: down");
        var reply = app.call("POST", path, ORDER);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(services.script.calls()).isEmpty();
        var integration = kept(reply);
        assertThat(integration).isNotNull();

        play("inventory.getStock: {body: {available: 9}}");
        // The breaker may refuse calls for a while after the service is back.
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    app.replay(integration, deadLetter(reply));
                    return !services.script.calls("payment.charge").isEmpty();
                });
        assertThat(services.script.calls("payment.charge")).hasSize(1);
    }

    /** Until it is closed again, and has seen enough good calls that one bad one does not open it. */
    private static void awaitTheBreakerOfAnEarlierTest(String path) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> app.call("POST", path, ORDER).status() == 200);
        for (int i = 0; i < 10; i++)
            assertThat(app.call("POST", path, ORDER).status()).isEqualTo(200);
    }

    private static Reply score(String path) {
        return app.call("POST", path, application());
    }

    private static String application() {
        return APPLICATION.replace("AP-1", "AP-" + APPLICANTS.incrementAndGet());
    }

    private static String deadLetter(Reply reply) {
        return reply.json().path("deadLetter").asText();
    }

    /** The integration that keeps the message the reply speaks of, or null. */
    private static @Nullable String kept(Reply reply) {
        return app.integrations().stream()
                .map(integration -> integration.path("name").asText())
                .filter(name -> app.deadLetters(name).stream().anyMatch(letter -> is(letter, deadLetter(reply))))
                .findFirst()
                .orElse(null);
    }

    private static boolean is(JsonNode letter, String id) {
        return !id.isEmpty() && letter.path("id").asText().equals(id);
    }

    private static void play(String given) {
        services.play(Documents.yaml(given));
    }

    private static void assertCalls(String expected) {
        var then = Documents.yaml("calls: " + expected);
        assertThat(new CallRules(then, services.script.calls(), false).failures())
                .isEmpty();
        assertThat(services.script.complaints()).isEmpty();
    }
}
