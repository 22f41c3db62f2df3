package dev.routewright.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.deploy.Rollout.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of an Integration by its status, its pods and the cluster's events; the tests play the operator. */
class RolloutTest {
    private static final String RUNNING =
            "{phase: Running, observedGeneration: %d, digest: d%1$d, replicas: 1, conditions: [{type: Ready, status: 'True'}]}";

    @TempDir
    private Path folder;

    private final MockCluster cluster = new MockCluster();
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void watchesSoThatItNeedNotAskAgainAndAgain() {
        cluster.watchable().whenApplied(path -> {
            if (path.endsWith("/order")) operator("Building Kit", RUNNING.formatted(1));
        });

        var outcome = deploy(Exports.order(), Duration.ofSeconds(20), Duration.ofMinutes(1));

        assertThat(outcome).isEqualTo(new Outcome.Runs(1));
        assertThat(cluster.sent()).anySatisfy(one -> assertThat(one.query()).containsKey("watch"));
    }

    @Test
    void looksByItselfWhileNothingIsHeardOfItsWatch() {
        cluster.hangingWatches().whenApplied(path -> {
            if (path.endsWith("/order")) operator("Building Kit", RUNNING.formatted(1));
        });
        var before = System.nanoTime();

        assertThat(deploy(Exports.order())).isEqualTo(new Outcome.Runs(1));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void waitsUntilItRunsAndIsReady() {
        cluster.whenApplied(path -> {
            if (path.endsWith("/order")) operator("Building Kit", RUNNING.formatted(1));
        });

        assertThat(deploy(Exports.order())).isEqualTo(new Outcome.Runs(1));
        assertThat(told).startsWith("ConfigMap/order-properties created").contains("Building Kit");
    }

    @Test
    void whatRanBeforeIsNotWhatWasAppliedNow() {
        cluster.whenApplied(path -> {});
        first();
        var generation = cluster.get(MockCluster.integrations() + "/order")
                .at("/metadata/generation")
                .asInt();

        var late = deploy(Exports.orderAgain(), Duration.ofMillis(300));

        assertThat(waited(late).what()).isEqualTo("Camel K has not looked at it");
        cluster.status("order", RUNNING.formatted(generation + 1));
        assertThat(deploy(Exports.orderAgain())).isEqualTo(new Outcome.Runs(1));
    }

    @Test
    void anErrorOfCamelKIsTheCause() {
        cluster.whenApplied(path -> {
            if (path.endsWith("/order")) cluster.status("order", """
                        {phase: Error, conditions: [
                          {type: KnativeServiceAvailable, status: 'False', message: different controller strategy used},
                          {type: KameletsAvailable, status: 'False', message: "kamelets [x]\\n not found"},
                          {type: Ready, status: 'False', message: "kamelets [x] not found"}]}
                        """);
        });

        assertThat(failure(deploy(Exports.order())))
                .isEqualTo(new Cause(
                        "Camel K could not run it: kamelets [x] not found",
                        "kubectl describe integration shows all of it"));
    }

    @Test
    void aPodThatCannotPullItsImageIsTheCause() {
        pod("""
                {containerStatuses: [{name: integration, state: {waiting: {reason: ImagePullBackOff, message: 'Back-off pulling image "r/order:1"'}}}]}
                """);

        assertThat(failure(deploy(Exports.order())))
                .isEqualTo(new Cause(
                        "Pod order-6c8d: ImagePullBackOff: Back-off pulling image \"r/order:1\"",
                        "Check that the image is in its registry and that the cluster may pull it (imagePullSecrets)"));
    }

    @Test
    void aCrashSaysHowItEndedAndWhereItsLogIs() {
        pod("""
                {containerStatuses: [{name: integration, state: {waiting: {reason: CrashLoopBackOff, message: back-off}},
                  lastState: {terminated: {reason: Error, exitCode: 1}}}]}
                """);

        assertThat(failure(deploy(Exports.order())).sentence())
                .isEqualTo("Pod order-6c8d: CrashLoopBackOff, last ended with Error (exit code 1). "
                        + "Its log says why: kubectl logs order-6c8d --previous.");
    }

    @Test
    void aPodThatFitsNowhereMayStillBePlaced() {
        pod("""
                {phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: '0/3 nodes are available: 3 Insufficient memory.'}]}
                """);

        var outcome = deploy(Exports.order(), Duration.ofMillis(300));

        assertThat(waited(outcome).sentence())
                .isEqualTo("Pod order-6c8d: Unschedulable: 0/3 nodes are available: 3 Insufficient memory. "
                        + "Give the cluster room, or ask for less memory and processor time.");
        assertThat(told).last().asString().startsWith("Deploying; Pod order-6c8d: Unschedulable");
    }

    @Test
    void aQuotaKeepsPodsFromBeingMadeAtAll() {
        cluster.whenApplied(path -> {
            if (!path.endsWith("/order")) return;
            cluster.status("order", "{phase: Deploying, observedGeneration: 1}");
            cluster.put("""
                    {apiVersion: v1, kind: Event, metadata: {name: e1}, type: Warning, reason: FailedCreate,
                     message: 'pods "order-6c8d7f9b4-" is forbidden: exceeded quota: small, requested: memory=1Gi',
                     involvedObject: {kind: ReplicaSet, name: order-6c8d7f9b4, namespace: shop}}
                    """);
            cluster.put("""
                    {apiVersion: v1, kind: Event, metadata: {name: e2}, type: Warning, reason: FailedCreate,
                     message: of another one, involvedObject: {kind: ReplicaSet, name: order-europe-6c8d7f9b4, namespace: shop}}
                    """);
        });

        assertThat(failure(deploy(Exports.order())).what())
                .isEqualTo(
                        "ReplicaSet order-6c8d7f9b4: FailedCreate: pods \"order-6c8d7f9b4-\" is forbidden: exceeded quota: small, requested: memory=1Gi");
    }

    @Test
    void anOperatorThatIsNotThereShowsWhenTimeIsUp() {
        var outcome = deploy(Exports.order(), Duration.ofMillis(200));

        assertThat(waited(outcome).sentence())
                .isEqualTo(
                        "Camel K has not looked at it. Check that its operator runs and watches this namespace: kubectl get pods -A -l app=camel-k.");
    }

    @Test
    void isAlsoSeenWhereNothingMayBeWatchedAndNoPodMayBeRead() {
        cluster.forbidding("list pods").forbidding("list events");
        cluster.whenApplied(path -> {
            if (path.endsWith("/order")) operator("Deploying", RUNNING.formatted(1));
        });

        assertThat(deploy(Exports.order())).isEqualTo(new Outcome.Runs(1));
    }

    @Test
    void undeployTakesEverythingOfItAndNothingOfOthers() {
        first();
        cluster.put("{apiVersion: v1, kind: ConfigMap, metadata: {name: hers}, data: {a: b}}");

        var removed = remove(Duration.ofSeconds(5));

        assertThat(removed)
                .isEqualTo(new Removal.Removed(
                        "1",
                        List.of("Integration/order", "Kamelet/inventory-get-stock", "ConfigMap/order-properties"),
                        List.of(),
                        true,
                        ""));
        assertThat(cluster.written().stream().filter(line -> line.startsWith("DELETE")))
                .hasSize(3);
        assertThat(cluster.get("/api/v1/namespaces/shop/configmaps/hers").isMissingNode())
                .isFalse();
        assertThat(remove(Duration.ofSeconds(5)).removed()).isEmpty();
    }

    @Test
    void undeployKeepsWhatAnotherIntegrationUsesAndWhatIsNotOurs() {
        first();
        cluster.put(
                Exports.of("stock", 1, "c", "inventory-get-stock", "direct:c").split("---\n")[2]);
        cluster.edit(
                "/api/v1/namespaces/shop/configmaps/order-properties",
                "/metadata/labels/app.kubernetes.io~1managed-by",
                "helm",
                "helm");

        var removed = remove(Duration.ofSeconds(5));

        assertThat(removed.removed()).containsExactly("Integration/order");
        assertThat(removed.kept()).containsExactly("Kamelet/inventory-get-stock");
        assertThat(cluster.get("/api/v1/namespaces/shop/configmaps/order-properties")
                        .isMissingNode())
                .isFalse();
    }

    @Test
    void undeployWaitsForWhatIsStillBeingTakenDown() {
        first();
        cluster.edit(MockCluster.integrations() + "/order", "/metadata/finalizers", "[foregroundDeletion]", "operator");

        var removed = remove(Duration.ofMillis(300));

        assertThat(removed.gone()).isFalse();
        assertThat(cluster.get("/api/v1/namespaces/shop/configmaps/order-properties")
                        .isMissingNode())
                .isFalse();
    }

    @Test
    void driftIsReadable() {
        first();
        cluster.edit(MockCluster.integrations() + "/order", "/spec/replicas", "3", "kubectl-edit");
        cluster.edit(
                MockCluster.integrations() + "/order", "/spec/traits/container/limitMemory", "2Gi", "kubectl-edit");
        cluster.edit(
                "/api/v1/namespaces/shop/configmaps/order-properties",
                "/data/order.properties",
                "|\n  # what one may change\n  camel.main.name=order\n  routewright.kafka.brokers=other:9092\n",
                "dashboard");

        assertThat(drift())
                .containsExactly(
                        "ConfigMap/order-properties",
                        "data.order.properties:, set by dashboard",
                        "   camel.main.name=order",
                        "  -routewright.kafka.brokers=broker:9092",
                        "  +routewright.kafka.brokers=other:9092",
                        "Integration/order",
                        "spec.replicas: nothing → 3, set by kubectl-edit",
                        "spec.traits.container.limitMemory: 1Gi → 2Gi, set by kubectl-edit");
    }

    @Test
    void whatAClusterFillsInByItselfIsNoDrift() {
        first();
        var before = cluster.get(MockCluster.integrations() + "/order").deepCopy();
        ((com.fasterxml.jackson.databind.node.ObjectNode) before.path("spec")).put("profile", "Kubernetes");
        cluster.put(before.toString());

        assertThat(drift()).isEmpty();
    }

    private List<String> drift() {
        try (var open = Cluster.open(cluster.access(folder))) {
            var lines = new ArrayList<String>();
            for (var change : open.deployments().drift(Bundle.read("order", 1, Exports.order()))) {
                lines.add(change.resource());
                change.differences().forEach(one -> lines.addAll(one.lines()));
            }
            return lines;
        }
    }

    private Removal.Removed remove(Duration limit) {
        try (var open = Cluster.open(cluster.access(folder))) {
            return open.removal().remove("order", limit, told::add);
        }
    }

    private void first() {
        cluster.whenApplied(path -> {
            if (path.endsWith("/order")) cluster.status("order", RUNNING.formatted(1));
        });
        assertThat(deploy(Exports.order())).isEqualTo(new Outcome.Runs(1));
        cluster.whenApplied(path -> {});
    }

    private void pod(String status) {
        cluster.whenApplied(path -> {
            if (!path.endsWith("/order")) return;
            cluster.status("order", "{phase: Deploying, observedGeneration: 1}");
            cluster.put("""
                    {apiVersion: v1, kind: Pod, metadata: {name: order-6c8d, labels: {camel.apache.org/integration: order, pod-template-hash: 6c8d}}, status: %s}
                    """.formatted(status.strip()));
        });
    }

    /** One state after the other, the second when somebody has seen the first. */
    private void operator(String first, String then) {
        cluster.status("order", "{phase: %s, observedGeneration: 1}".formatted(first));
        var later = new Thread(() -> {
            org.awaitility.Awaitility.await().until(() -> told.contains(first));
            cluster.status("order", then);
        });
        later.setDaemon(true);
        later.start();
    }

    private static Cause waited(Outcome outcome) {
        return outcome.fold(runs -> new Cause("it runs", ""), fails -> new Cause("it fails", ""), Outcome.Late::cause);
    }

    private static Cause failure(Outcome outcome) {
        return outcome.fold(
                runs -> new Cause("it runs", ""),
                Outcome.Fails::cause,
                late -> new Cause("late: " + late.cause().what(), ""));
    }

    private Outcome deploy(String yaml) {
        return deploy(yaml, Duration.ofSeconds(10));
    }

    private Outcome deploy(String yaml, Duration limit) {
        return deploy(yaml, limit, Duration.ofMillis(50));
    }

    private Outcome deploy(String yaml, Duration limit, Duration look) {
        try (var open = Cluster.open(cluster.access(folder))) {
            var deployer = open.deployer();
            var plan = deployer.plan(Bundle.read("order", yaml.contains("bbb222") ? 2 : 1, yaml), false);
            assertThat(plan.conflicts()).isEmpty();
            deployer.apply(plan, told::add);
            return open.rollout(new Rollout.Pace(look, Duration.ZERO)).await(plan, limit, told::add);
        }
    }
}
