package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.routewright.camel.Setting;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The stories in {@code routes/}, outside the product: each in a plain Camel JVM with nothing but its exported files and
 * the library. They are held to what {@link StoriesIT} holds the product to.
 */
class ParityIT {
    private static final String ORDER =
            "{\"orderId\":\"O-1\",\"userId\":\"U-1\",\"customerId\":\"C-1\",\"sku\":\"SKU-1\",\"quantity\":2,\"amount\":59.8}";
    private static final String STATE =
            "{\"deviceId\":\"D-1\",\"state\":\"IDLE\",\"product\":\"GEAR-7\",\"quantity\":10,\"batchId\":\"B-1\"}";
    private static final String APPLICATION =
            "{\"applicantId\":\"AP-%d\",\"userId\":\"U-1\",\"income\":90000,\"amount\":20000}";
    private static final String RESERVED =
            "{op: inventory.getStock, with: {sku: SKU-1}}, {op: inventory.reserveStock, with: {sku: SKU-1, quantity: 2}}";
    private static final String RELEASED = "{op: inventory.releaseReservation, with: {reservationId: R-5001}}, "
            + "{op: notification.sendNotification, with: {userId: U-1}}";

    @TempDir
    Path home;

    private final AtomicInteger applicants = new AtomicInteger(1);
    private Services services;

    @BeforeEach
    void openServices() {
        services = new Services();
        play("{}");
    }

    @AfterEach
    void closeServices() {
        services.close();
    }

    /** One in every build; the other is asked for, see docs/library.md. */
    static List<String> languages() {
        return List.of(System.getProperty("parity.languages", "en").split(","));
    }

    private static String at(String language, String path) {
        return language.equals("zh") ? "/zh" + path : path;
    }

    @ParameterizedTest
    @MethodSource("languages")
    void anOrderIsPaidUndoneTriedAgainKeptAndUndoneAfterAKill(String language) throws Exception {
        String letter;
        try (var jvm = start("order." + language + ".md")) {
            play("inventory.getStock: {body: {available: 2}}");
            assertThat(jvm.call("POST", at(language, "/orders"), ORDER).status() / 100)
                    .isEqualTo(2);
            assertCalls("[" + RESERVED + ", {op: payment.charge, with: {orderId: O-1, amount: 59.8}}, "
                    + "{op: shipping.createShipment, with: {orderId: O-1}}]");

            play("inventory.getStock: {body: {available: 1}}");
            assertThat(jvm.call("POST", at(language, "/orders"), ORDER).status() / 100)
                    .isEqualTo(2);
            assertCalls("[{op: inventory.getStock}, {op: notification.sendNotification, with: {userId: U-1}}]");

            play("{inventory.getStock: {body: {available: 9}}, shipping.createShipment: {status: 400}}");
            assertThat(jvm.call("POST", at(language, "/orders"), ORDER).status())
                    .isEqualTo(503);
            assertCalls("[" + RESERVED + ", {op: payment.charge}, {op: shipping.createShipment}, "
                    + "{op: payment.refund, with: {orderId: O-1, amount: 59.8}}, " + RELEASED + "]");

            play(
                    "{inventory.getStock: {body: {available: 9}}, payment.charge: {body: {paymentId: P-1, status: DECLINED}}}");
            assertThat(jvm.call("POST", at(language, "/orders"), ORDER).status())
                    .isEqualTo(422);
            assertCalls("[" + RESERVED + ", {op: payment.charge}, " + RELEASED + "]");

            play("inventory.getStock: [{status: 503}, {body: {available: 9}}]");
            assertThat(jvm.call("POST", at(language, "/orders"), ORDER).status() / 100)
                    .isEqualTo(2);
            assertCalls("[{op: inventory.getStock, times: 2}, {op: inventory.reserveStock}, {op: payment.charge}, "
                    + "{op: shipping.createShipment}]");

            play("inventory: down");
            var reply = jvm.call("POST", at(language, "/orders"), ORDER);
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.json().path("title").asText()).isEqualTo("A service is not available");
            letter = reply.json().path("deadLetter").asText();
            assertThat(jvm.said()).contains("is kept as dead letter " + letter);

            play("{inventory.getStock: {body: {available: 9}}, shipping.createShipment: {delayMs: 20000}}");
            var caller = CompletableFuture.runAsync(() -> jvm.call("POST", at(language, "/orders"), ORDER));
            await().until(() -> services.script.isAsked("shipping.createShipment"));
            jvm.kill();
            caller.handle((done, failure) -> true).join();
            play("{}");
            try (var next = jvm.again("order-" + language)) {
                assertCalls("[{op: payment.refund, with: {orderId: O-1, amount: 59.8}}, "
                        + "{op: inventory.releaseReservation, with: {reservationId: R-5001}}]");
                assertThat(next.said()).contains("There are 2 dead letters");
                assertThat(next.stop()).isIn(0, 143);
            }
        }
        assertThat(PlainJvm.deadLetters(home, "list")).contains(letter);
        assertThat(PlainJvm.deadLetters(home, "body", letter)).isEqualTo(ORDER);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aTradeOfAnUnverifiedUserIsRefusedWithTheReason(String language) throws Exception {
        try (var jvm = start("trading." + language + ".md")) {
            assertThat(jvm.call("POST", at(language, "/trades"), ORDER).status() / 100)
                    .isEqualTo(2);
            assertCalls(
                    "[{op: user-verification.verifyUser, with: {userId: U-1}}, {op: order-processing.placeOrder, with: {orderId: O-1}}]");

            play("user-verification.verifyUser: {body: {verified: false, reason: Passport has expired}}");
            assertThat(jvm.call("POST", at(language, "/trades"), ORDER).body()).contains("Passport has expired");
            assertCalls("[{op: user-verification.verifyUser}]");

            assertTheDoorAnswersAsTheProductsDoes(jvm, language);
        }
    }

    /** The same trade twice, one that is too large, and one that is no JSON. */
    private void assertTheDoorAnswersAsTheProductsDoes(PlainJvm jvm, String language)
            throws IOException, InterruptedException {
        play("{}");
        var first = keyed(jvm, at(language, "/trades"), ORDER);
        var again = keyed(jvm, at(language, "/trades"), ORDER);
        assertThat(again.statusCode()).isEqualTo(first.statusCode());
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(services.script.calls("order-processing.placeOrder")).hasSize(1);
        assertThat(keyed(jvm, at(language, "/trades"), ORDER.replace("O-1", "O-2"))
                        .statusCode())
                .isEqualTo(422);

        assertThat(jvm.call("POST", at(language, "/trades"), "{\"orderId\":\"" + "x".repeat(10 << 20) + "\"}")
                        .json())
                .isEqualTo(Documents.json("""
                        {"type": "about:blank", "title": "Too large", "status": 413,
                         "detail": "The body is larger than allowed. Nothing was done."}"""));
        assertThat(jvm.call("POST", at(language, "/trades"), "x".repeat(12 << 20))
                        .status())
                .isEqualTo(413);
        assertThat(asForm(jvm, at(language, "/trades"), ORDER)).isEqualTo(415);
        assertThat(jvm.said()).doesNotContain("Error adding listener");
        assertThat(jvm.call("POST", at(language, "/trades"), "{no")
                        .json()
                        .path("title")
                        .asText())
                .isEqualTo("The body is not JSON");
    }

    /** As curl sends JSON unless told otherwise. */
    private static int asForm(PlainJvm jvm, String path, String body) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(jvm.uri(path))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private static HttpResponse<String> keyed(PlainJvm jvm, String path, String body)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(jvm.uri(path))
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", "K-1")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    @ParameterizedTest
    @MethodSource("languages")
    @EnabledIfSystemProperty(named = "parity.languages", matches = ".+")
    void aFailedInspectionRaisesAnAlert(String language) throws Exception {
        try (var jvm = start("manufacturing." + language + ".md")) {
            var planned = "{op: production-planning.scheduleProduction, with: {deviceId: D-1, state: IDLE}}, "
                    + "{op: quality.inspectQuality, with: {deviceId: D-1}}";
            assertThat(jvm.call("POST", at(language, "/device-states"), STATE).status() / 100)
                    .isEqualTo(2);
            assertCalls("[" + planned + "]");

            play("quality.inspectQuality: {body: {passed: false, defects: 4, score: 38}}");
            assertThat(jvm.call("POST", at(language, "/device-states"), STATE).status() / 100)
                    .isEqualTo(2);
            assertCalls("[" + planned + ", {op: alerting.raiseAlert}]");
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void scoringIsBalancedAFailingInstanceIsSkippedAndScoresAreUsedAgain(String language) throws Exception {
        try (var second = services.another("credit-scoring")) {
            var first = services.get("credit-scoring");
            try (var jvm = start("credit-scoring." + language + ".md", first.url() + ", " + second.url())) {
                for (int i = 0; i < 12; i++)
                    assertThat(score(jvm, language).status()).isEqualTo(200);
                assertThat(services.script.calls("credit-scoring.score"))
                        .hasSize(12)
                        .extracting(Call::port)
                        .contains(first.port(), second.port());

                second.stop();
                // A call in the moment an instance dies may have been processed, so it is kept and not sent again.
                await().pollDelay(Duration.ofMillis(500)).until(() -> true);
                services.script.forget();
                for (int i = 0; i < 4; i++)
                    assertThat(score(jvm, language).body()).contains("712", "APPROVE");
                assertThat(services.script.calls("credit-scoring.score")).hasSize(4);

                var application = APPLICATION.formatted(0);
                services.script.forget();
                for (int i = 0; i < 3; i++)
                    assertThat(jvm.call("POST", at(language, "/credit-applications"), application)
                                    .body())
                            .contains("712", "APPROVE");
                assertThat(services.script.calls("credit-scoring.score")).hasSize(1);
            }
        }
    }

    private Reply score(PlainJvm jvm, String language) {
        return jvm.call(
                "POST", at(language, "/credit-applications"), APPLICATION.formatted(applicants.incrementAndGet()));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void statesOfDevicesBecomeInspectionsAndWhatCannotBeReadIsKept(String language) throws Exception {
        var suffix = language.equals("zh") ? "-zh" : "";
        var states = "device-states" + suffix;
        var inspections = "inspection-results" + suffix;
        try (var topics = new Topics(List.of(states, inspections));
                var jvm = PlainJvm.start(
                        home, Story.told("kafka/device-states." + language + ".md"), settings(topics.brokers()))) {
            assertThat(topics.hasReader(states)).isTrue();

            topics.send(states, "no JSON at all {");
            topics.send(states, "{\"deviceId\":\"D-1\",\"state\":\"IDLE\"}");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> topics.values(inspections).size() == 1);
            assertThat(topics.values(inspections).get(0)).contains("passed");
            assertThat(services.script.calls("alerting.raiseAlert")).isEmpty();
            assertThat(jvm.said()).containsOnlyOnce("is kept as dead letter");
        }
    }

    private PlainJvm start(String story) throws IOException {
        return PlainJvm.start(home, Story.told(story), settings(""));
    }

    private PlainJvm start(String story, String scoring) throws IOException {
        var settings = settings("");
        settings.put(Setting.instances("credit-scoring"), scoring);
        return PlainJvm.start(home, Story.told(story), settings);
    }

    private TreeMap<String, String> settings(String brokers) {
        var settings = new TreeMap<String, String>();
        services.all().forEach((name, stub) -> settings.put(Setting.instances(name), stub.url()));
        if (!brokers.isEmpty()) settings.put(Setting.KAFKA_BROKERS.property(), brokers);
        return settings;
    }

    private void play(String given) {
        services.play(Documents.yaml(given));
    }

    private void assertCalls(String expected) {
        var then = Documents.yaml("calls: " + expected);
        assertThat(new CallRules(then, services.script.calls(), false).failures())
                .isEmpty();
        assertThat(services.script.complaints()).isEmpty();
    }
}
