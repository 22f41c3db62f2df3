package dev.routewright.tests;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link LoadCheck}, short and gentle. */
class LoadIT {
    @Test
    void everyRequestIsAccountedForWhateverTheServicesDo(@TempDir Path home) throws IOException, InterruptedException {
        new LoadRun(home, 60, Duration.ofSeconds(20), Duration.ofSeconds(6)).run(List.of("-Xmx512m"), false);
    }
}
