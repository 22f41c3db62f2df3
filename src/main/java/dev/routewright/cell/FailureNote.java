package dev.routewright.cell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.routewright.services.CallRefused;
import dev.routewright.services.ServiceFailure;
import org.apache.camel.Exchange;

/**
 * The variable by which a route learns why a call failed. It is set on every exchange the failure passes, so that a
 * catch around a split or a branch reads it as well as one around the call.
 */
final class FailureNote {

    /** The name routes know it by. */
    static final String NAME = "failure";

    private FailureNote() {}

    /** Does nothing when the failure is not that of a service. */
    static void leave(Exchange exchange, Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof ServiceFailure call) {
                exchange.setVariable(NAME, of(call));
                return;
            }
    }

    private static JsonNode of(ServiceFailure failure) {
        return Json.MAPPER
                .createObjectNode()
                .put("operation", failure.operation())
                .put("status", failure.status())
                .put("refused", failure instanceof CallRefused)
                .put("message", failure.getMessage())
                .set("body", body(failure.body()));
    }

    private static JsonNode body(String text) {
        if (text.isBlank()) return NullNode.getInstance();
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            return TextNode.valueOf(text);
        }
    }
}
