package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stories in {@code routes/kafka}, with a broker and without. */
class TopicStoriesIT {
    private static final String STATE = "{\"deviceId\":\"D-1\",\"state\":\"IDLE\"}";

    @TempDir
    Path home;

    @Test
    void statesOfDevicesBecomeInspectionsAndWhatCannotBeReadIsKept() throws Exception {
        try (var services = new Services();
                var topics = new Topics(
                        List.of("device-states", "inspection-results", "device-states-zh", "inspection-results-zh"));
                var app = App.start(home, List.of("kamelets"), "--routewright.kafka.brokers=" + topics.brokers())) {
            services.all().forEach((name, stub) -> app.useInstances(name, List.of(stub.url())));
            for (var language : List.of("en", "zh")) {
                var suffix = language.equals("zh") ? "-zh" : "";
                var name = "device-states-" + language;
                services.play(Documents.yaml("{}"));

                var version = app.submit(name, story(language), language);
                assertThat(version.status()).as(version.why()).isEqualTo("live");
                assertThat(topics.hasReader("device-states" + suffix)).isTrue();

                topics.send("device-states" + suffix, "no JSON at all {");
                topics.send("device-states" + suffix, STATE);
                await().atMost(Duration.ofSeconds(30))
                        .until(() ->
                                topics.values("inspection-results" + suffix).size() == 1);
                assertThat(topics.values("inspection-results" + suffix).get(0)).contains("passed");
                assertThat(services.script.calls("alerting.raiseAlert")).isEmpty();
                assertThat(app.deadLetters(name)).hasSize(1);

                services.play(Documents.yaml("quality.inspectQuality: {body: {passed: false, defects: 4, score: 38}}"));
                topics.send("device-states" + suffix, STATE);
                await().atMost(Duration.ofSeconds(30))
                        .until(() ->
                                services.script.calls("alerting.raiseAlert").size() == 1);
            }
        }
    }

    @Test
    void withoutABrokerTheStorySaysWhatItWaitsForAndEverythingElseRuns() throws Exception {
        try (var app = App.start(home, List.of("kamelets"))) {
            var version = app.submit("device-states", story("en"), "en");
            assertThat(version.live()).isFalse();
            assertThat(version.json().toString()).contains("routewright.kafka.brokers");
            assertThat(app.submit("weather", "When someone calls GET /skies, look up the current weather.", "en")
                            .status())
                    .isEqualTo("live");
        }
    }

    private static String story(String language) throws IOException {
        return Files.readString(Path.of("..", "routes", "kafka", "device-states.%s.md".formatted(language)));
    }
}
