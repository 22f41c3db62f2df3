package dev.routewright.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.routewright.journal.Json;
import dev.routewright.journal.Version;
import dev.routewright.route.Grant;
import dev.routewright.route.Plan;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How somebody tries a live integration: a line to paste into a shell, with a message of the shape the plan expects. */
final class Example {
    private Example() {}

    /** Where messages come in, in words. */
    static String entry(Grant.Entry entry, URI ingress) {
        return switch (entry.kind()) {
            case "http" -> entry.method() + " " + address(entry, ingress);
            case "file" -> "files in " + entry.address();
            case "kafka" -> "topic " + entry.address();
            default -> entry.kind() + " " + entry.address();
        };
    }

    /** Empty for an entry nobody can be sent to. */
    static String line(Version version, URI ingress) {
        return version.dossier().grant().entries().stream()
                .filter(entry -> entry.kind().equals("http"))
                .findFirst()
                .map(entry -> curl(entry, message(version.dossier().plan()), ingress))
                .orElse("");
    }

    private static String curl(Grant.Entry entry, Map<String, Object> message, URI ingress) {
        var left = new LinkedHashMap<>(message);
        var url = new StringBuilder();
        for (var part : address(entry, ingress).split("(?=\\{)|(?<=})"))
            url.append(part.startsWith("{") ? filled(part.substring(1, part.length() - 1), left) : part);
        if (entry.method().equals("GET") || entry.method().equals("DELETE"))
            return "curl -sS%s %s"
                    .formatted(entry.method().equals("GET") ? "" : " -X DELETE", quoted(url + query(left)));
        return "curl -sS -X %s %s -H 'Content-Type: application/json' -d %s"
                .formatted(
                        entry.method().isEmpty() ? "POST" : entry.method(), quoted(url.toString()), quoted(json(left)));
    }

    private static String filled(String name, Map<String, Object> left) {
        var value = left.remove(name);
        return encoded(value == null ? "1" : value.toString());
    }

    private static String query(Map<String, Object> left) {
        return left.isEmpty()
                ? ""
                : left.entrySet().stream()
                        .map(one -> encoded(one.getKey()) + "="
                                + encoded(one.getValue().toString()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** Dotted paths become objects; what lies below an array is in the array's own sample already. */
    static Map<String, Object> message(@org.jspecify.annotations.Nullable Plan plan) {
        var message = new LinkedHashMap<String, Object>();
        if (plan != null) plan.message().forEach((path, schema) -> put(message, path.split("\\."), 0, schema.sample()));
        return message;
    }

    private static void put(Map<String, Object> into, String[] path, int at, Object value) {
        if (at == path.length - 1) {
            into.putIfAbsent(path[at], value);
            return;
        }
        var inner = into.computeIfAbsent(path[at], missing -> new LinkedHashMap<String, Object>());
        if (!(inner instanceof Map<?, ?> given)) return;
        var copy = new LinkedHashMap<String, Object>();
        given.forEach((name, one) -> copy.put(String.valueOf(name), one));
        put(copy, path, at + 1, value);
        into.put(path[at], copy);
    }

    private static String address(Grant.Entry entry, URI ingress) {
        return ingress.toString().replaceAll("/+$", "") + entry.address();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String json(Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            return "{}";
        }
    }

    /** For a POSIX shell; control characters would reach the terminal, so they go. */
    private static String quoted(String text) {
        return "'" + text.replaceAll("\\p{Cc}", "").replace("'", "'\\''") + "'";
    }
}
