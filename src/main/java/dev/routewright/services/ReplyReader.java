package dev.routewright.services;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.routewright.route.Operation;
import dev.routewright.route.Schema;
import dev.routewright.services.AttemptFailed.How;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads a success reply as the operation documents it. */
final class ReplyReader {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int BEGINNING = 16 * 1024;

    private ReplyReader() {}

    static JsonNode read(Operation operation, Reply reply) throws AttemptFailed {
        String type = operation
                .success()
                .map(Operation.Reply::schema)
                .orElse(Schema.ANY)
                .type();
        try {
            var value = JSON.readTree(reply.body());
            // An empty reply where the document promises content is lost content, not success.
            boolean contentPromised = type.equals("object") || type.equals("array");
            if (value.isMissingNode() && (reply.status() == 204 || !contentPromised))
                return JsonNodeFactory.instance.objectNode();
            if (fits(type, value)) return value;
        } catch (IOException notJson) {
            if (type.equals("string") || type.equals("any"))
                return TextNode.valueOf(new String(reply.body(), StandardCharsets.UTF_8));
        }
        throw new AttemptFailed(
                How.BROKEN,
                "The service sent a malformed reply: its document promises JSON of type %s.".formatted(type),
                null);
    }

    private static boolean fits(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            default -> true;
        };
    }

    static String beginning(Reply reply) {
        var text = new String(reply.body(), StandardCharsets.UTF_8);
        return text.length() > BEGINNING ? text.substring(0, BEGINNING) : text;
    }
}
