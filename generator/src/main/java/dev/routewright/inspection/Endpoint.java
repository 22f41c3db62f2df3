package dev.routewright.inspection;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint in one spelling: options by their camel-case names, whether they stood in the URI or under
 * {@code parameters}.
 *
 * @param path what follows the scheme, without leading {@code //}
 * @param consumes whether messages come from it
 * @param step id of the step it belongs to
 */
record Endpoint(
        String scheme,
        String path,
        Map<String, Node.Scalar> options,
        boolean consumes,
        Place place,
        @Nullable String step) {

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name)).map(Node.Scalar::text);
    }

    String address() {
        return scheme + ":" + path;
    }
}
