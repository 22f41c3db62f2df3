package dev.routewright.services;

import dev.routewright.route.Service.Kind;
import dev.routewright.services.CallCredentials.Sent;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;

/** Puts credentials into a request that is otherwise written, over whatever a route put in their place. */
final class Shown {
    private Shown() {}

    static HttpUriRequestBase in(HttpUriRequestBase request, List<Sent> credentials) {
        for (var sent : credentials) {
            var place = sent.place();
            if (place.kind() == Kind.QUERY) request.setUri(query(request, place.name(), sent.value()));
            else request.setHeader(place.name(), header(place.kind(), sent.value()));
        }
        return request;
    }

    /** What a service repeats of a credential in its answer goes no further. */
    static String without(String text, List<Sent> credentials) {
        var clean = text;
        for (var sent : credentials) {
            clean = clean.replace(sent.value(), "[credential]");
            if (sent.place().kind() == Kind.BASIC) clean = clean.replace(encoded(sent.value()), "[credential]");
        }
        return clean;
    }

    private static String header(Kind kind, String value) {
        if (value.chars().anyMatch(c -> c < 0x20 || c == 0x7f))
            throw new IllegalStateException("A credential with a line break cannot stand in a header.");
        if (kind == Kind.BASIC) return "Basic " + encoded(value);
        return kind == Kind.BEARER ? "Bearer " + value : value;
    }

    private static String encoded(String userAndPassword) {
        return Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    private static URI query(HttpUriRequestBase request, String name, String value) {
        var uri = request.getRequestUri();
        var parameter = encode(name) + "=" + encode(value);
        var kept = new StringBuilder();
        int mark = uri.indexOf('?');
        if (mark >= 0)
            for (var one : uri.substring(mark + 1).split("&"))
                if (!one.startsWith(encode(name) + "=")) kept.append(one).append('&');
        var path = mark < 0 ? uri : uri.substring(0, mark);
        return URI.create(request.getScheme() + "://" + request.getAuthority() + path + "?" + kept + parameter);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
