package dev.routewright.cell;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came, of what a server made of it: servers lay the parameters of query and form among the headers, put
 * entries below a path of their own, and some take forms apart.
 */
final class AsItCame {
    private final Exchange exchange;
    private final Message message;

    AsItCame(Exchange exchange) {
        this.exchange = exchange;
        this.message = exchange.getMessage();
    }

    Reception.Request request() {
        var raw = message.getHeader(Exchange.HTTP_RAW_QUERY, String.class);
        var query = raw == null ? message.getHeader(Exchange.HTTP_QUERY, String.class) : raw;
        var method = message.getHeader(Exchange.HTTP_METHOD, "", String.class).toUpperCase(Locale.ROOT);
        return new Reception.Request(method, path(), query, headers(query));
    }

    /** The server has found the entry; what stands before the entry's own segments is the server's. */
    private String path() {
        var uri = message.getHeader(Exchange.HTTP_URI, "/", String.class);
        var path = uri.indexOf('?') < 0 ? uri : uri.substring(0, uri.indexOf('?'));
        if (!(exchange.getFromEndpoint() instanceof PlatformHttpEndpoint entry)) return path;
        var own = segments(entry.getPath());
        var come = segments(path);
        return come.size() <= own.size()
                ? path
                : "/" + String.join("/", come.subList(come.size() - own.size(), come.size()));
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.replaceAll("^/|/$", "").split("/", -1))
                .filter(segment -> !segment.isEmpty() || path.length() > 1)
                .toList();
    }

    private Map<String, List<String>> headers(@Nullable String query) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        message.getHeaders().forEach((name, value) -> {
            if (!Headers.steers(name))
                headers.computeIfAbsent(name, n -> new ArrayList<>()).addAll(texts(value));
        });
        if (message.getBody() instanceof Map<?, ?> form)
            form.forEach((name, value) -> texts(value).forEach(text -> withdraw(headers, name.toString(), text)));
        if (query == null) return headers;
        for (var pair : query.split("&")) {
            withdraw(headers, pair);
            // Some servers part parameters there too.
            if (pair.contains(";")) for (var part : pair.split(";")) withdraw(headers, part);
        }
        return headers;
    }

    private static void withdraw(Map<String, List<String>> headers, String pair) {
        int at = pair.indexOf('=');
        withdraw(
                headers, decoded(at < 0 ? pair : pair.substring(0, at)), at < 0 ? "" : decoded(pair.substring(at + 1)));
    }

    /** Servers add to what the headers hold, so the last of that value is the one that was no header. */
    private static void withdraw(Map<String, List<String>> headers, String name, String value) {
        var values = headers.get(name);
        if (values == null || !values.contains(value)) return;
        values.remove(values.lastIndexOf(value));
        if (values.isEmpty()) headers.remove(name);
    }

    private static List<String> texts(@Nullable Object value) {
        if (value == null) return List.of();
        if (value instanceof List<?> list)
            return list.stream().map(String::valueOf).toList();
        if (value instanceof Object[] array)
            return Arrays.stream(array).map(String::valueOf).toList();
        return List.of(value.toString());
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    /**
     * Whether the server has taken the body apart and it cannot be put together again. Of JSON that was sent as a form,
     * as curl does unless told otherwise, nobody knows any more what was a blank and what a plus.
     */
    boolean isBroken() {
        if (message.getBody() instanceof Map<?, ?> form)
            return form.keySet().stream()
                    .map(String::valueOf)
                    .anyMatch(name -> name.startsWith("{") || name.startsWith("["));
        var type = message.getHeader(Exchange.CONTENT_TYPE, "", String.class).toLowerCase(Locale.ROOT);
        return type.startsWith("multipart/form-data") && !(message.getBody() instanceof InputStream);
    }

    /** @param most bytes of a larger body that are enough */
    byte @Nullable [] body(int most) throws IOException {
        var body = message.getBody();
        byte[] bytes = body == null ? new byte[0] : bytes(body, most);
        boolean has = bytes.length > 0 || message.getHeader(Exchange.CONTENT_TYPE) != null;
        return has ? bytes : null;
    }

    private byte[] bytes(Object body, int most) throws IOException {
        if (body instanceof Map<?, ?> form) return form(form);
        try (var in = exchange.getContext().getTypeConverter().convertTo(InputStream.class, exchange, body)) {
            return in == null ? new byte[0] : in.readNBytes(most);
        }
    }

    private static byte[] form(Map<?, ?> form) {
        return form.entrySet().stream()
                .flatMap(field -> texts(field.getValue()).stream()
                        .map(value -> encoded(field.getKey().toString()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
