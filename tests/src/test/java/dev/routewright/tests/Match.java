package dev.routewright.tests;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Compares by subset: an object may have more fields than expected, numbers compare by value, and {@code {contains: x}}
 * asks for text that holds x.
 */
final class Match {
    private Match() {}

    static boolean fits(JsonNode expected, JsonNode actual) {
        if (expected.isObject() && expected.size() == 1 && expected.has("contains"))
            return actual.asText().contains(expected.get("contains").asText());
        if (expected.isObject()) {
            for (var field : expected.properties())
                if (!fits(field.getValue(), actual.path(field.getKey()))) return false;
            return actual.isObject();
        }
        if (expected.isNumber() && actual.isNumber())
            return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
        return expected.equals(actual);
    }
}
