package dev.routewright.inspection;

import java.util.Optional;

/** Placeholder until the parser of JSONPath stands. */
final class JsonPathText {
    private JsonPathText() {}

    static Optional<String> problem(String path) {
        return path.startsWith("$") && !path.contains("${") ? Optional.empty() : Optional.of("The path is not plain.");
    }
}
