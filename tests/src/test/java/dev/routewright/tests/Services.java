package dev.routewright.tests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A stub for every service that ships in {@code kamelets/}. */
final class Services implements AutoCloseable {
    static final Path DOCUMENTS = Path.of("..", "kamelets");

    final Script script = new Script();
    private final Map<String, StubService> stubs = new TreeMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "stub");
        thread.setDaemon(true);
        return thread;
    });

    Services() {
        documents().forEach((name, document) -> stubs.put(name, new StubService(name, document, script, threads)));
    }

    static Map<String, JsonNode> documents() {
        var documents = new TreeMap<String, JsonNode>();
        try (var files = Files.list(DOCUMENTS)) {
            files.filter(f -> f.toString().endsWith(".openapi.yaml"))
                    .forEach(f ->
                            documents.put(f.getFileName().toString().replace(".openapi.yaml", ""), Documents.yaml(f)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }

    /** Another instance of a service; the caller closes it. */
    StubService another(String name) {
        return new StubService(name, documents().get(name), script, threads);
    }

    StubService get(String name) {
        return stubs.get(name);
    }

    Map<String, StubService> all() {
        return stubs;
    }

    /** Sets what is answered from now on; a service given as {@code down} refuses connections until the next call. */
    void play(JsonNode given) {
        stubs.forEach((name, stub) -> {
            if (given.path(name).asText().equals("down")) stub.stop();
            else stub.start();
        });
        script.play(given);
    }

    @Override
    public void close() {
        stubs.values().forEach(StubService::close);
        threads.shutdownNow();
    }
}
