package dev.routewright.cell;

import dev.routewright.services.ValueRefused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Turns the end of a message into what its caller gets. Says nothing of services, hosts or code. */
final class Answers {
    private static final byte[] NOTHING = {};
    private static final Pattern TYPE = Pattern.compile("[\\w.+-]+/[\\w.+-]+(?:; ?[\\w-]+=[\\w.-]+)*");

    private Answers() {}

    /** @param arrived the body the message came with: a route that leaves it alone has not answered with it */
    static HttpAnswer of(Exchange exchange, Passage passage, @Nullable Object arrived) {
        var outcome = passage.outcome();
        return switch (outcome.kind()) {
            case DONE -> reply(exchange, passage, arrived);
            case REFUSED ->
                HttpAnswer.problem(
                        400, "The message cannot be processed", outcome.text(), errors(exchange.getException()));
            case KEPT -> kept(outcome);
            case LOST ->
                HttpAnswer.problem(
                        500,
                        "The message failed and was not kept",
                        "Processing failed and the message could not be kept. Send it again later.");
        };
    }

    /** What is wrong with the message, where that is known one by one. */
    private static Map<String, ?> errors(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof ValueRefused refused) return Map.of("errors", refused.errors());
        return Map.of();
    }

    private static HttpAnswer kept(Passage.Outcome outcome) {
        var deadLetter = Map.of("deadLetter", outcome.text());
        return outcome.byService()
                ? HttpAnswer.problem(
                        503,
                        "A service is not available",
                        "A service this needs did not do its part. The message is kept and will be looked after; "
                                + "do not send it again.",
                        deadLetter)
                : HttpAnswer.problem(
                        500,
                        "The message failed",
                        "Processing failed. The message is kept and will be looked after; do not send it again.",
                        deadLetter);
    }

    private static HttpAnswer reply(Exchange exchange, Passage passage, @Nullable Object arrived) {
        var message = exchange.getMessage();
        int status = status(message.getHeader(Exchange.HTTP_RESPONSE_CODE));
        var headers = new TreeMap<String, String>();
        message.getHeaders().forEach((name, value) -> {
            if (Headers.mayLeave(name) && value != null) headers.put(name, value.toString());
        });
        var body = message.getBody();
        if (body == null || body == arrived) return new HttpAnswer(status, "", headers, NOTHING);
        try {
            byte[] bytes = bytes(exchange, body);
            return new HttpAnswer(status, contentType(exchange, passage, body, bytes), headers, bytes);
        } catch (IOException | RuntimeException unreadable) {
            return HttpAnswer.problem(500, "No answer", "The message was processed, but its answer cannot be sent.");
        }
    }

    private static byte[] bytes(Exchange exchange, Object body) throws IOException {
        if (body instanceof byte[] bytes) return bytes;
        if (isJson(body)) return Json.document(body).getBytes(StandardCharsets.UTF_8);
        if (body instanceof InputStream stream) return stream.readAllBytes();
        var text = exchange.getContext().getTypeConverter().tryConvertTo(String.class, exchange, body);
        return (text == null ? body.toString() : text).getBytes(StandardCharsets.UTF_8);
    }

    private static String contentType(Exchange exchange, Passage passage, Object body, byte[] bytes) {
        // The type a message came with stays among its headers; it says nothing about the answer.
        var set = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class);
        boolean byRoute =
                set != null && !set.equals(Headers.get(passage.origin().headers(), Exchange.CONTENT_TYPE));
        if (byRoute && TYPE.matcher(set).matches()) return set;
        if (isJson(body)) return "application/json";
        if (body instanceof byte[] || body instanceof InputStream) return "application/octet-stream";
        return looksLikeJson(bytes) ? "application/json" : "text/plain;charset=UTF-8";
    }

    private static boolean looksLikeJson(byte[] bytes) {
        if (bytes.length == 0 || (bytes[0] != '{' && bytes[0] != '[')) return false;
        try {
            Json.MAPPER.readTree(bytes);
            return true;
        } catch (IOException text) {
            return false;
        }
    }

    private static boolean isJson(Object body) {
        return body instanceof com.fasterxml.jackson.databind.JsonNode
                || body instanceof Map
                || body instanceof java.util.List;
    }

    private static int status(@Nullable Object code) {
        try {
            int status =
                    code == null ? 200 : Integer.parseInt(String.valueOf(code).trim());
            return status >= 200 && status <= 599 ? status : 500;
        } catch (NumberFormatException notNumber) {
            return 500;
        }
    }
}
