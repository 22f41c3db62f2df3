package dev.routewright.drafting.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.routewright.knowledge.Tokens;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An endpoint on loopback that answers what was recorded: files {@code {body, answer}} of an endpoint that speaks
 * OpenAI's protocol, streaming and not. A question that was not recorded is answered with 404, and {@link #close} then
 * fails the test, saying what is new in it. Tokens are counted, so that budgets can be judged.
 */
public final class Cassettes implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PIECE = 40;

    private final Likeness likeness;
    private final Map<String, List<Recording>> recordings = new TreeMap<>();
    private final List<String> unknown = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private Cassettes(Likeness likeness, List<Path> folders) throws IOException {
        this.likeness = likeness;
        for (Path folder : folders)
            try (var files = Files.walk(folder)) {
                for (Path file : files.filter(name -> name.toString().endsWith(".json"))
                        .sorted()
                        .toList()) add(file);
            }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Replays all recordings under the folders for questions that are the same to the letter. */
    public static Cassettes replaying(Path... folders) {
        return open(Likeness.LETTER, folders);
    }

    /**
     * The same for questions of the same purpose (plan or route, the first one or one that mends) about the same clauses,
     * whatever else the prompt says: prompts get better more often than a model is at hand.
     */
    public static Cassettes replayingBySubject(Path... folders) {
        return open(Likeness.SUBJECT, folders);
    }

    private static Cassettes open(Likeness likeness, Path... folders) {
        try {
            return new Cassettes(likeness, List.of(folders));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** Fails when a question was asked that was not recorded. */
    public void verify() {
        if (!unknown.isEmpty()) throw new AssertionError(String.join("\n\n", unknown));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        verify();
    }

    private void add(Path file) throws IOException {
        JsonNode read = JSON.readTree(Files.readAllBytes(file));
        var question = new CassetteQuestion(read.path("body"));
        recordings
                .computeIfAbsent(likeness.key(question), key -> new ArrayList<>())
                .add(new Recording(file.getFileName().toString(), question, read.path("answer")));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            var question = new CassetteQuestion(body);
            var found = recordings.getOrDefault(likeness.key(question), List.of()).stream()
                    .max(Comparator.comparingInt(recording -> question.sameEnding(recording.question)));
            if (found.isEmpty()) miss(exchange, question);
            else if (body.path("stream").asBoolean()) stream(exchange, question, found.get().answer);
            else send(exchange, 200, whole(question, found.get().answer));
        }
    }

    private void miss(HttpExchange exchange, CassetteQuestion question) throws IOException {
        String complaint = likeness == Likeness.LETTER ? notToTheLetter(question) : notOfThisSubject(question);
        unknown.add(complaint);
        send(
                exchange,
                404,
                JSON.createObjectNode().set("error", JSON.createObjectNode().put("message", complaint)));
    }

    private String notToTheLetter(CassetteQuestion question) {
        String difference = all().map(recording -> question.differenceTo(recording.question, recording.name))
                .max(Comparator.comparingInt(CassetteQuestion.Difference::alike))
                .map(CassetteQuestion.Difference::text)
                .orElse("There are no recordings.");
        return "This question was not recorded (it would be %s.json). %s".formatted(question.letter(), difference);
    }

    private String notOfThisSubject(CassetteQuestion question) {
        String purposes = all().filter(recording -> recording.question.clauses().equals(question.clauses()))
                .map(recording -> recording.question.purpose())
                .sorted()
                .distinct()
                .collect(Collectors.joining(", "));
        return "No %s was recorded for the clauses\n%s\nRecorded for them: %s.\n%s"
                .formatted(
                        question.purpose(),
                        question.clauses(),
                        purposes.isEmpty() ? "nothing" : purposes,
                        question.findings());
    }

    private Stream<Recording> all() {
        return recordings.values().stream().flatMap(List::stream);
    }

    private static ObjectNode whole(CassetteQuestion question, JsonNode answer) {
        ObjectNode message = JSON.createObjectNode().put("role", "assistant").put("content", content(answer));
        var choice = JSON.createObjectNode().put("index", 0).put("finish_reason", finish(answer));
        choice.set("message", message);
        ObjectNode reply = JSON.createObjectNode().put("id", "recorded").put("object", "chat.completion");
        reply.putArray("choices").add(choice);
        reply.set("usage", usage(question, answer));
        return reply;
    }

    private static void stream(HttpExchange exchange, CassetteQuestion question, JsonNode answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        String text = content(answer);
        for (int from = 0; from < text.length(); ) {
            int to = text.offsetByCodePoints(from, Math.min(PIECE, text.codePointCount(from, text.length())));
            event(out, JSON.createObjectNode().put("content", text.substring(from, to)), null, null);
            from = to;
        }
        event(out, JSON.createObjectNode(), finish(answer), usage(question, answer));
        out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    }

    private static void event(OutputStream out, ObjectNode delta, String finish, ObjectNode usage) throws IOException {
        ObjectNode choice = JSON.createObjectNode().put("index", 0).put("finish_reason", finish);
        choice.set("delta", delta);
        ObjectNode chunk = JSON.createObjectNode().put("id", "recorded").put("object", "chat.completion.chunk");
        chunk.putArray("choices").add(choice);
        if (usage != null) chunk.set("usage", usage);
        out.write(("data: " + JSON.writeValueAsString(chunk) + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void send(HttpExchange exchange, int status, JsonNode reply) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(reply);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String content(JsonNode answer) {
        return answer.path("content").asText("");
    }

    private static String finish(JsonNode answer) {
        return answer.path("finish_reason").asText("stop");
    }

    private static ObjectNode usage(CassetteQuestion question, JsonNode answer) {
        int in = question.tokens();
        int out = Tokens.count(content(answer));
        return JSON.createObjectNode()
                .put("prompt_tokens", in)
                .put("completion_tokens", out)
                .put("total_tokens", in + out);
    }

    private record Recording(String name, CassetteQuestion question, JsonNode answer) {}

    /** When a question is taken for a recorded one. */
    private enum Likeness {
        LETTER {
            @Override
            String key(CassetteQuestion question) {
                return question.letter();
            }
        },
        SUBJECT {
            @Override
            String key(CassetteQuestion question) {
                return question.subject();
            }
        };

        abstract String key(CassetteQuestion question);
    }
}
