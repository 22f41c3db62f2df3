package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Forty descriptions as people write them, handed to the packaged application with its offline drafter. Most go live
 * and do what they say; none goes live and does something else.
 */
class EverydayDescriptionsIT {
    private static final int GOOD_ENOUGH = 30;

    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path home;

    @Test
    void mostEverydayDescriptionsGoLiveAndNoneDoesWhatItDoesNotSay() throws Exception {
        var stories = EverydayCase.all();
        var outcomes = new ArrayList<Outcome>();
        try (var services = new Services();
                var topics = new Topics(topicsOf(stories));
                var app = App.start(home, List.of("kamelets"), "--routewright.kafka.brokers=" + topics.brokers())) {
            services.all().forEach((name, stub) -> app.useInstances(name, List.of(stub.url())));
            for (var story : stories) {
                var outcome = outcome(story, app, services, topics);
                System.out.println(outcome.line());
                outcomes.add(outcome);
            }
        }
        var correct = outcomes.stream().filter(Outcome::liveAndCorrect).toList();
        System.out.printf("%d of %d descriptions are live and do what they say.%n", correct.size(), stories.size());

        assertThat(outcomes)
                .filteredOn(Outcome::liveAndWrong)
                .extracting(Outcome::line)
                .isEmpty();
        if (System.getProperty("everyday") == null) assertThat(correct).hasSizeGreaterThanOrEqualTo(GOOD_ENOUGH);
    }

    private static Outcome outcome(EverydayCase story, App app, Services services, Topics topics) {
        var name = "everyday-" + story.name().substring(0, 2);
        services.play(Scene.firstReplies(story));
        var version = app.submit(name, story.description(), story.language());
        try {
            var failures = new ArrayList<String>();
            if (version.live() && !story.live()) failures.add("It must not go live.");
            else if (version.live()) {
                var scene = new Scene(app, services, topics, story, version);
                if (story.startsBy("kafka") && !topics.hasReader(story.entryDetail()))
                    failures.add("Nobody reads the topic " + story.entryDetail());
                for (var check : story.checks())
                    scene.failures(check).forEach(f -> failures.add(check.name() + ": " + f));
            }
            return new Outcome(story, version, failures);
        } finally {
            app.remove(name);
        }
    }

    private static TreeSet<String> topicsOf(List<EverydayCase> stories) {
        var names = new TreeSet<String>();
        for (var story : stories) {
            if (story.startsBy("kafka")) names.add(story.entryDetail());
            for (var check : story.checks())
                for (JsonNode topic : check.then().path("topics"))
                    names.add(topic.path("topic").asText());
        }
        return names;
    }

    private record Outcome(EverydayCase story, Version version, List<String> failures) {
        boolean liveAndWrong() {
            return !failures.isEmpty();
        }

        boolean liveAndCorrect() {
            return version.live() && failures.isEmpty();
        }

        String line() {
            var told = version.live()
                    ? (failures.isEmpty()
                            ? "%d checks hold".formatted(story.checks().size())
                            : "WRONG " + failures)
                    : version.why();
            return "%-28s %-18s %s".formatted(story.name(), version.status(), told);
        }
    }
}
