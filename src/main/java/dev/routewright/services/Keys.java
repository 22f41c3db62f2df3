package dev.routewright.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.route.Operation;
import dev.routewright.services.CallCredentials.Sent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Texts by which calls are told apart. */
final class Keys {
    /** Whoever reads memory finds no digest of a credential that could be looked up. */
    private static final byte[] SALT = new SecureRandom().generateSeed(16);

    private Keys() {}

    /** The same text for the same value, in whichever order its members came. */
    static String text(@Nullable JsonNode value) {
        if (value == null) return "";
        if (value.isValueNode()) return value.asText();
        return sorted(value).toString();
    }

    /**
     * Calls with the same key get the same reply: operation, the inputs it takes, and whose credentials it carries. What
     * else a message holds does not matter to it.
     */
    static String of(Operation operation, ObjectNode input, List<Sent> credentials) {
        var taken = new TreeMap<String, JsonNode>();
        for (var one : operation.inputs()) {
            var value = input.get(one.name());
            if (value != null && !value.isNull()) taken.put(one.name(), sorted(value));
        }
        ObjectNode inputs = JsonNodeFactory.instance.objectNode();
        taken.forEach(inputs::set);
        return operation.key() + identity(credentials) + inputs;
    }

    private static String identity(List<Sent> credentials) {
        if (credentials.isEmpty()) return " ";
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(SALT);
            for (var sent : credentials)
                for (var part : List.of(sent.place().toString(), sent.value())) {
                    var bytes = part.getBytes(StandardCharsets.UTF_8);
                    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                    digest.update(bytes);
                }
            return " " + Base64.getEncoder().encodeToString(digest.digest()) + " ";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JsonNode sorted(JsonNode value) {
        if (value.isObject()) {
            var members = new TreeMap<String, JsonNode>();
            value.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            members.forEach(object::set);
            return object;
        }
        if (!value.isArray()) return value;
        var array = JsonNodeFactory.instance.arrayNode();
        value.forEach(element -> array.add(sorted(element)));
        return array;
    }

    /** FNV-1a, 64 bits. */
    static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        return hash;
    }

    /** The finalizer of SplitMix64: every bit of the input reaches every bit of the output. */
    static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
