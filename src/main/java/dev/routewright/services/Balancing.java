package dev.routewright.services;

import java.util.List;

/** The ways calls are spread over instances. */
public final class Balancing {
    static final List<String> NAMES =
            List.of("round-robin", "random", "weighted", "least-connections", "least-response-time", "sticky");

    private Balancing() {}

    static void check(String name) {
        if (!NAMES.contains(name))
            throw new IllegalArgumentException("balancing must be "
                    + String.join(", ", NAMES.subList(0, NAMES.size() - 1))
                    + " or "
                    + NAMES.get(NAMES.size() - 1)
                    + ".");
    }
}
