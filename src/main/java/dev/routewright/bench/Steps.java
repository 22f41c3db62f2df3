package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/** Does what a behaviour says is done to the integration. */
final class Steps {
    private static final String UNFINISHED = ".bench-tmp";
    private static final double AWAIT = 6;

    private final World world;
    private final BiPredicate<JsonNode, ObjectNode> holds;
    private final List<Thread> background = new ArrayList<>();

    /** @param holds whether what an {@code await} waits for has come */
    Steps(World world, BiPredicate<JsonNode, ObjectNode> holds) {
        this.world = world;
        this.holds = holds;
    }

    void perform(JsonNode step, ObjectNode values) {
        var kind = step.properties().stream()
                .findFirst()
                .orElseThrow(() -> new CaseUnusable("A step is empty."))
                .getKey();
        var what = step.get(kind);
        switch (kind) {
            case "http" -> http(Template.fill(what, values));
            case "parallel" -> parallel(list(what), values);
            case "background" -> {
                var thread = started(what, values);
                synchronized (background) {
                    background.add(thread);
                }
            }
            case "join" -> join(background());
            case "repeat" -> repeat(what, values);
            case "burst" -> parallel(burst(what), values);
            case "file" -> file(Template.fill(what, values));
            case "kafka" -> kafka(Template.fill(what, values));
            case "sleep" -> Pause.seconds(what.asDouble());
            case "await" -> await(what, values);
            case "stubs" -> world.script().change(what);
            case "services" -> world.turn(what);
            case "clear" -> world.calls().clear();
            default -> throw new CaseUnusable("There is no step " + kind + ".");
        }
    }

    private List<Thread> background() {
        synchronized (background) {
            return List.copyOf(background);
        }
    }

    private void http(JsonNode step) {
        world.replies().add(step.path("as").asText("reply"), world.caller().call(step));
    }

    private void parallel(List<JsonNode> steps, ObjectNode values) {
        join(IntStream.range(0, steps.size())
                .mapToObj(i -> started(steps.get(i), values.deepCopy().put("i", i)))
                .toList());
    }

    private Thread started(JsonNode step, ObjectNode values) {
        var thread = new Thread(() -> perform(step, values), "bench-step");
        thread.setDaemon(true);
        // What it should have done is missing then, and found missing.
        thread.setUncaughtExceptionHandler((any, thrown) -> {});
        thread.start();
        return thread;
    }

    private static void join(List<Thread> threads) {
        try {
            for (var thread : threads) thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The benchmark was interrupted.", e);
        }
    }

    private void repeat(JsonNode what, ObjectNode values) {
        int from = what.path("from").asInt(1);
        for (int i = from; i < from + what.path("n").asInt(); i++) {
            perform(what.path("step"), values.deepCopy().put("i", i));
            if (what.path("everyMs").asLong() > 0)
                Pause.seconds(what.get("everyMs").asDouble() / 1000);
        }
    }

    private static List<JsonNode> burst(JsonNode what) {
        return IntStream.rangeClosed(1, what.path("n").asInt())
                .mapToObj(i -> Template.fill(
                        what.path("step"), Text.MAPPER.createObjectNode().put("i", i)))
                .toList();
    }

    /** A finished file appears: it is written elsewhere and moved. */
    private void file(JsonNode what) {
        var place = world.data().resolve(what.path("path").asText());
        var unfinished = world.data().resolve(UNFINISHED).resolve(place.getFileName());
        try {
            Files.createDirectories(place.getParent());
            Files.createDirectories(unfinished.getParent());
            Files.writeString(unfinished, what.has("text") ? what.get("text").asText() : Text.json(what.path("json")));
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(place + " cannot be written.", e);
        }
    }

    private void kafka(JsonNode what) {
        var key = what.path("key");
        var value = what.path("value");
        world.topics()
                .send(
                        what.path("topic").asText(),
                        key.isMissingNode() || key.isNull() ? null : Text.of(key),
                        value.isMissingNode() || value.isNull() ? null : Text.of(value),
                        what.path("headers"));
    }

    private void await(JsonNode what, ObjectNode values) {
        var until = ((ObjectNode) what).deepCopy();
        until.remove("withinS");
        var end = Call.now() + what.path("withinS").asDouble(AWAIT);
        while (Call.now() < end && !holds.test(until, values)) Pause.seconds(0.03);
    }

    private static List<JsonNode> list(JsonNode array) {
        var list = new ArrayList<JsonNode>();
        array.forEach(list::add);
        return list;
    }
}
