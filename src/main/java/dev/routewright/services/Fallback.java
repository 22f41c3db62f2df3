package dev.routewright.services;

import com.fasterxml.jackson.databind.JsonNode;

/** What stands in for a reply when a call fails. */
public sealed interface Fallback {

    /** Always the same. */
    record Fixed(JsonNode reply) implements Fallback {}

    /** What another operation replies to the same inputs, by name. */
    record Other(String service, String operation) implements Fallback {}

    /** The last reply to the same inputs that is still kept, however old. */
    record Cached() implements Fallback {}
}
