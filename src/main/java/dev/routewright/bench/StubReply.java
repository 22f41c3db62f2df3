package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes what a stub answers. */
final class StubReply {
    private StubReply() {}

    static void send(JsonNode reply, String method, Call call, OutputStream out) throws IOException {
        var body = reply.path("body");
        var empty = body.isMissingNode() || body.isNull();
        var type = reply.path("contentType").asText(body.isTextual() ? "text/plain" : "application/json");
        var text = body.isTextual() && !type.contains("json") ? body.textValue() : Text.json(body);
        var payload = empty ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        int status = reply.path("status").asInt(200);
        var head = new StringBuilder("HTTP/1.1 %d Stub\r\n".formatted(status));
        if (!empty) header(head, "Content-Type", type + (type.startsWith("text/") ? "; charset=utf-8" : ""));
        reply.path("headers").properties().forEach(h -> header(head, h.getKey(), Text.of(h.getValue())));
        if (status != 204) header(head, "Content-Length", String.valueOf(payload.length));
        header(head, "Connection", "close");
        var message = new ByteArrayOutputStream();
        message.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!method.equals("HEAD") && status != 204) message.write(payload);
        // Before it is sent: whoever reacts to the answer must find the call answered.
        call.answered(status);
        out.write(message.toByteArray());
        out.flush();
    }

    private static void header(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
