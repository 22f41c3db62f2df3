package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;

/** How many there have to be: {@code count}, or {@code min} and {@code max}; at least one when nothing is said. */
record Bounds(int least, int most) {
    static Bounds of(JsonNode assertion) {
        var count = assertion.path("count");
        int least = assertion.has("max") ? 0 : 1;
        return new Bounds(
                assertion.path("min").asInt(count.asInt(least)),
                assertion.path("max").asInt(count.asInt(Integer.MAX_VALUE)));
    }
}
