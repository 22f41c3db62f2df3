package dev.routewright.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.PrintWriter;

/** Results as JSON for machines, in the one shape the server speaks too. */
final class Json {
    private static final ObjectMapper MAPPER = dev.routewright.journal.Json.MAPPER;

    private Json() {}

    static void print(PrintWriter out, Object value) {
        out.println(write(MAPPER.writerWithDefaultPrettyPrinter(), value));
        out.flush();
    }

    static String text(Object value) {
        return write(MAPPER.writer(), value);
    }

    /** @throws JsonProcessingException when the text is not JSON */
    static JsonNode read(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    private static String write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A result cannot be written as JSON.", e);
        }
    }
}
