package dev.routewright.drafting.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One question to a language model. What it answers is untrusted text: whoever asks judges it.
 *
 * <p>{@link #ask} blocks until the answer is whole. It throws {@link ModelUnavailable} when there is none, and
 * {@link java.util.concurrent.CancellationException} when the asking thread is interrupted; the interrupt flag is then
 * still set.
 */
public interface Model extends AutoCloseable {
    /** Provider and model, as provenance names them: {@code openai/qwen3-32b}. */
    String name();

    /** @param tokens is given the answer as it comes, piece by piece, by a thread of the model's client */
    Answer ask(Prompt prompt, Consumer<String> tokens);

    @Override
    void close();

    /**
     * @param purpose plan, route, repair, change or check
     * @param shape what the answer must look like; an endpoint that does not know structured output is asked without
     * @param mostTokens longest answer
     */
    record Prompt(String purpose, List<Message> messages, Optional<Shape> shape, int mostTokens) {
        public Prompt {
            if (purpose.isBlank()) throw new IllegalArgumentException("The prompt has no purpose.");
            if (messages.isEmpty())
                throw new IllegalArgumentException("The prompt %s says nothing.".formatted(purpose));
            if (mostTokens < 1)
                throw new IllegalArgumentException(
                        "The prompt %s leaves %d tokens for the answer.".formatted(purpose, mostTokens));
            messages = List.copyOf(messages);
        }
    }

    enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    record Message(Role role, String text) {}

    /** @param jsonSchema a JSON Schema as text, for structured output */
    record Shape(String name, String jsonSchema) {
        public Shape {
            if (!name.matches("[A-Za-z0-9_-]{1,64}"))
                throw new IllegalArgumentException("%s is no name of a shape.".formatted(name));
        }
    }

    record Answer(String text, Usage usage, End end) {}

    enum End {
        COMPLETE,
        /** The answer stops where its limit was. */
        TRUNCATED,
        /** The model or a filter in front of it declined to answer. */
        REFUSED
    }

    /**
     * @param promptTokens as the endpoint reports, else counted here
     * @param completionTokens as the endpoint reports, else counted here
     * @param millis from the question to the whole answer, repetitions included
     */
    record Usage(int promptTokens, int completionTokens, long millis) {
        public static final Usage NONE = new Usage(0, 0, 0);

        public Usage plus(Usage other) {
            return new Usage(
                    promptTokens + other.promptTokens,
                    completionTokens + other.completionTokens,
                    millis + other.millis);
        }
    }
}
