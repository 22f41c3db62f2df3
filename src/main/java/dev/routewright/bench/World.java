package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The surroundings of one case: its services, played by stubs, its callers, folders and topics. */
final class World implements AutoCloseable {
    private final BenchCase played;
    private final Path data;
    private final @Nullable Topics topics;
    private final Caller caller;
    private final Calls calls;
    private final Replies replies = new Replies();
    private final Script script = new Script();
    private final Map<String, StubService> services = new LinkedHashMap<>();
    private final Map<String, JsonNode> documents = new LinkedHashMap<>();
    private final String unique = unique();

    /** @param calls where its stubs write what they received */
    World(BenchCase played, Product product, @Nullable Topics topics, Ports ports, Calls calls) {
        this.played = played;
        this.data = product.files();
        this.topics = topics;
        this.caller = new Caller(product.ingress(), played.entry());
        this.calls = calls;
        script.load(played.defaults(), MissingNode.getInstance(), values(0));
        played.documents().forEach((name, document) -> {
            int port = ports.free();
            var service =
                    new StubService(name, document, port, played.credentials().path(name), calls, script);
            service.up();
            services.put(name, service);
            documents.put(name, located(document, port));
        });
    }

    static JsonNode located(JsonNode document, int port) {
        var text = Text.json(document).replace("{{host}}", "127.0.0.1").replace("{{port}}", String.valueOf(port));
        return Text.parseOrNull(text);
    }

    private static String unique() {
        return ThreadLocalRandom.current()
                .ints(5, 0, 36)
                .mapToObj(i -> Integer.toString(i, 36))
                .reduce("", String::concat);
    }

    /** What placeholders may name in the behaviour with this number. */
    ObjectNode values(int number) {
        return Text.MAPPER
                .createObjectNode()
                .put("uid", unique + (number == 0 ? "" : String.valueOf(number)))
                .put("i", 0)
                .put("host", "127.0.0.1");
    }

    /** With the addresses of the stubs. */
    Map<String, JsonNode> documents() {
        return documents;
    }

    Path data() {
        return data;
    }

    /** @throws IllegalStateException without a broker */
    Topics topics() {
        if (topics == null) throw new IllegalStateException("There is no broker. Name one with --kafka.");
        return topics;
    }

    boolean hasTopics() {
        return topics != null && !played.topics().isEmpty();
    }

    Caller caller() {
        return caller;
    }

    Calls calls() {
        return calls;
    }

    Replies replies() {
        return replies;
    }

    Script script() {
        return script;
    }

    BenchCase played() {
        return played;
    }

    /** @param states up or down, by service */
    void turn(JsonNode states) {
        states.properties().forEach(state -> {
            var service = services.get(state.getKey());
            if (service == null) throw new CaseUnusable("There is no service " + state.getKey() + ".");
            if (state.getValue().asText().equals("down")) service.down();
            else service.up();
        });
    }

    void turnAllUp() {
        services.values().forEach(StubService::up);
    }

    /** Lets whoever still waits for a late reply go. */
    @Override
    public void close() {
        script.load(played.defaults(), MissingNode.getInstance(), values(0));
        services.values().forEach(StubService::close);
    }
}
