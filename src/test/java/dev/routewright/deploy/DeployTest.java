package dev.routewright.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.deploy.Change.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applying against fabric8's mock in CRUD mode; server-side apply is emulated, so its requests are looked at as well. */
class DeployTest {
    private static final String CONFIG = "/api/v1/namespaces/shop/configmaps/order-properties";
    private static final String KAMELETS = "/apis/camel.apache.org/v1/namespaces/shop/kamelets/";
    private static final String ORDER = MockCluster.integrations() + "/order";

    @TempDir
    private Path folder;

    private final MockCluster cluster = new MockCluster();

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void appliesWhatTheIntegrationNeedsFirstAndTheIntegrationLast() {
        assertThat(deploy(Exports.order()))
                .extracting(Change::resource, Change::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("ConfigMap/order-properties", State.CREATED),
                        org.assertj.core.groups.Tuple.tuple("Kamelet/inventory-get-stock", State.CREATED),
                        org.assertj.core.groups.Tuple.tuple("Integration/order", State.CREATED));
        assertThat(cluster.written())
                .containsExactly("PATCH " + CONFIG, "PATCH " + KAMELETS + "inventory-get-stock", "PATCH " + ORDER);
    }

    @Test
    void asksForServerSideApplyAndNeverForMore() {
        deploy(Exports.order());

        var patches = cluster.sent().stream()
                .filter(one -> one.method().equals("PATCH"))
                .toList();
        assertThat(patches).hasSize(6).allSatisfy(patch -> {
            assertThat(patch.contentType()).startsWith("application/apply-patch+yaml");
            assertThat(patch.query()).containsEntry("fieldManager", "routewright");
            assertThat(patch.query().getOrDefault("force", "false")).isEqualTo("false");
            assertThat(patch.path()).contains("/namespaces/shop/");
            assertThat(patch.body()).doesNotContain("managedFields", "resourceVersion", "status", "uid");
        });
        assertThat(patches.subList(0, 3))
                .allSatisfy(dry -> assertThat(dry.query()).containsEntry("dryRun", "All"));
    }

    @Test
    void saysWhereEachResourceIsFrom() {
        deploy(Exports.order());

        assertThat(labels(ORDER))
                .isEqualTo(
                        MockCluster.yaml(
                                "{app.kubernetes.io/managed-by: routewright, app.kubernetes.io/name: order, app.kubernetes.io/version: '1', routewright.dev/hash: aaa111}"));
        assertThat(labels(KAMELETS + "inventory-get-stock"))
                .isEqualTo(MockCluster.yaml("{app.kubernetes.io/managed-by: routewright}"));
    }

    @Test
    void appliedAgainNothingChanges() {
        deploy(Exports.order());
        var before = cluster.get(ORDER);

        assertThat(deploy(Exports.order())).extracting(Change::state).containsOnly(State.UNCHANGED);
        assertThat(cluster.get(ORDER)).isEqualTo(before);
    }

    @Test
    void aPlanChangesNothingAndSaysWhatItWouldDo() {
        deploy(Exports.order());
        var written = cluster.written();

        var changes = plan(Exports.orderAgain()).changes();

        assertThat(changes)
                .extracting(one -> one.state().todo() + " " + one.resource())
                .containsExactly(
                        "change ConfigMap/order-properties",
                        "create Kamelet/payment-charge",
                        "change Integration/order",
                        "remove Kamelet/inventory-get-stock");
        assertThat(changes.get(2).differences()).extracting(Difference::path).containsExactly("spec.flows");
        assertThat(cluster.written()).isEqualTo(written);
    }

    @Test
    void leftoversOfAnOlderVersionGo() {
        deploy(Exports.order());
        deploy(Exports.orderAgain());

        assertThat(cluster.get(KAMELETS + "inventory-get-stock").isMissingNode())
                .isTrue();
        assertThat(cluster.get(KAMELETS + "payment-charge").isMissingNode()).isFalse();
    }

    @Test
    void whatAnotherIntegrationUsesStays() {
        deploy(Exports.order());
        cluster.put(
                Exports.of("stock", 1, "c", "inventory-get-stock", "direct:c").split("---\n")[2]);

        deploy(Exports.orderAgain());

        assertThat(cluster.get(KAMELETS + "inventory-get-stock").isMissingNode())
                .isFalse();
    }

    @Test
    void aFieldSomebodyElseHasSetIsAConflictThatNamesHim() {
        deploy(Exports.order());
        cluster.edit(ORDER, "/spec/traits/container/limitMemory", "2Gi", "kubectl-edit");
        var written = cluster.written();

        var plan = plan(Exports.order());

        assertThat(plan.conflicts())
                .extracting(Conflict::sentence)
                .containsExactly("Integration/order: .spec.traits.container.limitMemory is set by kubectl-edit");
        assertThat(cluster.written()).isEqualTo(written);
    }

    @Test
    void aConflictIsOverwrittenOnlyWhenItIsAskedFor() {
        deploy(Exports.order());
        cluster.edit(ORDER, "/spec/traits/container/limitMemory", "2Gi", "kubectl-edit");

        var deployer = open().deployer();
        var plan = deployer.plan(Bundle.read("order", 1, Exports.order()), true);
        deployer.apply(plan, line -> {});

        assertThat(plan.conflicts()).isEmpty();
        assertThat(cluster.get(ORDER).at("/spec/traits/container/limitMemory").asText())
                .isEqualTo("1Gi");
        assertThat(cluster.sent())
                .filteredOn(one -> one.method().equals("PATCH"))
                .last()
                .satisfies(patch -> assertThat(patch.query()).containsEntry("force", "true"));
    }

    @Test
    void whatSomebodyElseHasMadeIsNotTakenOver() {
        cluster.put("""
                {apiVersion: v1, kind: ConfigMap, metadata: {name: order-properties}, data: {own: text}}
                """);

        assertThat(plan(Exports.order()).conflicts())
                .extracting(Conflict::sentence)
                .containsExactly(
                        "ConfigMap/order-properties belongs to somebody else: it does not carry Routewright's label");
    }

    @Test
    void aKameletThatWouldChangeUnderAnotherIntegrationIsAConflict() {
        deploy(Exports.order());

        var other =
                Exports.of("stock", 1, "c", "inventory-get-stock", "direct:c").replace("service:x", "service:y");

        assertThat(open().deployer().plan(Bundle.read("stock", 1, other), false).conflicts())
                .extracting(Conflict::sentence)
                .containsExactly(
                        "Kamelet/inventory-get-stock: spec.template.from.steps is set by integration order, which uses it too");
    }

    @Test
    void aClusterWithoutCamelKIsToldSoAndWhatToDo() {
        cluster.withoutCamelK();

        assertThatThrownBy(() -> plan(Exports.order()))
                .isInstanceOf(ClusterTrouble.class)
                .hasMessageMatching(
                        "Camel K is not installed in the cluster at http://\\S+: it does not know integrations.camel.apache.org. "
                                + "Have Camel K 2 installed \\(https://camel.apache.org/camel-k/\\), then deploy again.");
        assertThat(cluster.written()).isEmpty();
    }

    @Test
    void aMissingRightIsNamed() {
        cluster.forbidding("patch kamelets");

        assertThatThrownBy(() -> plan(Exports.order()))
                .hasMessage(
                        "The cluster does not let you patch kamelets.camel.apache.org in namespace shop (kamelets is forbidden: "
                                + "User \"anna\" cannot patch resource). Ask for a Role with that right, or name another namespace.");
        assertThat(cluster.written()).isEmpty();
    }

    @Test
    void aNamespaceThatIsNotThereIsNamed() {
        var access = new Access(cluster.access(folder).environment(), "", "elsewhere");

        try (var there = Cluster.open(access)) {
            var bundle = Bundle.read("order", 1, Exports.order());
            assertThatThrownBy(() -> there.deployer().plan(bundle, false))
                    .hasMessage(
                            "The cluster has no namespace elsewhere. Make it with kubectl create namespace elsewhere, or name another one.");
        }
    }

    @Test
    void aClusterThatDoesNotAnswerOrIsNotWellCanBeTriedAgain() {
        var away = new Access(cluster.access(folder).environment(), "away", "");
        try (var nowhere = Cluster.open(away)) {
            var bundle = Bundle.read("order", 1, Exports.order());
            assertThatThrownBy(() -> nowhere.deployer().plan(bundle, false))
                    .isInstanceOfSatisfying(ClusterTrouble.class, e -> assertThat(e.reason())
                            .isEqualTo(ClusterTrouble.Reason.UNREACHABLE))
                    .hasMessage(
                            "No answer from the cluster at http://127.0.0.1:1. Check that it is up and that the kubeconfig's context is the right one.");
        }
        cluster.answering(503);
        assertThatThrownBy(() -> plan(Exports.order())).hasMessageContaining("answered with status 503");
        cluster.answering(401);
        assertThatThrownBy(() -> plan(Exports.order())).hasMessageContaining("does not know you");
    }

    @Test
    void whatCannotBeUsedOfAKubeconfigIsASentenceWithoutItsSecrets() throws java.io.IOException {
        var environment = cluster.access(folder).environment();

        assertThatThrownBy(() -> Cluster.open(new Access(environment, "mystery", "")))
                .hasMessage("The kubeconfig has no context mystery. It has: away, kind.");
        assertThatThrownBy(() -> Cluster.open(new Access(java.util.Map.of("KUBECONFIG", "/not/there"), "", "")))
                .hasMessage("KUBECONFIG names /not/there, which cannot be read.");
        var broken = Files.writeString(folder.resolve("broken"), "a: [\n b: {");
        assertThatThrownBy(() -> Cluster.open(new Access(java.util.Map.of("KUBECONFIG", broken.toString()), "", "")))
                .isInstanceOf(ClusterTrouble.class)
                .hasMessage(
                        "The kubeconfig %s cannot be understood. Try kubectl config view with it.".formatted(broken));
        assertThatThrownBy(() -> new Access(environment, "", "../x"))
                .hasMessageContaining("“../x” is no name of a namespace");
        assertThat(new Access(environment, "", "").toString()).doesNotContain(MockCluster.TOKEN);
    }

    @Test
    void onlyWhatAnExportHoldsIsTaken() {
        assertThatThrownBy(() -> Bundle.read(
                        "order", 1, Exports.order() + "---\napiVersion: v1\nkind: Secret\nmetadata: {name: x}\n"))
                .hasMessageContaining("it holds a Secret of v1, which is none of");
        assertThatThrownBy(() -> Bundle.read(
                        "order",
                        1,
                        Exports.order()
                                .replace(
                                        "  name: order-properties",
                                        "  name: order-properties\n  namespace: kube-system")))
                .hasMessageContaining("ConfigMap/order-properties names a namespace of its own");
        assertThatThrownBy(() -> Bundle.read("order", 1, Exports.order().split("---")[0]))
                .hasMessageContaining("it holds 0 Integrations instead of one");
        assertThatThrownBy(() -> Bundle.read("order", 1, "{")).hasMessageContaining("it is not YAML");
    }

    @Test
    void whatIsAppliedIsAnIntegrationOfCamelK() {
        deploy(Exports.order());

        var typed = io.fabric8.kubernetes.client.utils.Serialization.unmarshal(
                cluster.get(ORDER).toString(), org.apache.camel.v1.Integration.class);
        assertThat(typed.getSpec().getFlows()).hasSize(1);
        assertThat(typed.getSpec().getTraits().getContainer().getLimitMemory()).isEqualTo("1Gi");
    }

    private Cluster open() {
        return Cluster.open(cluster.access(folder));
    }

    private Plan plan(String yaml) {
        try (var open = open()) {
            return open.deployer().plan(Bundle.read("order", yaml.contains("bbb222") ? 2 : 1, yaml), false);
        }
    }

    private List<Change> deploy(String yaml) {
        try (var open = open()) {
            var deployer = open.deployer();
            var plan = deployer.plan(Bundle.read("order", yaml.contains("bbb222") ? 2 : 1, yaml), false);
            assertThat(plan.conflicts()).isEmpty();
            var done = new ArrayList<>(deployer.apply(plan, line -> {}));
            done.addAll(deployer.prune(plan, line -> {}));
            return done;
        }
    }

    private com.fasterxml.jackson.databind.JsonNode labels(String path) {
        return cluster.get(path).path("metadata").path("labels");
    }
}
