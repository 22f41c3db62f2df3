package dev.routewright.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routewright.route.Operation;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Measures how many of the operations that cases of the execution benchmark call are among the first ten found, with 200
 * other services around. Runs when {@code -Dcases} names the folder of the cases; prints the figures.
 */
class RecallTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theOperationsOfCasesAreFoundAmong200OtherServices() throws IOException {
        String folder = System.getProperty("cases", "");
        assumeTrue(!folder.isEmpty(), "no cases named");
        var terms = new Properties();
        try (var in = RecallTest.class.getResourceAsStream("search-terms.properties")) {
            terms.load(new StringReader(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)));
        }
        var figures = new Figures();
        try (var cases = Files.list(Path.of(folder))) {
            for (Path one : cases.sorted().toList()) measure(one, terms, figures);
        }
        System.out.println(figures);
        assertThat(figures.rate("en with terms")).isGreaterThanOrEqualTo(0.95);
        assertThat(figures.rate("zh with terms")).isGreaterThanOrEqualTo(0.95);
    }

    private static void measure(Path one, Properties terms, Figures figures) throws IOException {
        var needed = needed(JSON.readTree(one.resolve("behaviours.json").toFile()));
        var services = new ArrayList<>(Crowd.of(200));
        try (var files = Files.list(one.resolve("services"))) {
            for (Path file : files.sorted().toList()) {
                String name = OpenApiServices.nameFor(file.getFileName().toString());
                services.removeIf(service -> service.name().equals(name));
                services.add(OpenApiServices.read(
                        name, Files.readString(file).replace("{{host}}:{{port}}", "stub.example")));
            }
        }
        if (needed.isEmpty()) return;
        var index = new OperationIndex(services);
        String number = one.getFileName().toString().substring(0, 2);
        var searched = Arrays.stream(terms.getProperty(number, "").split(","))
                .map(String::strip)
                .filter(term -> !term.isEmpty())
                .toList();
        for (String language : List.of("en", "zh")) {
            var text = Files.readString(one.resolve("description." + language + ".md"));
            figures.add(language + " text alone", number, needed, index.find(text, List.of(), 10));
            figures.add(language + " with terms", number, needed, index.find(text, searched, 10));
        }
    }

    /** Operations a behaviour expects to be called. */
    private static Set<String> needed(JsonNode behaviours) {
        var needed = new TreeSet<String>();
        behaviours
                .path("behaviours")
                .forEach(behaviour -> behaviour.path("then").path("calls").forEach(call -> {
                    if (call.path("count").asInt(1) > 0
                            && call.path("op").asText().matches("[a-z0-9-]+\\.\\w+"))
                        needed.add(call.path("op").asText());
                }));
        return needed;
    }

    private static final class Figures {
        private record Line(String what, String number, int found, int needed, List<String> missing) {}

        private final List<Line> lines = new ArrayList<>();

        void add(String what, String number, Set<String> needed, List<Operation> found) {
            var names = found.stream().map(Operation::key).toList();
            var missing = needed.stream().filter(name -> !names.contains(name)).toList();
            lines.add(new Line(what, number, needed.size() - missing.size(), needed.size(), missing));
        }

        double rate(String what) {
            var those = lines.stream().filter(line -> line.what().equals(what)).toList();
            return those.stream().mapToInt(Line::found).sum()
                    / (double) those.stream().mapToInt(Line::needed).sum();
        }

        @Override
        public String toString() {
            var text = new StringBuilder();
            for (String what : List.of("en text alone", "zh text alone", "en with terms", "zh with terms")) {
                text.append("%s: recall@10 %.3f%n".formatted(what, rate(what)));
                lines.stream()
                        .filter(line ->
                                line.what().equals(what) && !line.missing().isEmpty())
                        .forEach(line -> text.append("  %s misses %s%n".formatted(line.number(), line.missing())));
            }
            return text.toString();
        }
    }
}
