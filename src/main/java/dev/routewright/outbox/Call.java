package dev.routewright.outbox;

import dev.routewright.services.Asked;

/**
 * One call as it will be made, once or several times.
 *
 * @param id the same in every attempt, and its Idempotency-Key where the operation takes one
 * @param version of the integration that accepted it, whose credentials it carries
 * @param input the JSON object
 */
public record Call(
        String id, String integration, int version, String service, String operation, String input, Asked asked) {

    /** The kind of entry under which a call is kept that was given up; its address is the {@link #key}. */
    public static final String ENTRY = "call";

    /** Such as {@code rooms.cancelRoom}. */
    public String key() {
        return service + "." + operation;
    }
}
