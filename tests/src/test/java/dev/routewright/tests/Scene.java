package dev.routewright.tests;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.tests.EverydayCase.Check;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** Plays the surroundings of one live integration for one check, and tells what did not come out as promised. */
final class Scene {
    /** A timer may run at once or after its first period; longer periods are not waited for. */
    private static final Duration FIRST_RUN = Duration.ofSeconds(4);

    private final App app;
    private final Services services;
    private final Topics topics;
    private final EverydayCase story;
    private final Version version;
    private final Entry entry;
    private final Map<String, Integer> before = new HashMap<>();
    private @Nullable Reply reply;

    Scene(App app, Services services, Topics topics, EverydayCase story, Version version) {
        this.app = app;
        this.services = services;
        this.topics = topics;
        this.story = story;
        this.version = version;
        this.entry = Entry.of(version);
    }

    /** Replies for the first check have to be in place before a timer can run for the first time. */
    static JsonNode firstReplies(EverydayCase story) {
        return story.checks().isEmpty()
                ? Documents.JSON.missingNode()
                : story.checks().get(0).given();
    }

    List<String> failures(Check check) {
        if (story.startsBy("timer") && !entry.period().equals(story.period()))
            return List.of("It runs every %s, not every %s: %s".formatted(entry.period(), story.period(), entry));
        if (check.when().path("timer").asText().equals("once")) return onceFailures(check);
        prepare(check);
        act(check.when());
        return awaited(check, () -> judged(check), reply != null ? Duration.ofSeconds(3) : Duration.ofSeconds(12));
    }

    private List<String> onceFailures(Check check) {
        try {
            await().atMost(FIRST_RUN).until(() -> !services.script.calls().isEmpty());
        } catch (ConditionTimeoutException e) {
            // The first run comes after the period. What it does was seen in the rehearsal only.
            var rehearsal = version.json().path("rehearsal").toString();
            var missing = new ArrayList<String>();
            for (var call : check.then().path("calls"))
                if (!rehearsal.contains(call.path("op").asText()))
                    missing.add("Neither run nor rehearsed: " + call.path("op").asText());
            return missing;
        }
        return awaited(check, () -> judged(check), Duration.ofSeconds(6));
    }

    private void prepare(Check check) {
        services.play(check.given());
        if (check.when().has("timer")) {
            // A run under the replies of the check before may still be on its way.
            await().pollDelay(Duration.ofMillis(400)).until(() -> true);
            services.script.forget();
        }
        for (var files : check.then().path("files"))
            clear(app.files().resolve(files.path("dir").asText()));
        for (var topic : check.then().path("topics")) {
            var name = topic.path("topic").asText();
            before.put(name, topics.values(name).size());
        }
    }

    private void act(JsonNode when) {
        reply = null;
        if (when.has("timer")) return;
        if (when.has("kafka"))
            topics.send(story.entryDetail(), when.at("/kafka/value").toString());
        else if (when.has("file")) drop(when.path("file"));
        else {
            var stated = story.entry().matches("[A-Z]+ /.*");
            var method = stated ? story.entry().split(" ")[0] : entry.method();
            var path = when.path("path").asText(stated ? story.entryDetail() : entry.path());
            reply = app.call(method, path, when.has("body") ? when.get("body").toString() : "");
        }
    }

    /** A finished file appears in the folder. */
    private void drop(JsonNode file) {
        try {
            var folder = Files.createDirectories(app.files().resolve(story.entryDetail()));
            var draft = Files.writeString(
                    Files.createTempFile(app.files(), "drop", ".part"),
                    file.path("json").toString());
            Files.move(draft, folder.resolve(file.path("name").asText()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> awaited(Check check, Supplier<List<String>> judge, Duration limit) {
        var settle = Duration.ofMillis(check.when().has("body") || check.when().has("path") ? 100 : 400);
        try {
            await().atMost(limit)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .during(settle)
                    .until(() -> judge.get().isEmpty());
            return List.of();
        } catch (ConditionTimeoutException e) {
            var failures = new ArrayList<>(judge.get());
            failures.addAll(services.script.complaints());
            if (reply != null) failures.add("The answer was %d %s".formatted(reply.status(), reply.body()));
            services.script.calls().forEach(call -> failures.add("There was " + call));
            return failures;
        }
    }

    private List<String> judged(Check check) {
        var then = check.then();
        var failures = new ArrayList<>(
                new CallRules(then, services.script.calls(), check.when().has("timer")).failures());
        if (reply != null) failures.addAll(ReplyRules.failures(then.path("reply"), reply));
        for (var files : then.path("files")) failures.addAll(fileFailures(files));
        for (var topic : then.path("topics")) failures.addAll(topicFailures(topic));
        return failures;
    }

    private List<String> fileFailures(JsonNode expected) {
        return textFailures(
                expected,
                "files in " + expected.path("dir").asText(),
                contents(expected.path("dir").asText()));
    }

    private List<String> topicFailures(JsonNode expected) {
        var name = expected.path("topic").asText();
        var values = topics.values(name);
        return textFailures(
                expected, "messages on " + name, values.subList(before.getOrDefault(name, 0), values.size()));
    }

    private static List<String> textFailures(JsonNode expected, String what, List<String> texts) {
        var failures = new ArrayList<String>();
        if (texts.size() != expected.path("count").asInt())
            failures.add("%d %s, expected %d"
                    .formatted(texts.size(), what, expected.path("count").asInt()));
        for (var part : expected.path("contains"))
            for (var text : texts)
                if (!ReplyRules.plain(text).contains(part.asText()))
                    failures.add("%s: %s is not in %s".formatted(what, part.asText(), text));
        return failures;
    }

    private List<String> contents(String dir) {
        var texts = new ArrayList<String>();
        for (var file : filesIn(app.files().resolve(dir))) {
            try {
                texts.add(Files.readString(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return texts;
    }

    private static void clear(Path folder) {
        for (var file : filesIn(folder)) file.toFile().delete();
    }

    private static List<Path> filesIn(Path folder) {
        if (!Files.isDirectory(folder)) return List.of();
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> !f.getFileName().toString().startsWith("."))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
