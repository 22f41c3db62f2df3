package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code files}: files in the shared folders, one by its path or several by folder and name. */
final class FileAssertion implements Assertion {
    private static final Pattern LINE_END = Pattern.compile("\r\n|[\n\r\u000b\u000c\u001c-\u001e\u0085\u2028\u2029]");
    private static final int MOST_SHOWN = 3;

    @Override
    public List<String> failures(JsonNode then, Scene scene) {
        var failures = new ArrayList<String>();
        for (var assertion : then.path("files")) check(assertion, scene, failures);
        return failures;
    }

    private static void check(JsonNode asked, Scene scene, List<String> failures) {
        var found = asked.has("path") ? one(asked, scene.data()) : several(asked, scene.data());
        var name = asked.has("path")
                ? asked.get("path").asText()
                : asked.path("dir").asText() + "/" + asked.path("glob").asText("*");
        var matching = new ArrayList<Path>();
        var why = new ArrayList<String>();
        for (var file : found) {
            var text = text(file);
            if (text == null) continue;
            var problems = problems(asked, file.getFileName().toString(), text);
            if (problems.isEmpty()) matching.add(file);
            why.addAll(problems);
        }
        if (asked.has("exists") && !asked.get("exists").asBoolean()) {
            if (!matching.isEmpty()) failures.add("file %s still exists".formatted(name));
            return;
        }
        var bounds = Bounds.of(asked);
        if (matching.size() < bounds.least())
            failures.add("files %s: %d matching, expected at least %d%s"
                    .formatted(
                            name,
                            matching.size(),
                            bounds.least(),
                            why.isEmpty()
                                    ? ""
                                    : "; " + String.join("; ", why.subList(0, Math.min(MOST_SHOWN, why.size())))));
        else if (!scene.lasting() && matching.size() > bounds.most())
            failures.add("files %s: %d matching, expected at most %d".formatted(name, matching.size(), bounds.most()));
    }

    private static List<Path> one(JsonNode asked, Path data) {
        var file = data.resolve(asked.get("path").asText());
        return Files.isRegularFile(file) ? List.of(file) : List.of();
    }

    private static List<Path> several(JsonNode asked, Path data) {
        var dir = data.resolve(asked.path("dir").asText());
        if (!Files.isDirectory(dir)) return List.of();
        var name = pattern(asked.path("glob").asText("*"));
        try (var files = Files.walk(dir, asked.path("recursive").asBoolean() ? Integer.MAX_VALUE : 1)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> name.matcher(file.getFileName().toString()).matches())
                    .filter(file -> !file.toString().endsWith(".camelLock")
                            && !file.toString().endsWith(".inprogress"))
                    .toList();
        } catch (IOException | UncheckedIOException moved) {
            // Files go while one looks; the next look sees them elsewhere.
            return List.of();
        }
    }

    /** {@code *}, {@code ?} and {@code [abc]}; everything else stands for itself. */
    private static Pattern pattern(String glob) {
        var regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int end = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (c == '*') regex.append(".*");
            else if (c == '?') regex.append('.');
            else if (end > 0) {
                regex.append('[')
                        .append(glob.substring(i + 1, end)
                                .replaceFirst("^!", "^")
                                .replace("\\", "\\\\"))
                        .append(']');
                i = end;
            } else regex.append(Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** Null when it is gone again, or no text. */
    private static @Nullable String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return null;
        }
    }

    private static List<String> problems(JsonNode asked, String name, String text) {
        var problems = new ArrayList<String>();
        for (var matcher : List.of("contains", "lacks"))
            if (asked.has(matcher))
                problems.addAll(Match.problems(
                        Text.MAPPER.createObjectNode().set("$" + matcher, asked.get(matcher)), Text.of(text), name));
        if (asked.has("lines")) {
            var lines = Arrays.stream(LINE_END.split(text))
                    .filter(line -> !line.isBlank())
                    .count();
            if (lines != asked.get("lines").asInt())
                problems.add("%s: %d lines, expected %s".formatted(name, lines, asked.get("lines")));
        }
        if (asked.has("json")) {
            var json = Text.parse(text);
            if (json == null) problems.add(name + ": not JSON");
            else problems.addAll(Match.problems(asked.get("json"), json, name));
        }
        return problems;
    }
}
