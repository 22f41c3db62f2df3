package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * A description, the services it may use, and how what is made of it has to behave.
 *
 * @param texts the description by language
 * @param documents OpenAPI documents by service, with placeholders for their addresses
 * @param defaults what the stubs answer unless a behaviour says otherwise
 * @param credentials header and value by service
 * @param allow operations that may be called without being listed
 * @param outcome what has to come of a case that cannot be built as described; missing for all others
 */
record BenchCase(
        String slug,
        JsonNode meta,
        Map<String, String> texts,
        Map<String, JsonNode> documents,
        JsonNode defaults,
        JsonNode credentials,
        List<String> allow,
        JsonNode outcome,
        List<Behaviour> behaviours) {
    private static final String DOCUMENT = ".openapi.json";

    /**
     * @param kind normal, alternative, fault, input or timing
     * @param given what the stubs answer and which services are down
     * @param when what happens to the integration
     * @param then what it has to do
     * @param tailS seconds to wait before the next behaviour
     */
    record Behaviour(String name, String kind, JsonNode given, List<JsonNode> when, JsonNode then, double tailS) {
        static Behaviour of(JsonNode json) {
            return new Behaviour(
                    json.path("name").asText(),
                    json.path("kind").asText("normal"),
                    json.path("given"),
                    list(json.path("when")),
                    json.has("then") ? json.get("then") : Text.MAPPER.createObjectNode(),
                    json.path("tailS").asDouble(0));
        }
    }

    /** @throws CaseUnusable when a file of the case is missing or is not what it should be */
    static BenchCase read(Path dir) {
        var behaviours = json(dir.resolve("behaviours.json"));
        return new BenchCase(
                dir.getFileName().toString(),
                json(dir.resolve("meta.json")),
                Map.of("en", text(dir.resolve("description.en.md")), "zh", text(dir.resolve("description.zh.md"))),
                documents(dir.resolve("services")),
                behaviours.path("defaults"),
                behaviours.path("credentials"),
                texts(behaviours.path("allow")),
                behaviours.path("expectOutcome"),
                list(behaviours.path("behaviours")).stream().map(Behaviour::of).toList());
    }

    private static Map<String, JsonNode> documents(Path dir) {
        var documents = new LinkedHashMap<String, JsonNode>();
        if (!Files.isDirectory(dir)) return documents;
        try (var files = Files.list(dir)) {
            files.filter(file -> file.toString().endsWith(DOCUMENT)).sorted().forEach(file -> {
                var name = file.getFileName().toString();
                documents.put(name.substring(0, name.length() - DOCUMENT.length()), json(file));
            });
        } catch (IOException e) {
            throw new CaseUnusable(dir + " cannot be read.");
        }
        return documents;
    }

    private static ObjectNode json(Path file) {
        if (Text.parse(text(file)) instanceof ObjectNode object) return object;
        throw new CaseUnusable(file + " is not a JSON object. Nothing was run.");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CaseUnusable(file + " is not there or is not UTF-8 text. Nothing was run.");
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(one -> texts.add(one.asText()));
        return List.copyOf(texts);
    }

    JsonNode entry() {
        return meta.path("entry");
    }

    /** http, file, timer or kafka. */
    String entryKind() {
        return entry().path("type").asText();
    }

    int difficulty() {
        return meta.path("difficulty").asInt();
    }

    List<String> topics() {
        return texts(meta.path("topics"));
    }

    List<String> folders() {
        return texts(meta.path("folders"));
    }

    boolean needsKafka() {
        return texts(meta.path("needs")).contains("kafka");
    }

    boolean expectsNothingLive() {
        return !outcome.isMissingNode() && !outcome.isNull();
    }

    /** How long what is live gets before the first behaviour. */
    double warmup() {
        var asked = meta.path("warmupS");
        return topics().isEmpty() ? asked.asDouble(0.2) : Math.max(asked.asDouble(0), 4);
    }
}
