package dev.routewright.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.deploy.Bundle;
import dev.routewright.deploy.Change;
import dev.routewright.deploy.Cluster;
import dev.routewright.deploy.MockCluster;
import org.junit.jupiter.api.Test;

/** What leaves for Camel K is what deploying takes, applied once and unchanged when it is applied again. */
class ExportIsDeployedTest extends WithStories {
    @Test
    void storiesAreTakenAndUnchangedTheSecondTime() {
        try (var cluster = new MockCluster();
                var open = Cluster.open(cluster.access(home))) {
            Stories.names().limit(2).forEach(story -> {
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
            assertThat(open.deployments().all()).hasSize(2);
        }
    }
}
