package dev.routewright.cell;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a caller gets. */
record HttpAnswer(int status, String contentType, Map<String, String> headers, byte[] body) {

    static HttpAnswer problem(int status, String title, String detail) {
        return problem(status, title, detail, Map.of());
    }

    /** RFC 9457. @param members beside status, title and detail */
    static HttpAnswer problem(int status, String title, String detail, Map<String, ?> members) {
        ObjectNode problem = Json.MAPPER
                .createObjectNode()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        members.forEach((name, value) -> problem.set(name, Json.MAPPER.valueToTree(value)));
        return new HttpAnswer(
                status, "application/problem+json", Map.of(), problem.toString().getBytes(StandardCharsets.UTF_8));
    }

    HttpAnswer with(String header, String value) {
        return new HttpAnswer(status, contentType, Map.of(header, value), body);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
