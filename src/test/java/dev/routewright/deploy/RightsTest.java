package dev.routewright.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Role people are given is what deploying uses, what the doctor asks for, and nothing more. */
class RightsTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path DOCS = Path.of("..", "docs", "deploy.md");
    private static final Path MANIFEST = Path.of("..", "docker", "kubernetes", "components", "deploying", "role.yaml");

    @TempDir
    private Path folder;

    private final MockCluster cluster = new MockCluster().watchable();

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void theRoleIsWhatDeployingUses() throws IOException {
        cluster.whenApplied(path -> {
            if (path.endsWith("/order"))
                cluster.status(
                        "order",
                        "{phase: Running, observedGeneration: 9, replicas: 1, conditions: [{type: Ready, status: 'True'}]}");
        });
        everything(Exports.order(), Exports.orderAgain());

        var used = new TreeSet<>(cluster.used());
        used.stream().toList().stream()
                .filter(right -> right.startsWith("patch "))
                // Applying what is not there makes it.
                .forEach(right -> used.add(right.replace("patch ", "create ")));
        assertThat(rights(roles(DOCS).get(0))).isEqualTo(used);
        assertThat(rights(YAML.readTree(Files.readString(MANIFEST)))).isEqualTo(used);
    }

    @Test
    void theDoctorAsksForEachOfThem() throws IOException {
        var wanted = rights(roles(DOCS).get(0));
        wanted.forEach(cluster::forbidding);

        try (var open = Cluster.open(cluster.access(folder))) {
            assertThat(open.checkup().look().missing())
                    .extracting(right -> right.replace(".camel.apache.org", ""))
                    .containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    @Test
    void scalingTakesTheOtherRule() throws IOException {
        cluster.withKeda();
        everything(Exports.order() + """
                ---
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: order}
                spec: {minReplicaCount: 1}
                """, Exports.orderAgain());

        var used = new TreeSet<>(cluster.used());
        used.removeIf(right -> !right.endsWith(" scaledobjects"));
        used.add("create scaledobjects");
        assertThat(rights(roles(DOCS).get(1))).isEqualTo(used);
    }

    private void everything(String first, String second) {
        try (var open = Cluster.open(cluster.access(folder))) {
            for (var yaml : new String[] {first, second}) {
                var plan = open.deployer().plan(Bundle.read("order", yaml.contains("bbb222") ? 2 : 1, yaml), false);
                open.deployer().apply(plan, line -> {});
                open.rollout(Rollout.Pace.STANDARD).await(plan, Duration.ofMillis(300), line -> {});
                open.deployer().prune(plan, line -> {});
                open.deployments().all();
                open.deployments().drift(plan.bundle());
            }
            open.removal().remove("order", Duration.ofSeconds(5), line -> {});
        }
    }

    /** Every block of YAML in a page that has rules. */
    private static java.util.List<JsonNode> roles(Path page) throws IOException {
        var roles = new java.util.ArrayList<JsonNode>();
        var blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(page));
        while (blocks.find()) roles.add(YAML.readTree(blocks.group(1)));
        return roles;
    }

    private static Set<String> rights(JsonNode role) {
        var rights = new TreeSet<String>();
        for (var rule : role.isArray() ? role : role.path("rules"))
            for (var resource : rule.path("resources"))
                for (var verb : rule.path("verbs")) rights.add(verb.asText() + " " + resource.asText());
        return rights;
    }
}
