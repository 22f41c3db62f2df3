package dev.routewright.services;

import com.fasterxml.jackson.databind.JsonNode;

/** A value does not keep to the schema its route asks for: whoever sent it has to change it. */
public final class ValueRefused extends ServiceFailure {
    private final transient JsonNode errors;

    /** @param errors a list of objects with {@code pointer} and {@code detail}; may quote the value */
    ValueRefused(String operation, String sentence, JsonNode errors, String body) {
        super(operation, sentence, new Answered(400, body), null);
        this.errors = errors;
    }

    public JsonNode errors() {
        return errors;
    }
}
