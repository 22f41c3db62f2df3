package dev.routewright.knowledge;

import dev.routewright.route.HostName;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.servers.Server;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * Base URLs a document names. Relative ones and other schemes say nothing about where the service runs and are left
 * out; an HTTP address that is wrong is refused, because calls would go there.
 */
final class Servers {
    private static final int MAX = 20;

    private Servers() {}

    static List<String> of(OpenAPI document) {
        if (document.getServers() == null) return List.of();
        var urls = document.getServers().stream()
                .filter(server -> server.getUrl() != null)
                .map(Servers::filled)
                .filter(url -> url.toLowerCase(Locale.ROOT).matches("(?s)https?:.*"))
                .map(Servers::checked)
                .distinct()
                .toList();
        if (urls.size() <= MAX) return urls;
        throw new Unusable(
                "The document names %d servers, and a service may have %d.".formatted(urls.size(), MAX),
                "Name only those that are meant and send it again.");
    }

    /** With the default of each variable: the other values are other places, such as a test system. */
    private static String filled(Server server) {
        String url = server.getUrl().strip();
        if (server.getVariables() == null) return url;
        for (var variable : server.getVariables().entrySet()) {
            var place = "{" + variable.getKey() + "}";
            if (!url.contains(place)) continue;
            var values = variable.getValue().getEnum() == null
                    ? List.<String>of()
                    : variable.getValue().getEnum();
            var value = variable.getValue().getDefault();
            if (value == null || (!values.isEmpty() && !values.contains(value)))
                throw new Unusable(
                        "The variable %s of one of its server addresses has %s."
                                .formatted(
                                        Texts.line(variable.getKey(), 60),
                                        value == null ? "no default" : "a default that is not one of its values"),
                        "Give it a default, which is what will be called, and send the document again.");
            url = url.replace(place, value);
        }
        return url;
    }

    private static String checked(String url) {
        try {
            var address = new URI(url);
            // an address with credentials is not repeated: the sentence ends up in logs
            if (address.getRawUserInfo() != null || url.contains("@"))
                throw new Unusable(
                        "One of its server addresses holds a user name or password.",
                        "Remove it from the address; credentials are configured, not documented.");
            if (address.getHost() == null || address.getRawQuery() != null || address.getRawFragment() != null)
                throw unclear(url);
            HostName.objection(url).ifPresent(objection -> {
                throw new Unusable(
                        "One of its server addresses would not be called as it is written: %s.".formatted(objection),
                        "Write host and port plainly and send it again.");
            });
            return url.replaceFirst("/+$", "");
        } catch (URISyntaxException notAnAddress) {
            throw unclear(url);
        }
    }

    private static Unusable unclear(String url) {
        return url.contains("@")
                ? new Unusable(
                        "One of its server addresses cannot be understood.", "Write it as http(s)://host:port/path.")
                : new Unusable(
                        "Its server address %s cannot be understood.".formatted(Texts.line(url, 120)),
                        "Write it as http(s)://host:port/path and send it again.");
    }
}
