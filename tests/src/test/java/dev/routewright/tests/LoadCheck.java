package dev.routewright.tests;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The load a runtime has to stand: 500 requests a second for two minutes while services fail in every way. Run on purpose,
 * not with the tests: {@code ./mvnw verify -pl tests -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false
 * -Dit.test=LoadCheck -Dfailsafe.failIfNoSpecifiedTests=false}; {@code -Dload.rate=} and {@code -Dload.seconds=} say
 * otherwise. {@link LoadIT} is the short one.
 */
class LoadCheck {
    @Test
    void everyRequestIsAccountedForWhateverTheServicesDo(@TempDir Path home) throws IOException, InterruptedException {
        int rate = Integer.getInteger("load.rate", 500);
        int seconds = Integer.getInteger("load.seconds", 120);
        new LoadRun(home, rate, Duration.ofSeconds(seconds), Duration.ofSeconds(Math.min(seconds, 30)))
                .run(List.of("-Xmx512m"), true);
    }
}
