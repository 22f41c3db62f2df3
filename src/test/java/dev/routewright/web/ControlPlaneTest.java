package dev.routewright.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.cell.CellRuntime;
import dev.routewright.inspection.Permitted;
import dev.routewright.inspection.Policy;
import dev.routewright.integration.FakeCells;
import dev.routewright.integration.FakeDrafting;
import dev.routewright.integration.FakeServices;
import dev.routewright.integration.Way;
import dev.routewright.journal.DeadLetterStore;
import dev.routewright.journal.Json;
import dev.routewright.knowledge.OpenApiServices;
import dev.routewright.outbox.Call;
import dev.routewright.outbox.Letters;
import dev.routewright.outbox.Outbox;
import dev.routewright.outbox.OutboxStore;
import dev.routewright.route.Grant;
import dev.routewright.services.Asked;
import dev.routewright.services.Invoker;
import dev.routewright.services.Pauses;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        classes = {RoutewrightApplication.class, ControlPlaneTest.Fakes.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("fakes")
@DirtiesContext
class ControlPlaneTest {
    @TempDir
    static Path home;

    @LocalServerPort
    private int port;

    @Autowired
    private DeadLetterStore letters;

    @Autowired
    private OutboxStore outbox;

    @Autowired
    private CellRuntime.SecurityEvents security;

    @Autowired
    private FakeDrafting drafting;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void showsWhatACellStoppedWhereverAnIntegrationIsShown() throws Exception {
        json("POST", "/api/integrations", Map.of("name", "evil", "description", "Do it. path=/evil"));
        security.outsideGrant(new CellRuntime.Attempt("evil", 1, "m1", "s", "component <b>exec</b>"));
        var sentence = "It reached for component <b>exec</b> at step s of message m1 and was stopped.";

        var event = body(get("/api/security-events?integration=evil&limit=1")).get(0);

        assertThat(event.get("kind").textValue()).isEqualTo("outside-grant");
        assertThat(event.get("integration").textValue()).isEqualTo("evil");
        assertThat(event.get("version").intValue()).isEqualTo(1);
        assertThat(event.get("detail").textValue()).isEqualTo(sentence);
        assertThat(body(get("/api/security-events?before=" + event.get("seq") + "&integration=evil")))
                .isEmpty();
        assertThat(body(get("/api/integrations/evil"))
                        .get("security")
                        .get("latest")
                        .textValue())
                .isEqualTo(sentence);
        assertThat(get("/").body())
                .contains("<a href=\"/api/security-events?integration=evil\">1 security events</a>")
                .contains("component &lt;b&gt;exec&lt;/b&gt;");
    }

    @TestConfiguration
    static class Fakes {
        @Bean
        FakeCells cells() {
            return new FakeCells();
        }

        @Bean
        FakeServices services() {
            return new FakeServices();
        }

        @Bean
        FakeDrafting drafting() {
            return new FakeDrafting();
        }

        @Bean
        Outbox outbox(OutboxStore store, Letters letters) {
            var nowhere = new Invoker(
                    (service, operation) -> {
                        throw new IllegalArgumentException("There are no services here.");
                    },
                    Pauses.NONE);
            return Outbox.onStage(store, nowhere, letters);
        }

        @Bean
        Permitted permitted() {
            return Policy.standard().permitted();
        }

        @Bean
        Way.Setup setup() {
            return new Way.Setup(3, "policy", "catalog", "4.18.0", Way.Prices.UNKNOWN);
        }
    }

    @DynamicPropertySource
    static void inAFolderOfItsOwn(DynamicPropertyRegistry registry) {
        registry.add("routewright.data-dir", () -> home.resolve("data"));
        registry.add("routewright.routes", () -> home.resolve("routes"));
        registry.add("routewright.kamelets", () -> home.resolve("kamelets"));
        // Tests of Spring Boot's do without, unless told.
        registry.add("management.prometheus.metrics.export.enabled", () -> true);
    }

    @Test
    void whatCannotLeaveIsSaidInSentences() {
        json("POST", "/api/integrations", Map.of("name", "staying", "description", "check the stock path=/staying"));
        var place = "/api/integrations/staying/versions/1";
        settled(place);

        var waiting = get(place + "/export?to=camel-main");
        assertThat(waiting.statusCode()).isEqualTo(409);
        assertThat(body(waiting).path("detail").asText())
                .isEqualTo(
                        "staying/1 was not approved, and only what was approved may leave. Nothing was exported. Approve it first: routewright approve staying/1.");
        assertThat(get("/api/integrations/staying/versions/9/export").statusCode())
                .isEqualTo(404);
        assertThat(get("/api/integrations/staying/versions/9/resources").statusCode())
                .isEqualTo(404);
        assertThat(get(place + "/resources").statusCode()).isEqualTo(409);
        assertThat(body(get(place + "/export?to=docker")).path("detail").asText())
                .isEqualTo(
                        "There is nothing to export to under this name; there is camel-k, camel-main, spring-boot. Nothing was exported. Correct it and send it again.");
        assertThat(body(get(place + "/export?repository=https://user:secret@example.com"))
                        .path("detail")
                        .asText())
                .isEqualTo(
                        "The repository is not usable: it is an http or https address without user or password. Nothing was exported. Correct it and send it again.");
        assertThat(body(get(place + "/export?to=camel-main&knative=true"))
                        .path("detail")
                        .asText())
                .startsWith("A repository, Knative and KEDA are for camel-k only.");
    }

    @Test
    void aDescriptionGoesTheWholeWayOverRest() {
        var submitted = json(
                "POST", "/api/integrations", Map.of("name", "order", "description", "check the stock path=/whole"));
        assertThat(submitted.statusCode()).isEqualTo(202);
        var place = submitted.headers().firstValue("Location").orElseThrow();
        assertThat(place).isEqualTo("/api/integrations/order/versions/1");

        var version = settled(place);
        assertThat(version.path("status").asText()).isEqualTo("awaiting-approval");
        assertThat(version.fieldNames())
                .toIterable()
                .contains(
                        "name",
                        "version",
                        "status",
                        "language",
                        "clauses",
                        "plan",
                        "questions",
                        "findings",
                        "yaml",
                        "grant",
                        "rehearsal",
                        "timings",
                        "provenance");
        assertThat(version.at("/plan/trigger/kind").asText()).isEqualTo("http");
        assertThat(version.at("/rehearsal/table/0/what").asText()).isEqualTo("enough");
        var page = get(place + "/evidence");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/markdown;charset=UTF-8");
        assertThat(page.body()).startsWith("# Rehearsal of order, version 1\n\n1 run, all passed;");

        var approved = json("POST", place + "/approve", Map.of());
        assertThat(approved.statusCode()).isEqualTo(200);
        assertThat(body(approved).path("status").asText()).isEqualTo("live");

        var one = body(get("/api/integrations/order"));
        assertThat(one.path("status").asText()).isEqualTo("live");
        assertThat(one.at("/versions/0/version").asInt()).isEqualTo(1);
        assertThat(one.at("/figures/received").asInt()).isEqualTo(3);
        assertThat(body(get("/api/integrations")).findValuesAsText("name")).contains("order");
        assertThat(get("/").body()).contains("<a href=\"/api/integrations/order\">order</a>");
        assertThat(body(get("/api/journal")).at("/chain/holds").asBoolean()).isTrue();

        assertThat(json("POST", "/api/integrations/order/pause", Map.of()).statusCode())
                .isEqualTo(200);
        assertThat(json("POST", "/api/integrations/order/resume", Map.of()).statusCode())
                .isEqualTo(200);
        assertThat(send("DELETE", "/api/integrations/order", "", "").statusCode())
                .isEqualTo(204);
        assertThat(get("/api/integrations/order").statusCode()).isEqualTo(404);
    }

    @Test
    void anAddressThatIsNotWellFormedIsAProblemToo() throws Exception {
        var reply = raw("GET /api/integrations/%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(reply)
                .startsWith("HTTP/1.1 400")
                .contains("Content-Type: application/problem+json")
                .contains("The request is not well formed. Nothing was changed.")
                .doesNotContain("<html");
    }

    @Test
    void thePageSaysInWordsWhatRunsAndWhatWaitsForSomebody() {
        var place = "/api/integrations/unclear/versions/1";
        json("POST", "/api/integrations", Map.of("name", "unclear", "description", "asks for <b>什么</b>"));
        settled(place);

        var page = get("/");
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.body())
                .contains("Waiting for somebody")
                .contains("<a href=\"" + place + "\">1</a>")
                .contains("<a href=\"/api/integrations/unclear/dead-letters\">0</a>")
                .doesNotContain("<b>什么");
    }

    @Test
    void markdownIsADescriptionToo() {
        var submitted = send("POST", "/api/integrations?name=md", "text/markdown", "# 下单\n当用户下单时 path=/md");

        assertThat(submitted.statusCode()).isEqualTo(202);
        var version = settled(submitted.headers().firstValue("Location").orElseThrow());
        assertThat(version.path("description").asText()).isEqualTo("# 下单\n当用户下单时 path=/md");
        assertThat(version.path("language").asText()).isEqualTo("zh");
    }

    @Test
    void questionsAreAnsweredAndVersionsRejected() {
        var place = json("POST", "/api/integrations", Map.of("name", "asking", "description", "ask path=/asking"))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(settled(place).at("/questions/0/id").asText()).isEqualTo("q1");

        var answered = send(
                "POST",
                place + "/answers",
                "application/json",
                "{\"answers\":[{\"question\":\"q1\",\"answer\":\"blue\"}]}");
        assertThat(answered.statusCode()).isEqualTo(202);
        assertThat(settled(place).path("status").asText()).isEqualTo("awaiting-approval");

        assertThat(send("PUT", place + "/route", "application/yaml", "- route: bad route")
                        .statusCode())
                .isEqualTo(202);
        assertThat(settled(place).at("/findings/0/rule").asText()).isEqualTo("component-not-allowed");
        problem(
                json("POST", place + "/approve", Map.of()),
                409,
                "asking/1 is rejected and cannot be approved. Nothing was changed. It can be when it is awaiting-approval.");
    }

    @Test
    void eventsComeAsTheyHappenAndEndWhenTheVersionIsAtRest() throws Exception {
        var place = json("POST", "/api/integrations", Map.of("name", "told", "description", "refuse"))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        var lines = http.send(
                        HttpRequest.newBuilder(uri(place + "/events"))
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith("event:") || line.startsWith("data:"))
                .toList();

        assertThat(lines).startsWith("event:status", "data:{\"status\":\"drafting\"}", "event:stage");
        assertThat(lines).endsWith("event:status", "data:{\"status\":\"rejected\"}");
        assertThat(lines).contains("event:finding");
    }

    @Test
    void whatAModelWritesIsAmongTheEvents() throws Exception {
        var place = json("POST", "/api/integrations", Map.of("name", "wrote", "description", "hang on, write; refuse"))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        var stream = http.send(
                HttpRequest.newBuilder(uri(place + "/events"))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                BodyHandlers.ofLines());
        drafting.hanging.countDown();
        var lines = stream.body()
                .filter(line -> line.startsWith("event:") || line.startsWith("data:"))
                .toList();

        assertThat(lines).contains("event:token");
        var written = lines.stream()
                .filter(line -> line.contains("\"text\""))
                .map(line -> body(line.substring(5)))
                .toList();
        assertThat(written.stream().map(token -> token.path("text").asText()).toList())
                .hasSizeLessThan(4)
                .satisfies(texts -> assertThat(String.join("", texts)).isEqualTo("- route:\n"));
        assertThat(written.get(written.size() - 1).path("tokens").asInt()).isPositive();
        assertThat(body(get(place)).at("/provenance/calls")).isEmpty();
    }

    @Test
    void whatIsLiveIsChangedComparedCancelledAndTriedAgain() {
        var first = json("POST", "/api/integrations", Map.of("name", "changed", "description", "write path=/changed"))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(settled(first).at("/provenance/calls/0/purpose").asText()).isEqualTo("route");
        assertThat(body(get(first)).at("/trace/clauses/0/steps").toString()).contains("wait");
        problem(
                json("POST", "/api/integrations/changed/changes", Map.of("change", "more")),
                409,
                "changed has no live version. Nothing was changed. Approve a version first, or name another one.");
        json("POST", first + "/approve", Map.of());

        var asked = json("POST", "/api/integrations/changed/changes", Map.of("change", "a bad route"));
        assertThat(asked.statusCode()).isEqualTo(202);
        var place = asked.headers().firstValue("Location").orElseThrow();
        assertThat(place).isEqualTo("/api/integrations/changed/versions/2");
        var version = settled(place);
        assertThat(version.at("/change/wish").asText()).isEqualTo("a bad route");
        assertThat(version.at("/change/base").asInt()).isEqualTo(1);

        var text = get(place + "/diff");
        assertThat(text.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
        assertThat(text.body()).startsWith("--- changed/1\n+++ changed/2\n").contains("\n+a bad route\n");
        var diff = body(withAccept("application/json", place + "/diff?against=1"));
        assertThat(diff.path("unified").asText()).isEqualTo(text.body());
        assertThat(diff.at("/steps/0/change").asText()).isEqualTo("changed");
        assertThat(withAccept("*/*", place + "/diff?against=live").body()).isEqualTo(text.body());
        problem(
                withAccept("application/json", place + "/diff?against=x"),
                422,
                "A version is compared with live or with the number of another. Nothing was changed. Say ?against=live or "
                        + "?against=2.");

        assertThat(json("POST", place + "/retry", Map.of()).statusCode()).isEqualTo(202);
        assertThat(settled(place).at("/provenance/calls").size())
                .as("calls of both attempts")
                .isEqualTo(4);
        problem(
                json("POST", place + "/cancel", Map.of()),
                409,
                "changed/2 is rejected and cannot be cancelled. Nothing was changed. It can be when it is drafting or "
                        + "rehearsing.");
        problem(
                send("POST", "/api/integrations/changed/changes", "application/json", "{}"),
                400,
                "The change is missing. Nothing was created. Send {\"change\": \"…\"}.");
    }

    private HttpResponse<String> withAccept(String type, String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(uri(path)).header("Accept", type).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatCannotBeReadIsAProblemThatSaysWhatToDo() {
        problem(
                send("POST", "/api/integrations", "application/json", "{\"description\": \" \"}"),
                400,
                "The description is empty. Nothing was created. Say in a sentence what should happen, and when.");
        problem(
                send("POST", "/api/integrations", "application/json", "{\"name\": \"x\"}"),
                400,
                "The description is missing. Nothing was created. Send {\"description\": \"…\"}.");
        problem(
                send("POST", "/api/integrations", "application/json", "{"),
                400,
                "The request is not what this call expects: its body is not the JSON described, or a value in its path or "
                        + "query is of another type. Nothing was changed. /v3/api-docs describes it.");
        problem(
                send("POST", "/api/integrations", "text/markdown", "x".repeat(65_537)),
                413,
                "The description is larger than 64 KiB. Nothing was changed. Divide it, or say less.");
        problem(
                send("POST", "/api/integrations", "text/markdown", "x".repeat(600_000)),
                413,
                "The body is larger than 512 KiB. Nothing was changed. Divide it, or say less.");
        problem(
                send("POST", "/api/integrations", "text/markdown", new byte[] {'a', (byte) 0xff}),
                400,
                "The body is not UTF-8 text. Nothing was changed. Send it as UTF-8.");
        assertThat(send("POST", "/api/integrations", "application/x-www-form-urlencoded", "a=b")
                        .statusCode())
                .isEqualTo(415);
        assertThat(get("/api/nothing").statusCode()).isEqualTo(404);
        assertThat(send("PATCH", "/api/integrations", "application/json", "{}").statusCode())
                .isEqualTo(405);
        problem(
                get("/api/integrations/nobody/versions/1"),
                404,
                "There is no integration “nobody”. Nothing was changed. GET /api/integrations lists those there are.");
        assertThat(get("/api/integrations/nobody/versions/x").statusCode()).isEqualTo(400);
    }

    @Test
    void aServiceWrittenByHandIsAServiceLikeAnyOther() {
        var sent = send("PUT", "/api/services/byhand", "application/json", """
                {"title": "By hand", "servers": ["http://10.0.0.5:8080"], "operations": [
                  {"id": "reserve", "method": "POST", "path": "/reservations", "idempotent": true,
                   "inputs": [{"name": "sku", "type": "string", "required": true}], "reply": {"id": "R-1"}}]}""");

        assertThat(sent.statusCode()).isEqualTo(201);
        assertThat(body(sent).path("operations").get(0).path("idempotent").asBoolean())
                .isTrue();
        assertThat(body(sent).path("contract").asText()).isEqualTo("No live reply was compared with the document yet.");
        assertThat(body(get("/api/services/byhand/contract")).path("operations"))
                .isEmpty();
        assertThat(send(
                                "PUT",
                                "/api/services/byhand/instances",
                                "application/json",
                                "{\"urls\": [\"srv+http://_http._tcp.stock.internal/api\", \"kubernetes+http://stock.shop:80\"]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(
                                "PUT",
                                "/api/services/byhand/instances",
                                "application/json",
                                "{\"urls\": [\"dns+ftp://stock.internal\"]}")
                        .body())
                .contains("is not an address that can be looked up. Nothing was changed.");
        assertThat(send("DELETE", "/api/services/byhand", "", "").statusCode()).isEqualTo(204);
    }

    @Test
    void servicesAreRegisteredSteeredAndRemoved() {
        assertThat(send("PUT", "/api/services/inventory", "application/yaml", "openapi getStock")
                        .statusCode())
                .isEqualTo(201);
        var again = send("PUT", "/api/services/inventory", "application/json", "openapi getStock,reserve");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(body(again).at("/operations/1/key").asText()).isEqualTo("inventory.reserve");
        assertThat(body(again).path("sandbox").asBoolean()).isTrue();
        problem(
                send("PUT", "/api/services/inventory", "application/yaml", "swagger: 2"),
                422,
                "The document is not OpenAPI 3. Nothing was changed.");

        var instances = send(
                "PUT",
                "/api/services/inventory/instances",
                "application/json",
                "{\"urls\":[\"http://127.0.0.1:9/x\"]}");
        assertThat(body(instances).at("/instances/0/url").asText()).isEqualTo("http://127.0.0.1:9/x");
        assertThat(body(instances).path("sandbox").asBoolean()).isFalse();
        var mediated = send(
                "PUT", "/api/services/inventory/mediation", "application/json", "{\"timeout\":\"2s\",\"retries\":1}");
        assertThat(body(mediated).at("/mediation/timeout").asText()).isEqualTo("PT2S");
        problem(
                send("PUT", "/api/services/inventory/mediation", "application/json", "{\"retries\":99}"),
                422,
                "Mediation of inventory was not changed: retries must be 0 to 10.");
        assertThat(send("DELETE", "/api/services/inventory", "", "").statusCode())
                .isEqualTo(204);
        problem(
                get("/api/services/inventory"),
                404,
                "There is no service “inventory”. Nothing was changed. GET /api/services lists those there are.");
    }

    @Test
    void callsThatWaitAreListedTriedNowAndGivenUp() {
        var place = json("POST", "/api/integrations", Map.of("name", "later", "description", "path=/later"))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        settled(place);
        json("POST", place + "/approve", Map.of());
        for (var id : List.of("C-1", "C-2"))
            outbox.accept(new Call(id, "later", 1, "rooms", "cancelRoom", "{\"room\":\"secret\"}", Asked.NOTHING));

        var calls = "/api/integrations/later/outbox";
        var list = get(calls).body();
        assertThat(body(get(calls)).findValuesAsText("id")).containsExactly("C-1", "C-2");
        assertThat(list).contains("rooms.cancelRoom", "async", "waiting").doesNotContain("secret");
        assertThat(body(get("/api/integrations/later")).path("callsWaiting").asInt())
                .isEqualTo(2);
        assertThat(get("/").body()).contains("2 calls");
        assertThat(send("POST", calls + "/C-1/retry", "", "").statusCode()).isEqualTo(204);
        assertThat(send("DELETE", calls + "/C-1", "", "").statusCode()).isEqualTo(204);
        assertThat(body(get(calls)).findValuesAsText("id")).containsExactly("C-2");
        var gone = send("DELETE", calls + "/C-1", "", "");
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.body()).contains("has no call “C-1” that waits. Nothing was changed.");
        assertThat(get("/api/integrations/nobody/outbox").statusCode()).isEqualTo(404);
    }

    @Test
    void deadLettersAreListedShownAndReplayed() {
        var place = json("POST", "/api/integrations", Map.of("name", "letters", "description", "path=/letters"))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        settled(place);
        json("POST", place + "/approve", Map.of());
        var message = new CellRuntime.Message(
                new Grant.Entry("http", "POST", "/letters"),
                Map.of("Content-Type", "application/json"),
                "{\"a\":\"下\"}".getBytes(StandardCharsets.UTF_8));
        var id = letters.keep(new CellRuntime.Failure("letters", 1, "X-1", message, "pay", "It failed."));

        var list = body(get("/api/integrations/letters/dead-letters"));
        assertThat(list.findValuesAsText("id")).containsExactly(id);
        assertThat(list.at("/0/cause").asText()).isEqualTo("It failed.");
        assertThat(list.at("/0/at").asText()).isNotEmpty();
        assertThat(body(get("/api/integrations/letters/dead-letters/" + id))
                        .path("body")
                        .asText())
                .isEqualTo("{\"a\":\"下\"}");
        var replayed = send("POST", "/api/integrations/letters/dead-letters/" + id + "/replay", "", "");
        assertThat(replayed.body()).isEqualTo("{\"status\":200,\"body\":\"{}\",\"deadLetter\":null}");
        assertThat(send("DELETE", "/api/integrations/letters/dead-letters/" + id, "", "")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void deadLettersAreMaskedFilteredChangedAndReplayedInNumbers() {
        var place = json("POST", "/api/integrations", Map.of("name", "hidden", "description", "path=/hidden"))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        settled(place);
        json("POST", place + "/approve", Map.of());
        var message = new CellRuntime.Message(
                new Grant.Entry("http", "POST", "/hidden"),
                Map.of("Content-Type", "application/json", "X-Pin", "1234"),
                "{\"n\":1,\"password\":\"geheim\"}".getBytes(StandardCharsets.UTF_8));
        var first = letters.keep(new CellRuntime.Failure("hidden", 1, "X-1", message, "pay", "It failed."));
        var second = letters.keep(new CellRuntime.Failure("hidden", 1, "X-2", message, "ship", "It failed too."));
        var all = "/api/integrations/hidden/dead-letters";

        var listed = body(get(all + "?step=pay&text=FAILED&entry=POST%20/hidden&since=2020-01-01T00:00:00Z"));
        assertThat(listed.findValuesAsText("id")).containsExactly(first);
        var newest = body(get(all + "?limit=1"));
        assertThat(newest.findValuesAsText("id")).containsExactly(second);
        assertThat(body(get(all + "?before=" + newest.at("/0/seq").asText())).findValuesAsText("id"))
                .containsExactly(first);

        var shown = body(get(all + "/" + first));
        assertThat(shown.path("body").asText()).isEqualTo("{\"n\":1,\"password\":\"•••\"}");
        assertThat(shown.at("/headers/X-Pin").asText()).isEqualTo("1234");
        var edited = json("PUT", all + "/" + first, Map.of("body", "{\"n\":2,\"password\":\"•••\"}"));
        assertThat(edited.statusCode()).isEqualTo(200);
        assertThat(body(edited).path("edited").asBoolean()).isTrue();
        assertThat(letters.body(first)).hasValue("{\"n\":2,\"password\":\"geheim\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(body(get(all + "/" + first + "/first")).path("body").asText())
                .isEqualTo("{\"n\":1,\"password\":\"•••\"}");
        assertThat(get("/api/journal").body())
                .contains("edit-dead-letter")
                .contains("changed body; what came first is kept beside it")
                .doesNotContain("geheim");

        problem(
                json("POST", all + "/replay", Map.of()),
                400,
                "It does not say which messages are meant. Nothing was done. Send ids, a filter (state, entry, step, text, "
                        + "since, until), or \"all\": true.");
        var begun = json("POST", all + "/replay", Map.of("all", true));
        assertThat(begun.statusCode()).isEqualTo(202);
        var watch = begun.headers().firstValue("Location").orElseThrow();
        Awaitility.await().until(() -> body(get(watch)).path("state").asText().equals("done"));
        assertThat(body(get(watch)).path("done").asInt()).isEqualTo(2);
        var gone = json("POST", all + "/delete", Map.of("state", "replayed"))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        Awaitility.await().until(() -> body(get(gone)).path("state").asText().equals("done"));
        assertThat(body(get(all))).isEmpty();
        assertThat(get("/api/journal").body())
                .contains("2 of 2 went through, 0 failed, 0 skipped")
                .contains("2 of 2 deleted, 0 failed, 0 skipped");
    }

    @Test
    void routesAreCheckedWithoutBeingKept() {
        var inspected = send("POST", "/api/inspect", "application/yaml", "- bad route path=/x");
        assertThat(body(inspected).at("/findings/0/severity").asText()).isEqualTo("error");
        assertThat(body(inspected).at("/grant/entries/0/address").asText()).isEqualTo("/x");

        var rehearsed = send("POST", "/api/rehearse", "application/yaml", "- route");
        assertThat(body(rehearsed).at("/rehearsal/runs/0/name").asText()).isEqualTo("enough");
        assertThat(body(rehearsed).path("passed").asBoolean()).isTrue();
    }

    @Test
    void pagesOfOthersAreKeptOut() throws Exception {
        var request = HttpRequest.newBuilder(uri("/api/integrations"))
                .header("Origin", "https://elsewhere.test")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("When …"));
        problem(
                http.send(request.build(), BodyHandlers.ofString()),
                403,
                "The request comes from a web page of another origin. Nothing was changed. Send it from the control plane's "
                        + "own pages or from a program.");
        var own = HttpRequest.newBuilder(uri("/api/integrations/x/pause"))
                .header("Origin", "http://127.0.0.1:" + port)
                .POST(BodyPublishers.noBody());
        assertThat(http.send(own.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(404);
        assertThat(calledAs("rebound.test")).startsWith("HTTP/1.1 403");
        assertThat(calledAs("localhost:" + port)).startsWith("HTTP/1.1 200");
    }

    private String calledAs(String host) throws IOException {
        return raw("GET /api/integrations HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host));
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void notesWhereAVersionWasBrought() {
        json("POST", "/api/integrations", Map.of("name", "away", "description", "Do it. path=/away"));
        var where = Map.of("cluster", "kind", "namespace", "shop", "by", "anna", "outcome", "running");

        assertThat(json("POST", "/api/integrations/away/versions/1/deployments", where)
                        .statusCode())
                .isEqualTo(201);

        var noted = body(get("/api/integrations/away/deployments"));
        assertThat(noted).hasSize(1);
        assertThat(noted.get(0).path("version").asInt()).isEqualTo(1);
        assertThat(noted.get(0).path("cluster").asText()).isEqualTo("kind");
        assertThat(noted.get(0).path("by").asText()).isEqualTo("anna");
        assertThat(body(get("/api/journal")).at("/entries/0/subject").asText()).isEqualTo("away/1");
        assertThat(json("POST", "/api/integrations/away/versions/7/deployments", where)
                        .statusCode())
                .isEqualTo(404);
        assertThat(json("POST", "/api/integrations/away/versions/1/deployments", Map.of("cluster", "kind"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(body(json(
                                "POST",
                                "/api/integrations/away/versions/1/deployments",
                                Map.of("cluster", "kind", "namespace", "shop", "outcome", "mystery")))
                        .path("detail")
                        .asText())
                .isEqualTo(
                        "The outcome \u201cmystery\u201d is none of running, failed, late and removed. Nothing was noted.");
    }

    @Test
    void theApiDescribesItselfAndHealthIsKnown() {
        var paths = body(get("/v3/api-docs")).path("paths");
        assertThat(paths.fieldNames())
                .toIterable()
                .contains("/api/integrations", "/api/services/{name}", "/api/inspect", "/api/journal");
        assertThat(get("/actuator/health").body())
                .isEqualTo("{\"status\":\"UP\",\"groups\":[\"liveness\",\"readiness\"]}");
    }

    @Test
    void whatRunsIsToBeSeenInFigures() {
        send("PUT", "/api/services/counted", "application/yaml", "openapi getStock");

        var counted = body(get("/api/metrics"))
                .path("services")
                .valueStream()
                .filter(service -> service.path("service").asText().equals("counted"))
                .findFirst()
                .orElseThrow();

        assertThat(counted.at("/operations/0/operation").asText()).isEqualTo("getStock");
        assertThat(counted.at("/operations/0/calls").asInt(-1)).isZero();
        assertThat(counted.at("/operations/0/latency/p99").isNumber()).isTrue();
        assertThat(get("/actuator/prometheus").body())
                .contains("routewright_call_seconds_count{operation=\"getStock\",service=\"counted\"} 0")
                .contains("routewright_connections_max");
        assertThat(body(get("/api/services/counted"))
                        .at("/figures/operations/0/calls")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void theApiSaysOfEveryCallWhatItDoesAndThatItCanBeDeclined() {
        var api = body(get("/v3/api-docs"));
        var calls = api.path("paths").findValues("operationId").size();

        assertThat(api.at("/info/title").asText()).isEqualTo("Routewright");
        assertThat(calls).isGreaterThan(20);
        assertThat(api.path("paths").findValues("summary")).hasSize(calls);
        assertThat(api.path("paths").findValuesAsText("operationId"))
                .doesNotHaveDuplicates()
                .noneMatch(id -> id.matches(".*_\\d+"));
        assertThat(api.path("paths").findValues("4XX")).hasSize(calls).allMatch(response -> response.at(
                        "/content/application~1problem+json/schema/$ref")
                .asText()
                .equals("#/components/schemas/Problem"));
        assertThat(api.at("/components/schemas/Problem/properties/detail/type").asText())
                .isEqualTo("string");
        assertThat(OpenApiServices.read("routewright", api.toString()).operations())
                .hasSizeGreaterThan(20);
    }

    private JsonNode settled(String place) {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> body(get(place)), version -> !version.path(
                        "status")
                .asText()
                .matches("drafting|rehearsing"));
    }

    private static void problem(HttpResponse<String> response, int status, String detail) {
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(body(response).path("detail").asText()).isEqualTo(detail);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    private HttpResponse<String> json(String method, String path, Object body) {
        return send(method, path, "application/json", Json.write(body));
    }

    private HttpResponse<String> get(String path) {
        return send("GET", path, "", "");
    }

    private HttpResponse<String> send(String method, String path, String type, String body) {
        return send(method, path, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> send(String method, String path, String type, byte[] body) {
        try {
            var request = HttpRequest.newBuilder(uri(path))
                    .timeout(Duration.ofSeconds(20))
                    .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
            if (!type.isEmpty()) request.header("Content-Type", type);
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static JsonNode body(HttpResponse<String> response) {
        return body(response.body());
    }

    private static JsonNode body(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }
}
