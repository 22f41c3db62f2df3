package dev.routewright.cli;

import static dev.routewright.cli.Terminals.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.cli.Terminals.Said;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCommandsTest {
    private static final String V1 = "/api/integrations/order/versions/1";
    private static final String LIVE = """
            {"name": "order", "version": 1, "status": "live",
             "grant": {"entries": [{"kind": "http", "method": "POST", "address": "/orders"},
                                   {"kind": "timer", "method": "", "address": "5m"}]}}""";

    @TempDir
    private Path folder;

    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void saysHowToStartOneWhenNobodyAnswers() throws IOException {
        var address = "http://127.0.0.1:" + aFreePort();

        assertThat(Terminals.in(folder).run("list", "--server", address))
                .isEqualTo(new Said(
                        3,
                        "",
                        lines("No Routewright answers at " + address
                                + ". Start one with ./routewright serve, or name it with --server.")));
    }

    @Test
    void saysWhenSomethingElseAnswers() {
        server.onHtml("GET /api/integrations", 404);

        assertThat(routewright("list"))
                .isEqualTo(new Said(
                        3,
                        "",
                        lines("What answers at " + server.address()
                                + " (status 404) is not a Routewright. Name the right one with --server.")));
    }

    @Test
    void anAddressThatIsNoneIsAMistakeOfUsage() {
        assertThat(Terminals.in(folder).run("list", "--server", "localhost:8080"))
                .isEqualTo(new Said(
                        2,
                        "",
                        lines("localhost:8080 is not an address of a server. Write it like http://127.0.0.1:8080.")));
    }

    @Test
    void listAlignsChineseNames() {
        server.on("GET /api/integrations", 200, """
                [{"name": "订单处理", "version": 2, "status": "live", "latest": 3, "latestStatus": "awaiting-approval",
                  "pending": true,
                  "entries": [{"kind": "http", "method": "POST", "address": "/orders"}], "deadLetters": 4,
                  "sandbox": ["inventory", "payment"]},
                 {"name": "price", "version": 1, "status": "live", "paused": true, "latest": 1, "latestStatus": "live",
                  "entries": [{"kind": "timer", "method": "", "address": "5m"}], "deadLetters": 0, "sandbox": []}]""");

        assertThat(routewright("list"))
                .isEqualTo(Said.ok(lines(
                        "NAME      VERSION  STATUS                     DEAD LETTERS  ENTRY",
                        "订单处理  2        live, 3 awaiting-approval  4             POST /orders  sandbox: inventory, payment",
                        "price     1        live, paused               0             timer 5m")));
    }

    @Test
    void listShowsALaterVersionOnlyWhileSomebodyHasToDoSomethingAboutIt() {
        server.on("GET /api/integrations", 200, """
                [{"name": "a", "version": 1, "status": "live", "latest": 2, "latestStatus": "rejected", "pending": false},
                 {"name": "b", "version": 1, "status": "live", "latest": 2, "latestStatus": "failed", "pending": false},
                 {"name": "c", "version": 1, "status": "live", "latest": 2, "latestStatus": "needs-answers",
                  "pending": true}]""");

        assertThat(routewright("list").out())
                .isEqualTo(lines(
                        "NAME  VERSION  STATUS                 DEAD LETTERS  ENTRY",
                        "a     1        live                   0",
                        "b     1        live                   0",
                        "c     1        live, 2 needs-answers  0"));
    }

    @Test
    void listSaysInWordsWhyOneDoesNotRun() {
        server.on("GET /api/integrations", 200, """
                [{"name": "price", "version": 1, "status": "live", "entries": [], "example": "curl …"},
                 {"name": "order", "version": 1, "status": "needs-answers", "entries": [],
                  "example": "哪个仓库？"}]""");

        assertThat(routewright("list"))
                .isEqualTo(new Said(
                        0,
                        lines(
                                "NAME   VERSION  STATUS         DEAD LETTERS  ENTRY",
                                "price  1        live           0",
                                "order  1        needs-answers  0"),
                        lines("order: 哪个仓库？")));
    }

    @Test
    void listSaysWhatACellStoppedAndWhyItIsPaused() {
        server.on("GET /api/integrations", 200, """
                [{"name": "evil", "version": 1, "status": "live", "paused": true, "entries": [], "example": "curl …",
                  "why": "It tried.", "security": {"events": 7, "latest": "It reached for component exec."}},
                 {"name": "good", "version": 1, "status": "live", "entries": [],
                  "security": {"events": 0, "at": null, "latest": null}}]""");

        assertThat(routewright("list").err())
                .isEqualTo(lines(
                        "evil: It tried.", "evil: 7 security events, the latest: It reached for component exec."));
    }

    @Test
    void whatAServerSendsCannotMoveTheCursor() {
        server.on(
                "GET /api/integrations",
                200,
                "[{\"name\": \"a\\u001b[2Jb\", \"version\": 1, \"status\": \"l\\nive\"}]");

        assertThat(routewright("list").out())
                .isEqualTo(lines("NAME    VERSION  STATUS  DEAD LETTERS  ENTRY", "a\uFFFD[2Jb  1        l ive   0"));
    }

    @Test
    void listHandsMachinesWhatTheServerSaid() throws IOException {
        server.on("GET /api/integrations", 200, "[{\"name\": \"order\", \"more\": {\"x\": 1.50}}]");

        assertThat(Json.read(routewright("list", "--json").out()))
                .isEqualTo(Json.read("[{\"name\": \"order\", \"more\": {\"x\": 1.50}}]"));
    }

    @Test
    void submitFollowsTheVersionAndSaysHowToApprove() throws IOException {
        Files.writeString(folder.resolve("order.md"), "当用户下单时");
        server.onPostAt("/api/integrations", V1)
                .on("GET " + V1, 200, status("drafting"))
                .on("GET " + V1, 200, status("rehearsing"))
                .on("GET " + V1, 200, status("awaiting-approval"));

        assertThat(routewright("submit", "order.md"))
                .isEqualTo(new Said(
                        0,
                        lines("order/1 awaiting-approval"),
                        lines("order/1 drafting", "order/1 rehearsing", "Approve with: routewright approve order/1")));
        assertThat(server.changes())
                .containsExactly("POST /api/integrations {\"name\":\"order\",\"description\":\"当用户下单时\"}");
    }

    @Test
    void submitApprovesWhenToldTo() {
        server.onPostAt("/api/integrations", server.address() + V1)
                .on("GET " + V1, 200, status("awaiting-approval"))
                .on("GET " + V1, 200, LIVE)
                .on("POST " + V1 + "/approve", 200, "")
                .on("GET /api/integrations/order", 200, "{\"example\": \"curl http://127.0.0.1:8090/orders\"}");

        assertThat(shell().typing("When\n").run("submit", "-", "--approve", "--server", server.address()))
                .isEqualTo(Said.ok(lines("order/1 live POST /orders, timer 5m", "curl http://127.0.0.1:8090/orders")));
        assertThat(server.changes())
                .containsExactly("POST /api/integrations {\"description\":\"When\\n\"}", "POST " + V1 + "/approve {}");
    }

    @Test
    void submitAsksAndEndsWithFour() {
        server.onPostAt("/api/integrations", V1).on("GET " + V1, 200, """
                        {"name": "order", "version": 1, "status": "needs-answers", "questions":
                         [{"id": "q1", "clause": 1, "text": "Which stock?", "choices": ["north", "south"]}]}""");

        assertThat(shell().typing("When").run("submit", "-", "--approve", "--server", server.address()))
                .isEqualTo(new Said(
                        4,
                        lines("order/1 needs-answers"),
                        lines(
                                "order/1 question q1: Which stock? [north | south]",
                                "Answer with: routewright answer order/1 ID=ANSWER …")));
    }

    @Test
    void submitShowsWhyAVersionWasRejected() {
        server.onPostAt("/api/integrations", V1).on("GET " + V1, 200, """
                        {"name": "order", "version": 1, "status": "rejected", "why": "It says both.", "findings":
                         [{"rule": "contradiction", "severity": "error", "line": 0, "column": 0,
                           "problem": "Both at once.", "remedy": "Say one."}]}""");

        assertThat(shell().typing("When").run("submit", "-", "--server", server.address()))
                .isEqualTo(new Said(
                        1,
                        lines("order/1 rejected"),
                        lines("order/1: It says both.", "order/1 contradiction Both at once. — Say one.")));
    }

    @Test
    void repeatsTheServersOwnWordsWhenItRefuses() {
        server.on("POST /api/integrations", 422, """
                {"title": "Not taken", "detail": "The description is empty. Nothing was kept. Write one.", "findings":
                 [{"rule": "r", "severity": "error", "line": 1, "column": 2, "problem": "P.", "remedy": "R."}]}""");

        assertThat(shell().typing("x").run("submit", "-", "--server", server.address()))
                .isEqualTo(new Said(
                        1, "", lines("The description is empty. Nothing was kept. Write one.", ":1:2 r P. — R.")));
    }

    @Test
    void givesUpWaitingWithoutStoppingTheServer() {
        server.onPostAt("/api/integrations", V1).on("GET " + V1, 200, status("drafting"));

        assertThat(shell().typing("x").run("submit", "-", "--wait", "0", "--server", server.address()))
                .isEqualTo(
                        new Said(
                                3,
                                "",
                                lines(
                                        "order/1 drafting",
                                        "order/1 is still drafting after 0 s. It goes on; look with routewright list, or stop it with: routewright cancel order/1")));
    }

    @Test
    void approveTakesTheNewestVersionThatWaits() {
        server.on("GET /api/integrations/order", 200, """
                        {"name": "order", "versions": [{"version": 1, "status": "live"},
                         {"version": 2, "status": "awaiting-approval"}, {"version": 3, "status": "rejected"}]}""")
                .on("POST /api/integrations/order/versions/2/approve", 200, "{}")
                .on("GET /api/integrations/order/versions/2", 200, LIVE.replace("\"version\": 1", "\"version\": 2"));

        assertThat(routewright("approve", "order")).isEqualTo(Said.ok(lines("order/2 live POST /orders, timer 5m")));
    }

    @Test
    void approveSaysWhenNothingWaits() {
        server.on("GET /api/integrations/order", 200, "{\"name\": \"order\", \"versions\": []}");

        assertThat(routewright("approve", "order"))
                .isEqualTo(
                        new Said(
                                1,
                                "",
                                lines(
                                        "No version of order is awaiting-approval. See routewright list, or name one like order/2.")));
        assertThat(routewright("approve", "order/x").exit()).isEqualTo(2);
    }

    @Test
    void answerSendsTheAnswersAndGoesOnWaiting() {
        server.on("POST " + V1 + "/answers", 202, "").on("GET " + V1, 200, status("awaiting-approval"));

        assertThat(routewright("answer", "order/1", "q1=north").exit()).isZero();
        assertThat(server.changes()).hasSize(1).first().satisfies(line -> assertThat(
                        Json.read(line.substring(line.indexOf('{'))))
                .isEqualTo(Json.read("{\"answers\": [{\"question\": \"q1\", \"answer\": \"north\"}]}")));
    }

    @Test
    void changeFollowsTheNewVersionAndShowsWhatIsDifferent() {
        var second = "/api/integrations/order/versions/2";
        server.onPostAt("/api/integrations/order/changes", second)
                .on("GET " + second, 200, """
                        {"name": "order", "version": 2, "status": "awaiting-approval", "provenance":
                         {"drafter": "openai/m", "rounds": 2, "promptTokens": 9000, "completionTokens": 1500,
                          "seconds": 31.5, "cost": 0.0125}}""")
                .onText("GET " + second + "/diff", "--- order/1\n+++ order/2\n+    to: \u001b[2Jaudit\n");

        assertThat(routewright("change", "order", "also copy it to the audit service"))
                .isEqualTo(new Said(
                        0,
                        lines("order/2 awaiting-approval"),
                        lines(
                                "Different from what is live:",
                                "--- order/1",
                                "+++ order/2",
                                "+    to: \uFFFD[2Jaudit",
                                "order/2: drafted by openai/m in 2 rounds, 10,500 tokens, 31.5 s, cost 0.0125",
                                "Approve with: routewright approve order/2")));
        assertThat(server.changes())
                .containsExactly(
                        "POST /api/integrations/order/changes {\"change\":\"also copy it to the audit service\"}");
    }

    @Test
    void diffIsTheRouteOnStdoutAndThePlanBesideIt() {
        server.on("GET /api/integrations/order", 200, "{\"name\": \"order\", \"latest\": 3}")
                .on("GET /api/integrations/order/versions/3/diff", 200, """
                        {"against": 1, "version": 3, "unified": "--- order/1\\n+++ order/3\\n", "triggerChanged": true,
                         "steps": [{"change": "added", "id": "audit", "label": "copy it", "clauses": []}]}""");

        assertThat(routewright("diff", "order"))
                .isEqualTo(new Said(
                        0,
                        lines("--- order/1", "+++ order/3"),
                        lines("plan: something else starts it", "plan: added audit (copy it)")));
    }

    @Test
    void cancelTakesWhatIsBeingWorkedOnAndRetryWhatFailed() {
        server.on("GET /api/integrations/order", 200, """
                        {"name": "order", "versions": [{"version": 3, "status": "drafting"},
                         {"version": 2, "status": "failed"}, {"version": 1, "status": "rejected"}]}""")
                .on("POST /api/integrations/order/versions/3/cancel", 200, status("failed"))
                .onPostAt("/api/integrations/order/versions/2/retry", V1)
                .on("GET " + V1, 200, """
                        {"name": "order", "version": 1, "status": "failed", "why": "[model m] no connection."}""");

        assertThat(routewright("cancel", "order")).isEqualTo(Said.ok(lines("order/1 cancelled")));
        assertThat(routewright("retry", "order"))
                .isEqualTo(new Said(
                        1,
                        lines("order/1 failed"),
                        lines("order/1: [model m] no connection.", "Try it again with: routewright retry order/1")));
    }

    @Test
    void rejectTakesWhatWaitsForSomebodyAndSaysWhy() {
        server.on("GET /api/integrations/order", 200, """
                        {"name": "order", "versions": [{"version": 3, "status": "rejected"},
                         {"version": 2, "status": "needs-answers"}, {"version": 1, "status": "live"}]}""")
                .on("POST /api/integrations/order/versions/2/reject", 200, status("rejected"));

        assertThat(routewright("reject", "order", "--reason", "not now")).isEqualTo(Said.ok(lines("order/1 rejected")));
        assertThat(routewright("reject", "order/2").exit()).isZero();
        assertThat(server.changes())
                .containsExactly(
                        "POST /api/integrations/order/versions/2/reject {\"why\":\"not now\"}",
                        "POST /api/integrations/order/versions/2/reject {}");
        assertThat(routewright("cancel", "order").err())
                .isEqualTo(
                        lines("No version of order is drafting or rehearsing. order/2 is needs-answers: turn it down "
                                + "with routewright reject order/2."));
    }

    @Test
    void aNameThatIsNoneIsAnsweredInTheWordsOfTheCommandLine() {
        var rest = "{\"detail\": \"There is none. GET /api/integrations lists those there are.\"}";
        server.on(
                        "GET /api/integrations",
                        200,
                        "[{\"name\": \"order-en\"}, {\"name\": \"order-zh\"}, {\"name\": \"price\"}]")
                .on("GET /api/integrations/price", 200, "{\"versions\": [{\"version\": 1}, {\"version\": 2}]}")
                .on("GET /api/services", 200, "[{\"name\": \"inventory\"}]");
        for (var call : java.util.List.of(
                "GET /api/integrations/order",
                "GET /api/integrations/prize/dead-letters",
                "GET /api/integrations/mystery",
                "POST /api/integrations/price/versions/7/approve",
                "GET /api/integrations/price/versions/7",
                "PUT /api/services/inventori")) server.on(call, 404, rest);

        assertThat(routewright("diff", "order"))
                .isEqualTo(new Said(
                        1,
                        "",
                        lines(
                                "There is no integration “order”. Nothing was changed. Did you mean order-en or order-zh? "
                                        + "routewright list shows those there are.")));
        assertThat(routewright("dead-letters", "prize").err())
                .isEqualTo(lines("There is no integration “prize”. Nothing was changed. Did you mean price? "
                        + "routewright list shows those there are."));
        assertThat(routewright("diff", "mystery").err())
                .isEqualTo(lines("There is no integration “mystery”. Nothing was changed. routewright list shows those "
                        + "there are."));
        assertThat(routewright("approve", "price/7").err())
                .isEqualTo(lines("price has no version 7. Nothing was changed. It has 1 and 2."));
    }

    @Test
    void aLetterWhoseReplayFailedAgainIsNoReplayedOne() {
        server.on("GET /api/integrations/order/dead-letters", 200, """
                        [{"id": "d1", "at": "2026-11-22T08:00:00Z", "version": 1, "state": "replayed", "step": "charge",
                          "cause": "refused.", "failedAgain": true},
                         {"id": "d3", "at": "2026-11-22T08:00:00Z", "version": 1, "state": "replayed", "step": "charge",
                          "cause": "refused.", "failedAgain": false}]""");

        assertThat(routewright("dead-letters", "order").out())
                .isEqualTo(lines(
                        "ID  AT                    VERSION  STATE         STEP    CAUSE",
                        "d1  2026-11-22T08:00:00Z  1        failed again  charge  refused.",
                        "d3  2026-11-22T08:00:00Z  1        replayed      charge  refused."));
    }

    @Test
    void helpSaysEachCommandInAWholeSentence() {
        var help = Terminals.in(folder).run("--help").out().replaceAll("\\R {8,}", " ");

        assertThat(help.lines().filter(line -> line.startsWith("  ")).map(String::stripTrailing))
                .isNotEmpty()
                .noneMatch(line -> line.endsWith(":"));
        assertThat(help).contains("no Routewright, no model or no cluster answers", "reject");
    }

    @Test
    void whoLeavesIsToldHowToStopWhatGoesOn() {
        assertThat(Leaving.sentence("order/1"))
                .isEqualTo("The server goes on with order/1. Look with routewright list, or stop it with: routewright "
                        + "cancel order/1");
    }

    @Test
    void rollbackNamesTheVersion() {
        server.on("POST /api/integrations/a%2F..%2Fb/rollback", 200, "{}");

        assertThat(routewright("rollback", "a/../b", "3")).isEqualTo(Said.ok(lines("a/../b/3 live")));
        assertThat(server.changes()).containsExactly("POST /api/integrations/a%2F..%2Fb/rollback {\"version\":3}");
    }

    @Test
    void servicesShowWhatIsSimulated() {
        server.on("GET /api/services", 200, """
                [{"name": "inventory", "operations": [{"id": "getStock"}, {"id": "reserve"}],
                  "instances": [{"url": "http://127.0.0.1:9"}], "sandbox": true},
                 {"name": "pay", "operations": ["charge"], "instances": ["http://pay:1"], "sandbox": false}]""");

        var table = Said.ok(lines(
                "NAME       OPERATIONS         INSTANCES",
                "inventory  getStock, reserve  http://127.0.0.1:9  sandbox",
                "pay        charge             http://pay:1"));
        assertThat(routewright("services")).isEqualTo(table);
        assertThat(routewright("services", "list")).isEqualTo(table);
    }

    @Test
    void servicesPutSendsTheDocumentUnchanged() {
        server.on("PUT /api/services/pay", 201, "{\"name\": \"pay\", \"operations\": [], \"instances\": []}");
        var document = "openapi: 3.0.3\r\n# 支付\r\n";

        assertThat(shell().typing(document).run("services", "put", "pay", "-", "--server", server.address()))
                .isEqualTo(Said.ok(lines("NAME  OPERATIONS  INSTANCES", "pay")));
        assertThat(server.changes()).containsExactly(("PUT /api/services/pay " + document).strip());
    }

    @Test
    void deadLettersAreListedAndReplayed() {
        server.on("GET /api/integrations/order/dead-letters", 200, """
                        [{"id": "d1", "at": "2026-11-22T08:00:00Z", "version": 1, "state": "kept", "step": "charge",
                          "cause": "payment refused the connection."}]""")
                .on(
                        "POST /api/integrations/order/dead-letters/d1/replay",
                        200,
                        "{\"status\": 200, \"deadLetter\": null}")
                .on(
                        "POST /api/integrations/order/dead-letters/d2/replay",
                        200,
                        "{\"status\": 503, \"deadLetter\": \"d3\"}");

        assertThat(routewright("dead-letters", "order"))
                .isEqualTo(Said.ok(lines(
                        "ID  AT                    VERSION  STATE  STEP    CAUSE",
                        "d1  2026-11-22T08:00:00Z  1        kept   charge  payment refused the connection.")));
        assertThat(routewright("dead-letters", "order", "--replay", "d1"))
                .isEqualTo(Said.ok(lines("d1 went through: 200")));
        assertThat(routewright("dead-letters", "order", "--replay", "d2"))
                .isEqualTo(
                        new Said(
                                1,
                                "",
                                lines(
                                        "d2 failed again and is kept as d3. Look at its cause with routewright dead-letters order.")));
    }

    @Test
    void manyDeadLettersAreReplayedAndTheCommandWaitsForTheEnd() {
        var run = "{\"id\": \"r1\", \"state\": \"%s\", \"total\": 3, \"done\": %d, \"failed\": 1, \"skipped\": 0, "
                + "\"problems\": [\"“d2” failed again and is kept as d4.\"]}";
        server.on("POST /api/integrations/order/dead-letters/replay", 202, run.formatted("running", 0))
                .on("GET /api/integrations/order/dead-letters/replays/r1", 200, run.formatted("running", 1))
                .on("GET /api/integrations/order/dead-letters/replays/r1", 200, run.formatted("done", 2));

        assertThat(routewright("dead-letters", "replay", "order", "--step", "charge", "--at-once", "2"))
                .isEqualTo(new Said(
                        1,
                        lines("2 of 3 went through, 1 failed, 0 skipped."),
                        lines("“d2” failed again and is kept as d4.")));
        assertThat(server.changes())
                .containsExactly("POST /api/integrations/order/dead-letters/replay {\"step\":\"charge\",\"atOnce\":2}");
        assertThat(routewright("dead-letters", "delete", "order"))
                .isEqualTo(
                        new Said(
                                2,
                                "",
                                lines(
                                        "Say which: ids, --all, or a filter such as --step. Nothing was done. routewright dead-letters order lists them.")));
    }

    @Test
    void oneDeadLetterIsShownAsTheServerMasksIt() {
        server.on("GET /api/integrations/order/dead-letters/d1", 200, """
                        {"id": "d1", "at": "2026-11-22T08:00:00Z", "version": 3, "exchangeId": "E-1",
                          "cause": "payment refused the connection.", "step": "charge", "state": "replayed",
                          "edited": true, "outcome": "It failed again and is kept as d2.", "entry": {"kind": "http", "method": "POST", "address": "/orders"},
                          "headers": {"X-Token": "•••"}, "body": "{\\"a\\":1}", "cut": false}""");

        assertThat(routewright("dead-letters", "show", "order", "d1"))
                .isEqualTo(Said.ok(lines(
                        "id: d1",
                        "kept: 2026-11-22T08:00:00Z",
                        "version: order/3",
                        "cause: payment refused the connection.",
                        "step: charge",
                        "state: replayed, edited",
                        "replay: It failed again and is kept as d2.",
                        "entry: http POST /orders",
                        "header X-Token: •••",
                        "",
                        "{\"a\":1}")));
    }

    @Test
    void theEnvironmentNamesTheServer() {
        server.on("GET /api/integrations", 200, "[]");

        assertThat(shell().where("ROUTEWRIGHT_SERVER", server.address() + "/").run("list"))
                .isEqualTo(new Said(0, "", lines("No integrations yet. Send one with routewright submit FILE.")));
    }

    private static String status(String status) {
        return "{\"name\": \"order\", \"version\": 1, \"status\": \"%s\"}".formatted(status);
    }

    private static int aFreePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Terminals shell() {
        return Terminals.in(folder);
    }

    private Said routewright(String... arguments) {
        var all = new java.util.ArrayList<>(java.util.List.of(arguments));
        all.add("--server");
        all.add(server.address());
        return shell().run(all.toArray(String[]::new));
    }
}
