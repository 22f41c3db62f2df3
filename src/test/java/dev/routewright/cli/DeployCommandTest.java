package dev.routewright.cli;

import static dev.routewright.cli.Terminals.lines;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.routewright.cli.Terminals.Said;
import dev.routewright.deploy.Exports;
import dev.routewright.deploy.MockCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands with a scripted server and fabric8's mock of a cluster. */
class DeployCommandTest {
    private static final String NOTES = "POST /api/integrations/order/versions/1/deployments";

    @TempDir
    private Path folder;

    private final MockCluster cluster = new MockCluster();
    private final FakeServer server = new FakeServer();

    @BeforeEach
    void storeAVersion() {
        server.on("GET /api/integrations/order", 200, """
                {"name": "order", "live": 1, "versions": [{"version": 2, "approved": false}, {"version": 1, "approved": true}]}
                """)
                .onYaml("GET /api/integrations/order/versions/1/export", Exports.order())
                .onYaml("GET /api/integrations/order/versions/1/resources", Exports.order())
                .on("GET /api/integrations/order/versions/1/settings", 200, "[]")
                .on("GET /api/integrations/order/versions/3/settings", 200, "[]")
                .on(NOTES, 201, "{}");
        cluster.whenApplied(path -> {
            if (path.endsWith("/order"))
                cluster.status(
                        "order",
                        "{phase: Running, observedGeneration: 9, replicas: 1, conditions: [{type: Ready, status: 'True'}]}");
        });
    }

    @AfterEach
    void stop() {
        server.close();
        cluster.close();
    }

    @Test
    void bringsTheLiveVersionToTheClusterAndHasItNoted() {
        var said = run("deploy", "order", "--to", "kubernetes");

        assertThat(said)
                .isEqualTo(new Said(
                        0,
                        "order/1 running in namespace shop of kind\n",
                        lines(
                                "order/1 to namespace shop of kind",
                                "ConfigMap/order-properties created",
                                "Kamelet/inventory-get-stock created",
                                "Integration/order created")));
        assertThat(server.changes())
                .singleElement()
                .asString()
                .startsWith(NOTES)
                .contains(
                        "\"cluster\":\"kind\"", "\"namespace\":\"shop\"", "\"by\":\"anna\"", "\"outcome\":\"running\"");
        assertThat(run("deploy", "order", "--to", "kubernetes").err()).contains("Integration/order unchanged");
    }

    @Test
    void whatIsComparedIsWhatWasDeployedAndIsNoExport() {
        var asked = new java.util.ArrayList<String>();
        server.onQuery(asked::add);
        var how = "repository=https%3A%2F%2Fmaven.example.test%2Fall%3Fx&keda=true";

        run("deploy", "order", "--to", "kubernetes", "--repository", "https://maven.example.test/all?x", "--keda");
        assertThat(asked).containsExactly("to=camel-k&" + how);
        run("deployments");
        run("deploy", "order", "--to", "kubernetes", "--dry-run");

        assertThat(asked).containsExactly("to=camel-k&" + how, how);
        assertThat(server.asked()).filteredOn(call -> call.endsWith("/export")).hasSize(1);
    }

    @Test
    void whatWasAppliedInPartIsNoted() {
        cluster.answering(
                503,
                "",
                one -> one.method().equals("PATCH")
                        && one.path().endsWith("/order")
                        && !one.query().containsKey("dryRun"));

        var said = run("deploy", "order", "--to", "kubernetes");

        assertThat(said.exit()).isEqualTo(3);
        assertThat(said.err())
                .contains("Integration/order may not have been applied")
                .contains("2 of its resources");
        assertThat(server.changes()).singleElement().asString().contains("\"outcome\":\"failed\"");
    }

    @Test
    void whoMayNotLookAnyMoreHasAppliedItAllTheSame() {
        cluster.whenApplied(path -> {
            if (path.endsWith("/order"))
                cluster.answering(401, "Unauthorized", one -> one.path().endsWith("/order"));
        });

        var said = run("deploy", "order", "--to", "kubernetes");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err())
                .contains(
                        "All of it was applied; whether it runs could not be seen. Look with routewright deployments.");
        assertThat(server.changes()).singleElement().asString().contains("\"outcome\":\"late\"");
    }

    @Test
    void aLeftoverThatCannotBeRemovedDoesNotKeepItFromRunning() {
        run("deploy", "order", "--to", "kubernetes");
        server.onYaml("GET /api/integrations/order/versions/3/export", Exports.orderAgain())
                .on("POST /api/integrations/order/versions/3/deployments", 201, "{}");
        cluster.forbidding("delete kamelets");

        var said = run("deploy", "order", "--to", "kubernetes", "--version", "3");

        assertThat(said.exit()).isZero();
        assertThat(said.out()).isEqualTo("order/3 running in namespace shop of kind\n");
        assertThat(said.err()).contains("It runs, and something of an older version is still there");
        assertThat(server.changes()).last().asString().contains("\"outcome\":\"running\"");
    }

    @Test
    void undeployTakesNamesOnly() {
        run("deploy", "order", "--to", "kubernetes");
        var written = cluster.written();

        for (var name : List.of("", "*", "Order", "order,stock"))
            assertThat(run("undeploy", name)).extracting(Said::exit).isEqualTo(2);
        assertThat(run("undeploy", "").err())
                .isEqualTo(
                        "“” is no name of an integration: lower-case letters, digits and dashes. See routewright list.\n");
        assertThat(cluster.written()).isEqualTo(written);
    }

    @Test
    void aDryRunWritesNothingAnywhere() {
        var said = run("deploy", "order", "--to", "kubernetes", "--dry-run");

        assertThat(said)
                .isEqualTo(new Said(
                        0,
                        lines(
                                "create ConfigMap/order-properties",
                                "create Kamelet/inventory-get-stock",
                                "create Integration/order"),
                        "Nothing was changed: the cluster has only worked out what would be.\n"));
        assertThat(cluster.written()).isEmpty();
        assertThat(server.changes()).isEmpty();
    }

    @Test
    void aDryRunWithoutAClusterSaysWhatItWouldApply() {
        var said = run("deploy", "order", "--to", "kubernetes", "--dry-run", "--context", "away");

        assertThat(said.exit()).isZero();
        assertThat(said.out())
                .isEqualTo(lines(
                        "apply ConfigMap/order-properties",
                        "apply Kamelet/inventory-get-stock",
                        "apply Integration/order"));
        assertThat(said.err()).startsWith("No answer from the cluster at http://127.0.0.1:1.");
    }

    @Test
    void aConflictIsRefusedAndNamesWhoeverSetIt() {
        run("deploy", "order", "--to", "kubernetes");
        cluster.edit(
                MockCluster.integrations() + "/order", "/spec/traits/container/limitMemory", "2Gi", "kubectl-edit");

        assertThat(run("deploy", "order", "--to", "kubernetes"))
                .isEqualTo(new Said(
                        1,
                        "",
                        lines(
                                "Integration/order: .spec.traits.container.limitMemory is set by kubectl-edit",
                                "Nothing was changed. Agree with them, or overwrite it with --force-conflicts.")));
        assertThat(run("deploy", "order", "--to", "kubernetes", "--force-conflicts")
                        .exit())
                .isZero();
    }

    @Test
    void whatFailsSaysWhyAndIsNotedToo() throws JsonProcessingException {
        cluster.whenApplied(path -> {
            if (path.endsWith("/order"))
                cluster.status(
                        "order", "{phase: Error, conditions: [{type: Ready, status: 'False', message: no kit}]}");
        });

        var said = run("deploy", "order", "--to", "kubernetes", "--json");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(Json.read(said.out()).path("outcome").asText()).isEqualTo("failed");
        assertThat(said.err())
                .endsWith(
                        "It does not run. What was applied stays; correct the cause and deploy again, or undeploy it. "
                                + "Camel K could not run it: no kit. kubectl describe integration shows all of it.\n");
        assertThat(server.changes()).singleElement().asString().contains("\"outcome\":\"failed\"");
    }

    @Test
    void whatIsNotReadyInTimeGoesOn() {
        cluster.whenApplied(path -> {});

        var said = run("deploy", "order", "--to", "kubernetes", "--timeout", "1s");

        assertThat(said.exit()).isEqualTo(3);
        assertThat(said.err()).contains("It does not run yet after 1 s; the cluster goes on with it.");
    }

    @Test
    void onlyWhatIsApprovedLeaves() {
        server.on(
                "GET /api/integrations/order/versions/2/settings", 409, "{\"detail\": \"order/2 was not approved.\"}");

        assertThat(run("deploy", "order", "--to", "kubernetes", "--version", "2"))
                .isEqualTo(new Said(1, "", "order/2 was not approved.\n"));
        assertThat(cluster.sent().isEmpty()).isTrue();
    }

    @Test
    void mistakesInTheCallAreUsage() {
        assertThat(run("deploy", "order", "--to", "mars").exit()).isEqualTo(2);
        assertThat(run("deploy", "order", "--set", "nonsense").exit()).isEqualTo(2);
        assertThat(run("deploy", "order", "--to", "kubernetes", "--timeout", "soon")
                        .err())
                .isEqualTo("“soon” is no time limit. Write it like 90s, 5m or 1h.\n");
        for (var never : List.of("0s", "-1s", "5", "", "9999999h"))
            assertThat(run("deploy", "order", "--to", "kubernetes", "--timeout", never)
                            .exit())
                    .isEqualTo(2);
        assertThat(run("deploy", "order", "--to", "kubernetes", "--context", "mystery"))
                .isEqualTo(new Said(2, "", "The kubeconfig has no context mystery. It has: away, kind.\n"));
        assertThat(run("deploy", "order", "--to", "kubernetes", "-n", "../x").exit())
                .isEqualTo(2);
    }

    @Test
    void listsWhatIsThereAndWhatIsNotAsItWasExported() {
        assertThat(run("deployments").err()).isEqualTo("Nothing is deployed there. See routewright deploy --help.\n");
        run("deploy", "order", "--to", "kubernetes");
        assertThat(run("deployments").out())
                .isEqualTo(lines(
                        "NAME   NAMESPACE  VERSION  HASH    PHASE    READY  DRIFT",
                        "order  shop       1        aaa111  Running  yes    none"));

        cluster.edit(MockCluster.integrations() + "/order", "/spec/replicas", "3", "kubectl-edit");
        server.on("GET /api/integrations/order/versions/1/resources", 409, "{\"detail\": \"Its service is gone.\"}");
        run("deployments");
        assertThat(run("deployments").out())
                .endsWith(lines(
                        "order  shop       1        aaa111  Running  yes    not compared",
                        "order: Its service is gone."));
        server.close();
        assertThat(run("deployments").out()).contains("not compared: no server");
    }

    @Test
    void driftIsShownBelowTheTable() {
        run("deploy", "order", "--to", "kubernetes");
        cluster.edit(MockCluster.integrations() + "/order", "/spec/replicas", "3", "kubectl-edit");

        var said = run("deployments", "order");

        assertThat(said.out())
                .endsWith(lines(
                        "order  shop       1        aaa111  Running  yes    changed by hand",
                        "order: Integration/order",
                        "    spec.replicas: nothing → 3, set by kubectl-edit"));
    }

    @Test
    void takesItFromTheClusterAgain() {
        run("deploy", "order", "--to", "kubernetes");

        assertThat(run("undeploy", "order").out()).isEqualTo("order removed from namespace shop of kind\n");
        assertThat(server.changes()).last().asString().contains("\"outcome\":\"removed\"");
        assertThat(run("undeploy", "order"))
                .isEqualTo(
                        new Said(
                                1,
                                "",
                                "order is not deployed in namespace shop of kind. Nothing was changed. See routewright deployments.\n"));
    }

    private void hasSettings(int version, String... mandatory) {
        var all = Arrays.stream(mandatory)
                .map(name ->
                        "{\"name\": \"routewright.services.%s.instances\", \"says\": \"where %s runs\", \"standard\": \"\", \"mandatory\": true}"
                                .formatted(name, name))
                .collect(Collectors.joining(","));
        server.on("GET /api/integrations/order/versions/%d/settings".formatted(version), 200, "[%s]".formatted(all));
    }

    @Test
    void toKubernetesGoesWithoutSaying() {
        assertThat(run("deploy", "order").out()).isEqualTo("order/1 running in namespace shop of kind\n");
    }

    @Test
    void whatWouldNotStartIsNotDeployedAndNotPlanned() {
        hasSettings(4, "inventory", "payment");
        for (var more : List.of("--timeout=4m", "--dry-run"))
            assertThat(run("deploy", "order", "--version", "4", more, "--set", "services.payment.instances=simulated"))
                    .isEqualTo(new Said(
                            1,
                            "",
                            lines(
                                    "order/4 does not start unless this is set:",
                                    "  routewright.services.inventory.instances: where inventory runs",
                                    "Nothing was changed. Call it again, with what holds there:",
                                    "  ./routewright deploy order --version 4 %s --set services.payment.instances=simulated --server %s --set services.inventory.instances=…"
                                            .formatted(more, server.address()))));
        assertThat(cluster.written()).isEmpty();
        assertThat(server.asked()).noneMatch(call -> call.endsWith("/export") || call.endsWith("/resources"));
    }

    @Test
    void whatWasSetBeforeIsTakenOverUntilItIsTakenAwayAndIsNoDrift() throws IOException {
        var asked = new ArrayList<String>();
        hasSettings(4, "inventory", "payment");
        hasSettings(5, "inventory");
        for (var version : List.of(4, 5))
            for (var what : List.of("export", "resources"))
                server.onYaml("GET /api/integrations/order/versions/%d/%s".formatted(version, what), Exports.order())
                        .on("POST /api/integrations/order/versions/%d/deployments".formatted(version), 201, "{}");
        Files.writeString(
                folder.resolve("shop.properties"),
                "routewright.services.inventory.instances = http://a:1\nservices.payment.instances=http://p\n");
        run(
                "deploy",
                "order",
                "--version",
                "4",
                "--properties",
                "shop.properties",
                "--set",
                "services.payment.instances=simulated");
        server.onQuery(asked::add);
        var stock = "set=routewright.services.inventory.instances%3Dhttp%3A%2F%2Fa%3A1";

        assertThat(run("deployments").out()).endsWith("  version 1 is live\n");
        var said = run("deploy", "order", "--version", "5");
        assertThat(said.err())
                .startsWith(
                        lines(
                                "routewright.services.inventory.instances=http://a:1 as it was set before",
                                "routewright.services.payment.instances was set before and is left out: version 5 has no such setting"));
        var gone = run("deploy", "order", "--version", "5", "--set", "services.inventory.instances=");

        assertThat(asked)
                .containsExactly(
                        stock + "&set=routewright.services.payment.instances%3Dsimulated", "to=camel-k&" + stock);
        assertThat(gone.exit()).isEqualTo(1);
        assertThat(gone.err()).contains("does not start unless");
    }

    @Test
    void aSecretIsNotSentToTheServer() {
        for (var name : List.of("store.password", "services.inventory.credentials.bearer"))
            assertThat(run("deploy", "order", "--set", name + "=S-1"))
                    .isEqualTo(new Said(
                            2,
                            "",
                            "routewright.%s is a secret, and what is set here is written where many may read it. Put it into the Secret, or into the environment of the process. Nothing was changed.\n"
                                    .formatted(name)));
        assertThat(server.asked()).noneMatch(call -> call.contains("/versions/"));
    }

    private Said run(String... command) {
        var all = java.util.stream.Stream.concat(
                        java.util.Arrays.stream(command), java.util.stream.Stream.of("--server", server.address()))
                .toArray(String[]::new);
        var said = Terminals.in(folder)
                .where("KUBECONFIG", cluster.kubeconfig(folder).toString())
                .run(all);
        assertThat(said.out() + said.err()).doesNotContain(MockCluster.TOKEN);
        return said;
    }
}
