package dev.routewright.drafting.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routewright.drafting.model.ModelServer.Reply;
import java.util.List;
import java.util.Map;

/** How each provider writes an answer on the wire. */
enum WireFormat {
    OPENAI("text/event-stream") {
        @Override
        String word(String text) {
            return data(Map.of("id", "a", "choices", List.of(Map.of("index", 0, "delta", Map.of("content", text)))));
        }

        @Override
        String end(String reason) {
            return data(Map.of("choices", List.of(Map.of("index", 0, "delta", Map.of(), "finish_reason", reason))))
                    + data(Map.of("choices", List.of(), "usage", Map.of("prompt_tokens", 11, "completion_tokens", 7)))
                    + "data: [DONE]\n\n";
        }

        @Override
        String refusal() {
            return end("content_filter");
        }

        @Override
        String length() {
            return "length";
        }

        @Override
        String stop() {
            return "stop";
        }
    },
    ANTHROPIC("text/event-stream") {
        @Override
        String begin() {
            return event(
                            "message_start",
                            Map.of(
                                    "message",
                                    Map.of("id", "m", "role", "assistant", "usage", Map.of("input_tokens", 11))))
                    + event(
                            "content_block_start",
                            Map.of("index", 0, "content_block", Map.of("type", "text", "text", "")));
        }

        @Override
        String word(String text) {
            return event(
                    "content_block_delta", Map.of("index", 0, "delta", Map.of("type", "text_delta", "text", text)));
        }

        @Override
        String end(String reason) {
            return event("content_block_stop", Map.of("index", 0))
                    + event(
                            "message_delta",
                            Map.of("delta", Map.of("stop_reason", reason), "usage", Map.of("output_tokens", 7)))
                    + event("message_stop", Map.of());
        }

        @Override
        String refusal() {
            return end("refusal");
        }

        @Override
        String length() {
            return "max_tokens";
        }

        @Override
        String stop() {
            return "end_turn";
        }

        private String event(String type, Map<String, Object> fields) {
            var all = new java.util.HashMap<>(fields);
            all.put("type", type);
            return "event: " + type + "\n" + data(all);
        }
    },
    OLLAMA("application/x-ndjson") {
        @Override
        String word(String text) {
            return json(Map.of("model", "m", "message", Map.of("role", "assistant", "content", text), "done", false))
                    + "\n";
        }

        @Override
        String end(String reason) {
            return json(Map.of(
                            "model",
                            "m",
                            "message",
                            Map.of("role", "assistant", "content", ""),
                            "done",
                            true,
                            "done_reason",
                            reason,
                            "prompt_eval_count",
                            11,
                            "eval_count",
                            7))
                    + "\n";
        }

        @Override
        String refusal() {
            return end("stop");
        }

        @Override
        String length() {
            return "length";
        }

        @Override
        String stop() {
            return "stop";
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();
    final String contentType;

    WireFormat(String contentType) {
        this.contentType = contentType;
    }

    String begin() {
        return "";
    }

    abstract String word(String text);

    abstract String end(String reason);

    abstract String refusal();

    /** The reason for an answer that was cut. */
    abstract String length();

    abstract String stop();

    Provider provider() {
        return Provider.valueOf(name());
    }

    /** A whole answer, word by word. */
    Reply saying(String... words) {
        return ending(end(stop()), words);
    }

    Reply ending(String end, String... words) {
        return connection -> {
            started(words).to(connection);
            connection.piece(end);
            connection.end();
        };
    }

    /** The beginning of an answer. */
    Reply started(String... words) {
        return connection -> {
            connection.begin(contentType);
            if (!begin().isEmpty()) connection.piece(begin());
            for (String word : words) connection.piece(word(word));
        };
    }

    /** An answer that breaks off: the connection is gone. */
    Reply lostAfter(String... words) {
        return connection -> {
            started(words).to(connection);
            connection.drop();
        };
    }

    /** An answer with something in it that is no event of this provider. */
    Reply garbledAfter(String... words) {
        return connection -> {
            started(words).to(connection);
            connection.piece(this == OLLAMA ? "{\"message\": {\"con\n" : "data: {\"choices\": [{\"del\n\n");
            connection.piece(word("lost"));
            connection.piece(end(stop()));
            connection.end();
        };
    }

    static Reply status(int status, String headers, String message) {
        return connection ->
                connection.send(status, "application/json", headers, json(Map.of("error", Map.of("message", message))));
    }

    private static String data(Map<String, ?> event) {
        return "data: " + json(event) + "\n\n";
    }

    private static String json(Map<String, ?> value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
