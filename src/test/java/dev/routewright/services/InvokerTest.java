package dev.routewright.services;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.routewright.route.Service.Security;
import dev.routewright.services.CallCredentials.Sent;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvokerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WireMockServer one =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final WireMockServer two =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private LiveServices services;
    private Invoker invoker;

    @BeforeEach
    void start() {
        one.start();
        two.start();
        one.stubFor(any(anyUrl()).willReturn(okJson("{\"from\":1}")));
        two.stubFor(any(anyUrl()).willReturn(okJson("{\"from\":2}")));
        services =
                new LiveServices(Documents::stock, new Documents.ListStore(), mediation(5000, 2, 100, "round-robin"));
        services.register("stock", "served");
        services.setInstances("stock", List.of(URI.create(one.baseUrl())));
        invoker = new Invoker(services);
    }

    @AfterEach
    void stop() {
        invoker.close();
        services.close();
        one.stop();
        two.stop();
    }

    @Test
    void writesInputsWhereTheyTravel() {
        var outcome = call("getStock", "{\"sku\":\"a/b ä?\",\"site\":\"x&y=1\",\"X-Tenant\":\"t1\",\"more\":1}");

        assertThat(outcome).isEqualTo(new Outcome("{\"from\":1}", null));
        one.verify(getRequestedFor(urlEqualTo("/stock/a%2Fb%20%C3%A4%3F?site=x%26y%3D1"))
                .withHeader("X-Tenant", equalTo("t1")));
    }

    @Test
    void fillsPathAndBodyFromOneName() {
        call("rename", "{\"sku\":\"A\",\"name\":\"Box\"}");

        one.verify(putRequestedFor(urlEqualTo("/stock/A"))
                .withRequestBody(equalToJson("{\"sku\":\"A\",\"name\":\"Box\"}")));
    }

    @Test
    void leavesOutAnOptionalMemberThatIsNull() {
        call("reserve", "{\"sku\":\"A\",\"quantity\":null}");

        one.verify(postRequestedFor(urlEqualTo("/reservations")).withRequestBody(equalToJson("{\"sku\":\"A\"}")));
    }

    @Test
    void sendsNothingWithoutARequiredInput() {
        assertThat(call("getStock", "{\"site\":\"x\"}").failure())
                .isEqualTo("[stock.getStock] The input sku is missing. Nothing was sent.");
        assertThat(call("getStock", "{\"sku\":\"..\"}").failure())
                .isEqualTo("[stock.getStock] The input sku has no value that can stand in a path. Nothing was sent.");
        assertThat(call("getStock", "{\"sku\":\"A\",\"X-Tenant\":\"a\\r\\nHost: evil\"}")
                        .failure())
                .isEqualTo("[stock.getStock] The input X-Tenant cannot stand in a header. Nothing was sent.");
        one.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void repeatsAFailingCallAsOftenAsPolicySays() {
        one.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(500)));

        var outcome = call("getStock", "{\"sku\":\"A\"}");

        assertThat(outcome.failure())
                .isEqualTo(
                        "[stock.getStock] %s answered with status 500. 3 attempts were made.".formatted(one.baseUrl()));
        one.verify(3, anyRequestedFor(anyUrl()));
    }

    @Test
    void keepsToTheNumbersOfTheRoute() {
        one.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(500)));
        var begun = System.nanoTime();

        call("reserve", "{\"sku\":\"A\"}", asked(3, 150, null));

        one.verify(4, anyRequestedFor(anyUrl()));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(450));
    }

    @Test
    void doesNotRepeatACallThatMayHaveHadAnEffect() {
        one.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(500)));

        call("reserve", "{\"sku\":\"A\"}");

        one.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void repeatsSuchACallWhenTheServiceSaysItDidNothing() {
        one.stubFor(any(anyUrl())
                .inScenario("s")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(503).withHeader("Retry-After", "1"))
                .willSetStateTo("well"));
        one.stubFor(any(anyUrl()).inScenario("s").whenScenarioStateIs("well").willReturn(okJson("{\"id\":1}")));
        var begun = System.nanoTime();

        var outcome = call("reserve", "{\"sku\":\"A\"}");

        assertThat(outcome).isEqualTo(new Outcome("{\"id\":1}", null));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(990));
    }

    @Test
    void namesACallThatTakesAnIdempotencyKeyOnceAndRepeatsItUnderTheSameName() {
        one.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(500)));

        call("pay", "{\"amount\":10}");

        one.verify(3, postRequestedFor(urlEqualTo("/payments")).withHeader("Idempotency-Key", equalTo("call-1")));
    }

    @Test
    void endsAnAttemptAtItsTimeHoweverSlowlyBytesArrive() {
        one.stubFor(any(anyUrl()).willReturn(okJson("{\"from\":\"a slow one\"}").withChunkedDribbleDelay(20, 10_000)));
        call("note", "{}", asked(0, 0, 3000));
        var begun = System.nanoTime();

        var outcome = call("getStock", "{\"sku\":\"A\"}", asked(0, 0, 700));

        assertThat(outcome.failure())
                .isEqualTo("[stock.getStock] %s gave no whole answer within 700 ms. 1 attempt was made."
                        .formatted(one.baseUrl()));
        assertThat((System.nanoTime() - begun) / 1e6).isCloseTo(700, within(500.0));
    }

    @Test
    void failsWhenNobodyListens() throws IOException {
        services.setInstances("stock", List.of(URI.create("http://127.0.0.1:" + freePort())));

        assertThat(call("reserve", "{\"sku\":\"A\"}").failure())
                .endsWith("does not accept connections. 3 attempts were made.");
    }

    @Test
    void tellsARefusalApartFromAFailure() {
        one.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(422).withBody("no such sku")));

        assertThat(call("getStock", "{\"sku\":\"A\"}").failure())
                .isEqualTo("[stock.getStock] The service refused the call with status 422.");
        one.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void followsNoRedirect() {
        one.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(302).withHeader("Location", two.baseUrl())));

        assertThat(call("getStock", "{\"sku\":\"A\"}").failure())
                .isEqualTo(
                        "[stock.getStock] %s answered with a redirect (302), which is not followed. 1 attempt was made."
                                .formatted(one.baseUrl()));
        two.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void refusesAReplyThatIsNotWhatTheDocumentPromises() {
        one.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody("<html>")));

        assertThat(call("reserve", "{\"sku\":\"A\"}").failure())
                .isEqualTo(
                        "[stock.reserve] The service sent a malformed reply: its document promises JSON of type object."
                                + " 1 attempt was made.");
        assertThat(call("note", "{}")).isEqualTo(new Outcome("\"<html>\"", null));
    }

    @Test
    void refusesAReplyWithoutEnd() {
        one.stubFor(any(anyUrl()).willReturn(aResponse().withBody(new byte[11 * 1024 * 1024])));

        assertThat(call("reserve", "{\"sku\":\"A\"}").failure())
                .isEqualTo("[stock.reserve] %s sent more than 10 MiB. 1 attempt was made.".formatted(one.baseUrl()));
    }

    @Test
    void takesAnEmptyReplyForAnEmptyObject() {
        one.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(204)));

        assertThat(call("reserve", "{\"sku\":\"A\"}")).isEqualTo(new Outcome("{}", null));
    }

    @Test
    void balancesOverInstances() {
        both();

        for (int i = 0; i < 10; i++) call("getStock", "{\"sku\":\"A\"}");

        one.verify(5, anyRequestedFor(anyUrl()));
        two.verify(5, anyRequestedFor(anyUrl()));
    }

    @Test
    void asksTheNextInstanceWhenOneFails() {
        one.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        both();

        for (int i = 0; i < 6; i++)
            assertThat(call("getStock", "{\"sku\":\"A\"}")).isEqualTo(new Outcome("{\"from\":2}", null));
    }

    @Test
    void leavesAnInstanceAloneThatKeepsFailing() {
        one.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(500)));
        services.setMediation("stock", mediation(5000, 1, 10, "round-robin"));
        both();
        for (int i = 0; i < 20; i++) call("getStock", "{\"sku\":\"A\"}");
        one.resetRequests();

        for (int i = 0; i < 20; i++)
            assertThat(call("getStock", "{\"sku\":\"A\"}")).isEqualTo(new Outcome("{\"from\":2}", null));

        one.verify(0, anyRequestedFor(anyUrl()));
        assertThat(services.find("stock").orElseThrow().instances())
                .extracting(ServiceRegistry.Instance::state)
                .containsExactly("resting", "up");
    }

    @Test
    void failsFastWhenEveryInstanceRests() {
        one.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(500)));
        for (int i = 0; i < 4; i++) call("getStock", "{\"sku\":\"A\"}");
        one.resetRequests();
        var fastest = Duration.ofDays(1);

        for (int i = 0; i < 5; i++) {
            var begun = System.nanoTime();
            assertThat(call("getStock", "{\"sku\":\"A\"}").failure())
                    .isEqualTo("[stock.getStock] No instance of stock answers; all of them are resting after failures."
                            + " Nothing was sent.");
            var took = Duration.ofNanos(System.nanoTime() - begun);
            if (took.compareTo(fastest) < 0) fastest = took;
        }

        // The two pauses before further attempts would take 300 ms.
        assertThat(fastest).isLessThan(Duration.ofMillis(250));
        one.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void prefersTheInstanceThatAnswersFastest() {
        one.stubFor(any(anyUrl()).willReturn(okJson("{\"from\":1}").withFixedDelay(60)));
        services.setMediation("stock", mediation(5000, 2, 100, "least-response-time"));
        both();
        for (int i = 0; i < 4; i++) call("getStock", "{\"sku\":\"A\"}");
        two.resetRequests();

        for (int i = 0; i < 10; i++) call("getStock", "{\"sku\":\"A\"}");

        two.verify(10, anyRequestedFor(anyUrl()));
    }

    @Test
    void callsNoAddressThatNobodyServesAt() {
        for (var host : List.of("169.254.169.254", "0.0.0.0", "224.0.0.1", "[fe80::1]")) {
            services.setInstances("stock", List.of(URI.create("http://" + host + ":" + one.port())));

            assertThat(call("getStock", "{\"sku\":\"A\"}", asked(0, 1, 1000)).failure())
                    .contains("which is never called");
        }
        assertThat(one.getAllServeEvents()).isEmpty();
    }

    private void both() {
        services.setInstances("stock", List.of(URI.create(one.baseUrl()), URI.create(two.baseUrl())));
    }

    @Test
    void carriesCredentialsOverWhateverTheRoutePutInTheirPlace() {
        carrying(
                new Sent(Security.header("X-Tenant"), "canary-1"),
                new Sent(Security.query("site"), "canary&2"),
                new Sent(Security.BEARER, "canary-3"));

        call("getStock", "{\"sku\":\"a\",\"site\":\"mine\",\"X-Tenant\":\"[credential 1]\"}");

        one.verify(getRequestedFor(urlEqualTo("/stock/a?site=canary%262"))
                .withHeader("X-Tenant", equalTo("canary-1"))
                .withHeader("Authorization", equalTo("Bearer canary-3")));
    }

    @Test
    void carriesUserAndPassword() {
        carrying(new Sent(Security.BASIC, "reader:s3cr3t"));

        call("note", "{}");

        one.verify(getRequestedFor(urlEqualTo("/note"))
                .withHeader("Authorization", equalTo("Basic cmVhZGVyOnMzY3IzdA==")));
    }

    @Test
    void asksForTheCredentialsOfTheCallerAndTheService() throws Exception {
        var asked = new CompletableFuture<String>();
        invoker.close();
        invoker = new Invoker(services, (caller, service) -> {
            asked.complete(caller + " " + service);
            return List.of();
        });

        invoker.call(
                new CallCredentials.Caller("order", 3),
                "stock",
                "note",
                null,
                Asked.NOTHING,
                "call-1",
                () -> {},
                (reply, failure) -> {});

        assertThat(asked.get(5, TimeUnit.SECONDS)).isEqualTo("Caller[integration=order, version=3] stock");
    }

    @Test
    void passesOnNoCredentialThatAServiceRepeatsInARefusal() throws Exception {
        one.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(403).withBody("bad key canary-1")));
        carrying(new Sent(Security.header("X-Key"), "canary-1"));
        var body = new CompletableFuture<String>();

        invoker.call(
                "stock",
                "note",
                null,
                Asked.NOTHING,
                "call-1",
                () -> {},
                (reply, failure) -> body.complete(failure == null ? "" : failure.body()));

        assertThat(body.get(5, TimeUnit.SECONDS)).isEqualTo("bad key [credential]");
    }

    @Test
    void saysThatACredentialCannotBeRead() {
        invoker.close();
        invoker = new Invoker(services, (caller, service) -> {
            throw new IllegalStateException("canary");
        });

        assertThat(call("note", "{}").failure())
                .isEqualTo("[stock.note] Its credential cannot be read. Nothing was sent.");
        one.verify(0, anyRequestedFor(anyUrl()));
    }

    private void carrying(Sent... credentials) {
        invoker.close();
        invoker = new Invoker(services, (caller, service) -> List.of(credentials));
    }

    private Outcome call(String operation, String input) {
        return call(operation, input, Asked.NOTHING);
    }

    private Outcome call(String operation, String input, Asked asked) {
        var done = new CompletableFuture<Outcome>();
        try {
            invoker.call(
                    "stock",
                    operation,
                    JSON.readTree(input),
                    asked,
                    "call-1",
                    () -> {},
                    (reply, failure) ->
                            done.complete(new Outcome(text(reply), failure == null ? null : failure.getMessage())));
            return done.get(20, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static @Nullable String text(@Nullable JsonNode reply) {
        return reply == null ? null : reply.toString();
    }

    private static Asked asked(int retries, int pause, @Nullable Integer timeout) {
        return new Asked(
                Optional.of(retries),
                Optional.of(Duration.ofMillis(pause)),
                Optional.empty(),
                Optional.ofNullable(timeout).map(Duration::ofMillis));
    }

    private static Mediation mediation(int timeout, int retries, int delay, String balancing) {
        return new Mediation(
                Duration.ofMillis(timeout),
                retries,
                Duration.ofMillis(delay),
                2,
                Duration.ofSeconds(2),
                10,
                50,
                Duration.ofSeconds(30),
                balancing);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    record Outcome(@Nullable String reply, @Nullable String failure) {}
}
