package dev.routewright.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.deploy.Bundle;
import dev.routewright.deploy.Change;
import dev.routewright.deploy.Cluster;
import dev.routewright.deploy.MockCluster;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leaves for Camel K is what deploying takes, applied once and unchanged when it is applied again. */
class ExportIsDeployedTest {
    @TempDir
    static Path home;

    private static Stories stories;

    @BeforeAll
    static void open() throws IOException {
        stories = new Stories(home);
    }

    @AfterAll
    static void close() {
        stories.close();
    }

    @Test
    void everyStoryIsTakenAndUnchangedTheSecondTime() {
        try (var cluster = new MockCluster();
                var open = Cluster.open(cluster.access(home))) {
            Stories.names().forEach(story -> {
                var yaml = stories.exporter().resources(story, 1, Options.NONE, "test");
                var deployer = open.deployer();

                var first = deployer.plan(Bundle.read(story, 1, yaml), false);
                deployer.apply(first, line -> {});
                var second = deployer.plan(Bundle.read(story, 1, yaml), false);

                assertThat(first.conflicts()).as(story).isEmpty();
                assertThat(second.conflicts()).as(story).isEmpty();
                assertThat(second.changes()).as(story).extracting(Change::state).containsOnly(Change.State.UNCHANGED);
                assertThat(open.deployments().drift(second.bundle())).as(story).isEmpty();
            });
            assertThat(open.deployments().all()).hasSameSizeAs(Stories.names().toList());
        }
    }
}
