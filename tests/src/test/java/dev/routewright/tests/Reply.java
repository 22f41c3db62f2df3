package dev.routewright.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** @param status 0 when there was no answer at all */
record Reply(int status, String body, String location) {
    JsonNode json() {
        return body.isEmpty() ? MissingNode.getInstance() : Documents.json(body);
    }
}
