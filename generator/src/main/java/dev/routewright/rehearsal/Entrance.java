package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Trial.Message;
import dev.routewright.route.Grant;
import dev.routewright.route.Scenario.Sent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns what an example sends into what comes in by an entry.
 *
 * @param suffix of the files the entry takes, empty for all
 */
record Entrance(Grant.Entry entry, String suffix) {

    Message message(Sent sent) {
        return switch (entry.kind()) {
            case "http" -> request(sent);
            case "file" -> new Message(text(sent.body()), Map.of("CamelFileName", fileName(sent)), entry);
            case "kafka" -> new Message(text(sent.body()), record(sent), entry);
            default -> new Message(null, Map.of(), entry);
        };
    }

    private Message request(Sent sent) {
        var headers = new LinkedHashMap<String, String>();
        var body = sent.body();
        var plain = Doorstep.request(entry.method(), entry.address(), body instanceof String ? null : body);
        headers.putAll(plain.headers());
        headers.putAll(sent.parameters());
        if (body instanceof String text) {
            if (headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase))
                headers.put("Content-Type", type(text));
            return new Message(text, headers, entry);
        }
        return new Message(body == null ? null : plain.body(), headers, entry);
    }

    /** What begins like JSON claims to be JSON, also when it is broken. */
    private static String type(String text) {
        var start = text.stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) return "application/json";
        return start.startsWith("<") ? "application/xml" : "text/plain;charset=UTF-8";
    }

    private String fileName(Sent sent) {
        if (!sent.fileName().isBlank()) return sent.fileName();
        return "example" + (suffix.isEmpty() ? sent.body() instanceof String ? ".txt" : ".json" : suffix);
    }

    private static Map<String, String> record(Sent sent) {
        var headers = new LinkedHashMap<>(sent.parameters());
        var key = headers.remove("key");
        if (key != null) headers.put("kafka.KEY", key);
        return headers;
    }

    private static @Nullable String text(@Nullable Object body) {
        return body == null || body instanceof String ? (String) body : Json.write(body);
    }
}
