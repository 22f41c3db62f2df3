package dev.routewright.inspection;

/** A scalar with its key and what the policy lets it be. */
record Value(String name, Kind kind, Node.Scalar scalar) {
    String text() {
        return scalar.text();
    }
}
