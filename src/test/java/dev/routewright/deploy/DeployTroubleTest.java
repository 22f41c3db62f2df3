package dev.routewright.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.deploy.ClusterTrouble.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens beside, between and halfway: others who change the same, a cluster that goes away, what failed before. */
class DeployTroubleTest {
    private static final String KAMELET = "/apis/camel.apache.org/v1/namespaces/shop/kamelets/inventory-get-stock";
    private static final String CONFIG = "/api/v1/namespaces/shop/configmaps/order-properties";
    private static final String ORDER = MockCluster.integrations() + "/order";
    private static final String RUNNING =
            "{phase: Running, observedGeneration: 9, replicas: 1, conditions: [{type: Ready, status: 'True'}]}";

    @TempDir
    private Path folder;

    private final MockCluster cluster = new MockCluster();
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void aLeftoverSomebodyBeganToUseWhileTheNewVersionCameUpStays() {
        apply(Exports.order());
        try (var open = open()) {
            var plan = open.deployer().plan(bundle(Exports.orderAgain()), false);
            open.deployer().apply(plan, told::add);
            cluster.put(stock("- to: kamelet:inventory-get-stock"));

            assertThat(open.deployer().prune(plan, told::add)).isEmpty();
        }
        assertThat(told).last().isEqualTo("Kamelet/inventory-get-stock stays: integration stock uses it now");
        assertThat(isThere(KAMELET)).isTrue();
    }

    @Test
    void undeployKeepsWhatSomebodyBeganToUseWhileItWaited() {
        apply(Exports.order());
        cluster.answering(404, "gone", one -> {
            if (one.method().equals("DELETE") && one.path().equals(ORDER))
                cluster.put(stock("- to: kamelet:inventory-get-stock"));
            return false;
        });

        assertThat(remove("order").kept()).containsExactly("Kamelet/inventory-get-stock");
        assertThat(isThere(KAMELET)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- kamelet: inventory-get-stock",
                "- kamelet: inventory-get-stock/one",
                "- kamelet: inventory-get-stock?retries=1",
                "- kamelet: {parameters: {a: {b: c}}, name: inventory-get-stock}",
                "- choice: {otherwise: {steps: [{kamelet: {name: inventory-get-stock}}]}}"
            })
    void aKameletThatIsUsedAsAStepIsUsed(String step) {
        apply(Exports.order());
        cluster.put(stock(step));

        assertThat(remove("order").kept()).containsExactly("Kamelet/inventory-get-stock");
    }

    @Test
    void noNameIsNotAllNames() {
        apply(Exports.order());

        assertThat(remove("").removed()).isEmpty();
        assertThat(isThere(ORDER)).isTrue();
    }

    @Test
    void whatADeploymentLeftThatFailedAtItsLastStepIsFoundAgain() {
        cluster.answering(
                503, "", one -> one.method().equals("PATCH") && one.path().equals(ORDER) && !isDry(one));
        assertThatThrownBy(() -> apply(Exports.order())).isInstanceOf(ClusterTrouble.class);
        cluster.well();

        assertThat(remove("order").removed())
                .containsExactly("Kamelet/inventory-get-stock", "ConfigMap/order-properties");
    }

    @Test
    void halfwayItSaysWhatIsDoneAndWhatIsNotKnown() {
        cluster.answering(
                503, "", one -> one.method().equals("PATCH") && one.path().equals(KAMELET) && !isDry(one));

        assertThatThrownBy(() -> apply(Exports.order()))
                .isInstanceOfSatisfying(ClusterTrouble.class, trouble -> {
                    assertThat(trouble.reason()).isEqualTo(Reason.UNREACHABLE);
                    assertThat(trouble.halfway()).isTrue();
                })
                .hasMessageMatching(
                        "Kamelet/inventory-get-stock may not have been applied: The cluster at http\\S+ answered with status 503. "
                                + "Try again when it is well. 1 of its resources were applied before; what ran goes on with them "
                                + "where it could. Deploy again when that is put right.");
    }

    @Test
    void whatIsRefusedAtOnceHasChangedNothing() {
        try (var open = open()) {
            var plan = open.deployer().plan(bundle(Exports.order()), false);
            cluster.forbidding("patch configmaps");

            assertThatThrownBy(() -> open.deployer().apply(plan, told::add))
                    .isInstanceOfSatisfying(ClusterTrouble.class, trouble -> assertThat(trouble.halfway())
                            .isFalse())
                    .hasMessageStartingWith("ConfigMap/order-properties was not applied: ")
                    .hasMessageContaining(" Nothing was changed. ");
        }
    }

    @Test
    void anIntegrationThatIsBeingRemovedIsNotAppliedTo() {
        apply(Exports.order());
        cluster.edit(ORDER, "/metadata/finalizers", "[foregroundDeletion]", "operator");
        remove("order");
        var written = cluster.written();

        assertThatThrownBy(() -> apply(Exports.orderAgain()))
                .hasMessage(
                        "Integration/order is just being removed from namespace shop. Nothing was changed. Deploy again when it is gone; kubectl describe shows what holds it.");
        assertThat(cluster.written()).isEqualTo(written);
    }

    @Test
    void aNamespaceThatIsBeingRemovedIsNoMissingRight() {
        cluster.answering(
                403,
                "configmaps \"order-properties\" is forbidden: unable to create new content in namespace shop because it is being terminated",
                one -> one.method().equals("PATCH"));

        assertThatThrownBy(() -> apply(Exports.order()))
                .hasMessage(
                        "Namespace shop is just being removed, and nothing can be made in it. Name another one, or make it again when it is gone.");
    }

    @Test
    void aQuotaOrARuleOfTheClusterIsNoMissingRight() {
        cluster.answering(
                403,
                "configmaps \"order-properties\" is forbidden: exceeded quota: small, requested: count/configmaps=1",
                one -> one.method().equals("PATCH"));

        assertThatThrownBy(() -> apply(Exports.order()))
                .hasMessage(
                        "The cluster refused to patch configmaps in namespace shop: configmaps \"order-properties\" is forbidden: exceeded quota: small, requested: count/configmaps=1. Ask whoever runs it; no right of yours is missing.");
    }

    @Test
    void whoeverChangesTheSameAtTheSameTimeIsToldToTryAgain() {
        cluster.answering(
                409,
                "Operation cannot be fulfilled on configmaps \"order-properties\": the object has been modified",
                one -> one.method().equals("PATCH"));

        assertThatThrownBy(() -> apply(Exports.order()))
                .hasMessageEndingWith(
                        "the object has been modified. Try again; somebody else may be changing the same.");
    }

    @Test
    void aClusterThatIsAwayForAMomentIsWaitedFor() {
        var away = new java.util.concurrent.atomic.AtomicInteger();
        try (var open = open()) {
            var plan = open.deployer().plan(bundle(Exports.order()), false);
            open.deployer().apply(plan, told::add);
            cluster.status("order", RUNNING);
            cluster.answering(503, "", one -> one.path().equals(ORDER) && away.incrementAndGet() < 8);

            var outcome = open.rollout(new Rollout.Pace(Duration.ofMillis(20), Duration.ZERO))
                    .await(plan, Duration.ofSeconds(30), told::add);

            assertThat(outcome).isEqualTo(new Rollout.Outcome.Runs(1));
            assertThat(told).contains("No answer from the cluster");
        }
    }

    @Test
    void whoLosesTheRightToLookIsToldAtOnce() {
        try (var open = open()) {
            var plan = open.deployer().plan(bundle(Exports.order()), false);
            open.deployer().apply(plan, told::add);
            cluster.answering(401, "Unauthorized", one -> one.path().equals(ORDER));

            assertThatThrownBy(() -> open.rollout(Rollout.Pace.STANDARD).await(plan, Duration.ofSeconds(30), told::add))
                    .hasMessageContaining("does not know you");
        }
    }

    @Test
    void undeployThatIsCutOffSaysWhatIsRemoved() {
        apply(Exports.order());
        cluster.answering(
                503, "", one -> one.method().equals("DELETE") && one.path().equals(KAMELET));

        var removed = remove("order");

        assertThat(removed.gone()).isFalse();
        assertThat(removed.removed()).containsExactly("Integration/order");
        assertThat(removed.trouble()).contains("answered with status 503");
        cluster.well();
        assertThat(remove("order").removed())
                .containsExactly("Kamelet/inventory-get-stock", "ConfigMap/order-properties");
    }

    @Test
    void anAnnotationThatSomebodyChangedIsDrift() {
        apply(Exports.order());
        cluster.edit(
                ORDER,
                "/metadata/annotations/trait.camel.apache.org~1camel.runtimeProvider",
                "quarkus",
                "kubectl-edit");

        try (var open = open()) {
            assertThat(open.deployments().drift(bundle(Exports.order())))
                    .singleElement()
                    .satisfies(
                            change -> assertThat(change.differences().get(0).lines())
                                    .containsExactly(
                                            "metadata.annotations.trait.camel.apache.org/camel.runtimeProvider: plain-quarkus → quarkus, set by kubectl-edit"));
        }
    }

    @Test
    void aKubeconfigThatIsBrokenOrNamesNoContextIsASentence() throws IOException {
        var broken = Files.writeString(folder.resolve("broken"), "{clusters: [");
        assertThatThrownBy(() -> Cluster.open(access(broken)))
                .hasMessage(
                        "The kubeconfig %s cannot be understood. Try kubectl config view with it.".formatted(broken));
        var none = Files.writeString(
                folder.resolve("none"),
                Files.readString(cluster.kubeconfig(folder)).replace("current-context: kind\n", ""));
        assertThatThrownBy(() -> Cluster.open(access(none)))
                .hasMessage("The kubeconfig %s names no current context. Name one with --context. It has: away, kind."
                        .formatted(none));
        try (var named = Cluster.open(new Access(Map.of("KUBECONFIG", none.toString()), "kind", ""))) {
            assertThat(named.context()).isEqualTo("kind");
        }
        assertThatThrownBy(() -> Cluster.open(access(folder)))
                .hasMessage("KUBECONFIG names %s, which cannot be read.".formatted(folder));
    }

    private static Access access(Path kubeconfig) {
        return new Access(Map.of("KUBECONFIG", kubeconfig.toString()), "", "");
    }

    private static boolean isDry(MockCluster.Sent sent) {
        return sent.query().containsKey("dryRun");
    }

    private boolean isThere(String path) {
        return !cluster.get(path).isMissingNode();
    }

    /** An integration of somebody else. */
    private static String stock(String step) {
        return """
                apiVersion: camel.apache.org/v1
                kind: Integration
                metadata: {name: stock}
                spec:
                  flows:
                  - route:
                      from:
                        uri: timer:x
                        steps:
                        %s
                """.formatted(step);
    }

    private Cluster open() {
        return Cluster.open(cluster.access(folder));
    }

    private static Bundle bundle(String yaml) {
        return Bundle.read("order", yaml.contains("bbb222") ? 2 : 1, yaml);
    }

    private void apply(String yaml) {
        try (var open = open()) {
            open.deployer().apply(open.deployer().plan(bundle(yaml), false), told::add);
        }
    }

    private Removal.Removed remove(String name) {
        try (var open = open()) {
            return open.removal().remove(name, Duration.ofMillis(300), told::add);
        }
    }
}
