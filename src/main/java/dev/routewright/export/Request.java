package dev.routewright.export;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A message of a rehearsal as a request: what it brought by name is in the path, the query or a header. */
record Request(String target, Map<String, String> headers) {
    private static final Set<String> HEADERS = Set.of("accept", "authorization", "cookie", "host");

    Request(String target, Map<String, String> headers) {
        var path = target;
        var query = new StringBuilder();
        var sent = new TreeMap<String, String>();
        for (var header : new TreeMap<>(headers).entrySet()) {
            var place = "{" + header.getKey() + "}";
            if (path.contains(place)) path = path.replace(place, encoded(header.getValue()));
            else if (header.getKey().contains("-")
                    || HEADERS.contains(header.getKey().toLowerCase(java.util.Locale.ROOT)))
                sent.put(header.getKey(), header.getValue());
            else
                query.append(query.isEmpty() ? '?' : '&')
                        .append(encoded(header.getKey()))
                        .append('=')
                        .append(encoded(header.getValue()));
        }
        this.target = path + query;
        this.headers = sent;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
