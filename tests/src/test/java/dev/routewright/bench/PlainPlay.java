package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.camel.Setting;
import dev.routewright.route.Service.Kind;
import dev.routewright.tests.PlainJvm;
import dev.routewright.tests.Story;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plays the behaviours of a case of the benchmark against a plain JVM, by the classes that play them to the product. */
public final class PlainPlay {
    private final Ports ports;
    private final @Nullable String kafka;

    public PlainPlay(int firstPort, @Nullable String kafka) {
        this.ports = new Ports(firstPort);
        this.kafka = kafka;
    }

    /**
     * @param name of the integration
     * @param yaml its route, as the product made it
     * @return what did not hold, by the names of the behaviours
     */
    public Map<String, List<String>> play(Path dir, String name, String yaml, Path home) throws IOException {
        var played = BenchCase.read(dir);
        var calls = new Calls();
        int port = ports.free();
        var outside = new Outside(
                URI.create("http://127.0.0.1:" + port), home.resolve("data").resolve("files"));
        var results = new TreeMap<String, List<String>>();
        var topics = kafka == null || played.topics().isEmpty() ? null : new Topics(kafka);
        try (topics;
                var world = new World(played, outside, topics, ports, calls)) {
            for (var folder : played.folders())
                Files.createDirectories(world.data().resolve(folder));
            if (world.hasTopics()) world.topics().prepare(played.topics());
            var documents = new TreeMap<String, String>();
            world.documents().forEach((service, document) -> documents.put(service, Text.json(document)));
            var story = Story.written(name, yaml, documents);
            try (var jvm = PlainJvm.start(home, story, settings(played, story), port)) {
                Pause.seconds(played.warmup());
                var player = new Player(world);
                var all = played.behaviours();
                IntStream.range(0, all.size())
                        .mapToObj(i -> player.play(all.get(i), i + 1))
                        .forEach(result -> results.put(result.name(), result.failures()));
            }
        }
        return results;
    }

    private Map<String, String> settings(BenchCase played, Story story) {
        var settings = new TreeMap<String, String>();
        if (kafka != null) settings.put(Setting.KAFKA_BROKERS.property(), kafka);
        for (var service : story.manifest().services())
            for (var place : service.credentials()) {
                JsonNode given = played.credentials().path(service.name());
                var value = given.path("value").asText();
                boolean bearer = place.kind() == Kind.BEARER;
                if (!value.isEmpty())
                    settings.put(
                            Setting.credential(service.name(), place),
                            bearer ? value.replaceFirst("^Bearer ", "") : value);
            }
        return settings;
    }

    /** All of a product that a case needs when something runs already. */
    private record Outside(URI ingress, Path files) implements Product {
        @Override
        public URI control() {
            throw new UnsupportedOperationException("There is no control plane.");
        }

        @Override
        public Path routes() {
            throw new UnsupportedOperationException("Nothing is taken in.");
        }

        @Override
        public void close() {}
    }
}
