package dev.routewright.drafting.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An endpoint on loopback that answers what was recorded: files {@code {body, answer}} of an endpoint that speaks
 * OpenAI's protocol, streaming and not. A question that was not recorded is answered with 404, and {@link #close} then
 * fails the test, saying where the question first differs from the nearest recording.
 */
public final class Cassettes implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PIECE = 40;

    private final Map<String, Recording> recordings = new TreeMap<>();
    private final List<String> unknown = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private Cassettes(List<Path> folders) throws IOException {
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

    /** Replays all recordings under the folders. */
    public static Cassettes replaying(Path... folders) {
        try {
            return new Cassettes(List.of(folders));
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
        var question = new Question(read.path("body"));
        recordings.put(question.key(), new Recording(file.getFileName().toString(), question, read.path("answer")));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            var question = new Question(body);
            Recording found = recordings.get(question.key());
            if (found == null) miss(exchange, question);
            else if (body.path("stream").asBoolean()) stream(exchange, body, found.answer);
            else send(exchange, 200, whole(body, found.answer));
        }
    }

    private void miss(HttpExchange exchange, Question question) throws IOException {
        String difference = recordings.values().stream()
                .map(recording -> question.differenceTo(recording.question, recording.name))
                .max(java.util.Comparator.comparingInt(Difference::alike))
                .map(Difference::text)
                .orElse("There are no recordings.");
        String complaint =
                "This question was not recorded (it would be %s.json). %s".formatted(question.key(), difference);
        unknown.add(complaint);
        send(
                exchange,
                404,
                JSON.createObjectNode().set("error", JSON.createObjectNode().put("message", complaint)));
    }

    private static ObjectNode whole(JsonNode body, JsonNode answer) {
        ObjectNode message = JSON.createObjectNode().put("role", "assistant").put("content", content(answer));
        var choice = JSON.createObjectNode().put("index", 0).put("finish_reason", finish(answer));
        choice.set("message", message);
        ObjectNode reply = JSON.createObjectNode().put("id", "recorded").put("object", "chat.completion");
        reply.putArray("choices").add(choice);
        reply.set("usage", usage(body, answer));
        return reply;
    }

    private static void stream(HttpExchange exchange, JsonNode body, JsonNode answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        String text = content(answer);
        for (int from = 0; from < text.length(); ) {
            int to = text.offsetByCodePoints(from, Math.min(PIECE, text.codePointCount(from, text.length())));
            event(out, JSON.createObjectNode().put("content", text.substring(from, to)), null, null);
            from = to;
        }
        event(out, JSON.createObjectNode(), finish(answer), usage(body, answer));
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

    private static ObjectNode usage(JsonNode body, JsonNode answer) {
        int in = 0;
        for (JsonNode message : body.path("messages"))
            in += message.path("content").asText().length();
        int out = content(answer).length() / 4;
        return JSON.createObjectNode()
                .put("prompt_tokens", in / 4)
                .put("completion_tokens", out)
                .put("total_tokens", in / 4 + out);
    }

    private static final class Recording {
        final String name;
        final Question question;
        final JsonNode answer;

        Recording(String name, Question question, JsonNode answer) {
            this.name = name;
            this.question = question;
            this.answer = answer;
        }
    }

    /** How far a question is like a recording, and where it stops to be. */
    record Difference(int alike, String text) {}

    /** What makes two questions the same: messages, tools and response format; neither model nor temperature. */
    static final class Question {
        private final JsonNode body;

        Question(JsonNode body) {
            this.body = body;
        }

        String key() {
            ObjectNode core = JSON.createObjectNode();
            for (String part : List.of("messages", "tools", "response_format"))
                if (body.hasNonNull(part)) core.set(part, body.get(part));
            return CanonicalJson.digest(core).substring(0, 24);
        }

        Difference differenceTo(Question recorded, String name) {
            List<String> mine = parts();
            List<String> theirs = recorded.parts();
            int alike = 0;
            for (int at = 0; at < Math.max(mine.size(), theirs.size()); at++) {
                String asked = at < mine.size() ? mine.get(at) : "(nothing)";
                String known = at < theirs.size() ? theirs.get(at) : "(nothing)";
                int same = common(asked, known);
                alike += same;
                if (!asked.equals(known))
                    return new Difference(
                            alike,
                            "Nearest is %s, which differs in %s at character %d: recorded \"%s\", asked \"%s\"."
                                    .formatted(name, label(at), same, around(known, same), around(asked, same)));
            }
            return new Difference(alike, "It differs from %s in nothing that can be shown.".formatted(name));
        }

        private List<String> parts() {
            List<String> parts = new ArrayList<>();
            for (JsonNode message : body.path("messages"))
                parts.add(message.path("role").asText() + ": "
                        + message.path("content").asText());
            parts.add("tools " + CanonicalJson.write(body.path("tools")));
            parts.add("response_format " + CanonicalJson.write(body.path("response_format")));
            return parts;
        }

        private String label(int part) {
            int messages = body.path("messages").size();
            return part < messages ? "message %d".formatted(part + 1) : "tools or response_format";
        }

        private static int common(String one, String other) {
            int same = 0;
            while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) same++;
            return same;
        }

        private static String around(String text, int at) {
            return text.substring(Math.max(0, Math.min(at, text.length()) - 30), Math.min(text.length(), at + 60));
        }
    }
}
