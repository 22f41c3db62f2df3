package dev.routewright.services;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.route.Operation;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A call as its service sees it, for stand-ins that are asked over HTTP.
 *
 * @param target path and query below the instance
 * @param body empty when there is none
 */
public record AsSent(String method, String target, String body) {
    private static final URI ANYWHERE = URI.create("http://service");

    /** Empty when an input is missing without which nothing is sent. */
    public static Optional<AsSent> of(Operation operation, ObjectNode input) {
        try {
            var request = RequestWriter.write(ANYWHERE, operation, input, Mediation.DEFAULT.compression());
            var uri = request.getUri();
            var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            var entity = request.getEntity();
            var body = entity == null ? "" : new String(entity.getContent().readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(new AsSent(request.getMethod(), uri.getRawPath() + query, body));
        } catch (InputMissing | IOException | java.net.URISyntaxException notSent) {
            return Optional.empty();
        }
    }
}
