package dev.routewright.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.docs.Manifests.Resource;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** No cluster runs here; the manifests are held against descriptions of its API, and against what the product does. */
class KubernetesManifestsTest {
    private static final Path KUBERNETES = Path.of("../docker/kubernetes");

    private static List<Resource> all() throws IOException {
        var found = new ArrayList<Resource>();
        try (var files = Files.walk(KUBERNETES)) {
            for (var file : files.filter(one -> one.toString().endsWith(".yaml"))
                    .filter(one -> !one.getFileName().toString().equals("kustomization.yaml"))
                    .filter(one -> !one.toString().endsWith(".openapi.yaml"))
                    .sorted()
                    .toList()) found.addAll(Manifests.in(file));
        }
        return found;
    }

    private static Resource the(String kind, String name) throws IOException {
        return all().stream()
                .filter(one -> one.kind().equals(kind) && one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    @Test
    void aClusterCouldTakeEachOfThem() throws IOException {
        assertThat(all()).hasSizeGreaterThan(15);
        assertThat(all()).flatMap(Manifests::mistakes).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "readinessProbe:|readyProbe:|not defined in the `V1Container` properties",
                "containerPort: 8090|containerPort: nine|Integer",
                "runAsNonRoot: true|runAsNonRoot: certainly|Boolean",
                "claimName: routewright-data|claim: routewright-data|claim",
                "kind: Deployment|kind: Deploymnet|no kind a cluster knows",
                "selector:|selectors:|not defined in the `V1DeploymentSpec` properties",
                "path: /actuator/health/liveness|route: /actuator/health/liveness|V1HTTPGetAction",
            })
    void aMistakeIsFound(String right, String wrong, String said) throws IOException {
        var file = KUBERNETES.resolve("base/deployment.yaml");
        var text = Files.readString(file);
        assertThat(text).contains(right);

        assertThat(Manifests.read(file, text.replace(right, wrong)))
                .flatMap(Manifests::mistakes)
                .singleElement()
                .asString()
                .contains(said);
    }

    @Test
    void aMistakeInAServiceMonitorIsFoundToo() throws IOException {
        var file = KUBERNETES.resolve("components/monitoring/servicemonitor.yaml");

        assertThat(Manifests.read(file, Files.readString(file).replace("scrapeTimeout", "timeout")))
                .flatMap(Manifests::mistakes)
                .singleElement()
                .asString()
                .contains("timeout");
    }

    @Test
    void thePodHasNoRightItCanDoWithout() throws IOException {
        var pod = the("Deployment", "routewright").content().at("/spec/template/spec");
        var container = pod.at("/containers/0/securityContext");

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(container.at("/allowPrivilegeEscalation").isBoolean()).isTrue();
        assertThat(container.at("/allowPrivilegeEscalation").asBoolean()).isFalse();
        assertThat(container.at("/readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        for (var bounded : List.of("memory", "ephemeral-storage"))
            assertThat(pod.at("/containers/0/resources/limits").path(bounded).asText())
                    .as(bounded)
                    .isNotEmpty();
        // What the restricted profile lets a pod mount.
        assertThat(each(pod.path("volumes")).map(volume -> {
                    var names = new ArrayList<String>();
                    volume.fieldNames().forEachRemaining(names::add);
                    names.remove("name");
                    return names.get(0);
                }))
                .isSubsetOf("persistentVolumeClaim", "emptyDir", "configMap", "secret", "projected");
    }

    /** Nodes do not share work: see docs/containers.md. */
    @Test
    void thereIsOneProcessAndTheNextWaitsForItsEnd() throws IOException {
        var deployment = the("Deployment", "routewright").content();

        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(deployment.at("/spec/strategy/type").asText()).isEqualTo("Recreate");
        assertThat(the("HorizontalPodAutoscaler", "routewright")
                        .content()
                        .at("/spec/maxReplicas")
                        .asInt())
                .isEqualTo(1);
        assertThat(the("PodDisruptionBudget", "routewright")
                        .content()
                        .at("/spec/maxUnavailable")
                        .asInt())
                .isEqualTo(1);
    }

    /** It says why it did not start in its last lines; who looks at the pod sees them there. */
    @Test
    void whyItEndedStandsAtThePod() throws IOException {
        assertThat(the("Deployment", "routewright")
                        .content()
                        .at("/spec/template/spec/containers/0/terminationMessagePolicy")
                        .asText())
                .isEqualTo("FallbackToLogsOnError");
    }

    @Test
    void itsProbesAskWhatThereIs() throws IOException {
        var container = the("Deployment", "routewright").content().at("/spec/template/spec/containers/0");

        for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(container.at("/%s/httpGet/port".formatted(probe)).asText())
                    .isEqualTo("control");
            assertThat(container.at("/%s/httpGet/path".formatted(probe)).asText())
                    .matches("/actuator/health/(liveness|readiness)");
        }
        assertThat(each(container.path("ports"))
                        .map(port -> port.path("name").asText() + " "
                                + port.path("containerPort").asInt()))
                .containsExactly("control 8080", "ingress 8090");
    }

    @Test
    void itsServiceAccountMayReadWhatDiscoveryReadsAndNothingElse() throws IOException {
        assertThat(the("Role", "routewright-discovery").content().path("rules"))
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"apiGroups\":[\"\"],\"resources\":[\"services\"],\"verbs\":[\"get\"]}",
                        "{\"apiGroups\":[\"discovery.k8s.io\"],\"resources\":[\"endpointslices\"],\"verbs\":[\"list\"]}");
        var binding = the("RoleBinding", "routewright-discovery").content();
        assertThat(binding.at("/roleRef/name").asText()).isEqualTo("routewright-discovery");
        assertThat(all())
                .filteredOn(one -> one.kind().matches("ClusterRole.*|RoleBinding"))
                .hasSize(1);
        assertThat(all())
                .filteredOn(one -> one.kind().equals("Role"))
                .noneMatch(one -> one.content().toString().matches(".*(\"\\*\"|secrets).*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Service", "NetworkPolicy", "PodDisruptionBudget"})
    void whatChoosesPodsChoosesThese(String kind) throws IOException {
        var labels = the("Deployment", "routewright").content().at("/spec/template/metadata/labels");

        assertThat(all())
                .filteredOn(one -> one.kind().equals(kind))
                .isNotEmpty()
                .allSatisfy(one -> {
                    var spec = one.content().path("spec");
                    var chosen = spec.has("podSelector")
                            ? spec.at("/podSelector/matchLabels")
                            : spec.at("/selector").has("matchLabels")
                                    ? spec.at("/selector/matchLabels")
                                    : spec.path("selector");
                    assertThat(chosen.size()).as(one.name()).isPositive();
                    chosen.fields().forEachRemaining(label -> assertThat(labels.path(label.getKey()))
                            .as(one.name())
                            .isEqualTo(label.getValue()));
                });
    }

    /** A policy that selects nothing and lists nothing lets everything through. */
    @Test
    void nothingComesInOrGoesOutThatNoPolicyNames() throws IOException {
        var closed = the("NetworkPolicy", "routewright").content().path("spec");
        assertThat(closed.path("policyTypes")).extracting(JsonNode::asText).containsExactly("Ingress", "Egress");
        assertThat(closed.has("ingress") || closed.has("egress")).isFalse();

        assertThat(all())
                .filteredOn(
                        one -> one.kind().equals("NetworkPolicy") && !one.name().equals("routewright"))
                .allSatisfy(one -> {
                    var spec = one.content().path("spec");
                    var rules = spec.path(spec.has("ingress") ? "ingress" : "egress");
                    assertThat(rules).isNotEmpty().allSatisfy(rule -> {
                        assertThat(rule.path("ports")).as(one.name()).isNotEmpty();
                        assertThat(rule.path(spec.has("ingress") ? "from" : "to"))
                                .as(one.name())
                                .isNotEmpty();
                    });
                });
        assertThat(the("NetworkPolicy", "routewright-control")
                        .content()
                        .at("/spec/ingress/0/from/0/podSelector/matchLabels")
                        .toString())
                .isEqualTo("{\"routewright.dev/control\":\"allowed\"}");
    }

    @Test
    void settingsAreThoseThereAreAndNoneIsASecret() throws IOException {
        var known = Files.readString(Path.of("../docs/configuration.md"));
        var maps = new ArrayList<>(
                List.of(the("ConfigMap", "routewright").content().path("data")));
        for (var folder : List.of("components/postgres", "components/kafka", "overlays/example"))
            for (var patch : Manifests.in(KUBERNETES.resolve(folder).resolve("kustomization.yaml"))
                    .get(0)
                    .content()
                    .path("patches"))
                maps.add(Manifests.read(KUBERNETES, patch.path("patch").asText())
                        .get(0)
                        .content()
                        .path("data"));

        for (var map : maps)
            map.fieldNames().forEachRemaining(name -> {
                assertThat(name).doesNotContain("PASSWORD", "KEY", "TOKEN", "SECRET");
                if (name.startsWith("ROUTEWRIGHT_"))
                    assertThat(isKnown(known, name)).as(name).isTrue();
            });
        assertThat(all()).noneMatch(one -> one.kind().equals("Secret"));
    }

    private static boolean isKnown(String page, String variable) {
        var words = variable.toLowerCase(Locale.ROOT).substring("routewright_".length());
        var section = "## routewright";
        for (var line : page.lines().map(one -> one.replace("-", "")).toList()) {
            if (line.startsWith("## ")) section = line;
            var name = section.substring("## routewright".length()).replace(".", "");
            if (words.startsWith(name)
                    && line.startsWith("| `" + words.substring(name.length()).replace("_", "") + "` |")) return true;
        }
        return false;
    }

    /** Every file is of some kustomization, and every kustomization names files there are. */
    @Test
    void everyFileIsTakenUpOnce() throws IOException {
        var named = new ArrayList<Path>();
        try (var files = Files.walk(KUBERNETES)) {
            for (var file :
                    files.filter(one -> one.endsWith("kustomization.yaml")).toList()) {
                var content = new Yaml().<java.util.Map<String, Object>>load(Files.readString(file));
                for (var list : List.of("resources", "components"))
                    for (var entry : (List<?>) content.getOrDefault(list, List.of())) {
                        var path = file.resolveSibling(entry.toString()).normalize();
                        assertThat(path).exists();
                        if (Files.isRegularFile(path)) named.add(path);
                    }
            }
        }
        assertThat(all().stream().map(one -> one.file().normalize()).distinct())
                .containsExactlyInAnyOrderElementsOf(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/example"})
    void kubectlPutsThemTogether(String folder) throws Exception {
        assumeTrue(hasKubectl(), "kubectl is not here.");
        var kubectl = new ProcessBuilder(
                        "kubectl", "kustomize", KUBERNETES.resolve(folder).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var text = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(kubectl.waitFor()).isZero();
        var resources = Manifests.read(KUBERNETES, text);
        assertThat(resources)
                .hasSizeGreaterThan(10)
                .flatMap(Manifests::mistakes)
                .isEmpty();
        if (folder.equals("base")) return;
        assertThat(resources).allSatisfy(one -> assertThat(
                        one.content().at("/metadata/namespace").asText())
                .isEqualTo("integrations"));
        assertThat(text)
                .contains("image: registry.example/routewright:0.1.0", "jdbc:postgresql://postgres:5432/routewright");
    }

    private static boolean hasKubectl() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }
}
