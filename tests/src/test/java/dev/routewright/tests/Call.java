package dev.routewright.tests;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request that reached a stub.
 *
 * @param operation {@code inventory.getStock}
 * @param reads whether the operation changes nothing
 * @param inputs path, query and body inputs by name
 * @param status what the stub answered
 * @param port of the instance that answered
 * @param started in nanoseconds, comparable with {@code ended} of other calls
 */
record Call(String operation, boolean reads, JsonNode inputs, int status, int port, long started, long ended) {

    boolean overlaps(Call other) {
        return started < other.ended && other.started < ended;
    }

    @Override
    public String toString() {
        return operation + inputs + " → " + status;
    }
}
