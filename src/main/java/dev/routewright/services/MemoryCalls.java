package dev.routewright.services;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.knowledge.BuiltIn;
import dev.routewright.services.Memory.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The operations of the built-in memory, as its document describes them. They are neither repeated nor broken off: the
 * store is the one that dead letters are kept in too.
 */
public final class MemoryCalls {
    public static final int LONGEST_KEY = 500;
    public static final int LARGEST_VALUE = 64 * 1024;
    static final Duration DEFAULT = Duration.ofDays(30);
    private static final long LONGEST_SECONDS = Duration.ofDays(3650).toSeconds();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Memory memory;

    public MemoryCalls(Memory memory) {
        this.memory = memory;
    }

    /**
     * Makes the call.
     *
     * @param owner of the message: what it claims and does not complete is released when it ends
     */
    public JsonNode call(String operation, @Nullable JsonNode given, String integration, String owner)
            throws ServiceFailure {
        var described = BuiltIn.memory()
                .operation(operation)
                .orElseThrow(() -> new MemoryFailed(key(operation), "There is no such operation.", null));
        var input = Inputs.of(described, given, "");
        var entry = new Entry(integration, keyOf(operation, input));
        try {
            return reply(operation, entry, owner, input);
        } catch (Memory.Full full) {
            throw new MemoryFailed(key(operation), String.valueOf(full.getMessage()), full);
        } catch (RuntimeException broken) {
            throw new MemoryFailed(
                    key(operation), "The store does not answer. Nothing is known to have changed.", broken);
        }
    }

    private ObjectNode reply(String operation, Entry entry, String owner, ObjectNode input) throws ServiceFailure {
        var reply = JsonNodeFactory.instance.objectNode();
        var keepFor = keepFor(operation, input);
        switch (operation) {
            case "begin" -> {
                var claim = memory.begin(entry, owner, keepFor == null ? DEFAULT : keepFor);
                reply.put("state", claim.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
                reply.set("value", parsed(claim.value()));
            }
            case "complete" -> {
                memory.complete(entry, value(operation, input), keepFor);
                reply.put("state", "done");
            }
            case "release" -> reply.put("released", memory.release(entry, owner));
            case "get" -> {
                var value = memory.get(entry);
                reply.put("found", value.isPresent());
                reply.set("value", parsed(value.orElse(null)));
            }
            default -> {
                var value = value(operation, input);
                memory.put(entry, value == null ? "null" : value, keepFor == null ? DEFAULT : keepFor);
                reply.put("kept", true);
            }
        }
        return reply;
    }

    private static String keyOf(String operation, ObjectNode input) throws InputMissing {
        var node = input.path("key");
        var key = node.isValueNode() ? node.asText() : "";
        if (key.isBlank() || key.length() > LONGEST_KEY || key.chars().anyMatch(Character::isISOControl))
            throw new InputMissing(
                    key(operation),
                    "The input key must be a text or number of 1 to %d characters. Nothing was remembered."
                            .formatted(LONGEST_KEY));
        return key;
    }

    private static @Nullable Duration keepFor(String operation, ObjectNode input) throws InputMissing {
        var node = input.path("keepFor");
        if (node.isMissingNode() || node.isNull()) return null;
        if (!node.isNumber() || node.asLong() < 1 || node.asLong() > LONGEST_SECONDS)
            throw new InputMissing(
                    key(operation),
                    "The input keepFor must be a number of seconds, 1 to %d. Nothing was remembered."
                            .formatted(LONGEST_SECONDS));
        return Duration.ofSeconds(node.asLong());
    }

    private static @Nullable String value(String operation, ObjectNode input) throws InputMissing {
        var node = input.get("value");
        if (node == null) return null;
        var text = node.toString();
        if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST_VALUE)
            throw new InputMissing(
                    key(operation),
                    "The input value is larger than %d KB. Nothing was remembered; keep less of it."
                            .formatted(LARGEST_VALUE / 1024));
        return text;
    }

    private static JsonNode parsed(@Nullable String value) {
        if (value == null) return NullNode.instance;
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException("A value of the memory is not JSON.", notJson);
        }
    }

    private static String key(String operation) {
        return BuiltIn.MEMORY + "." + operation;
    }
}
