package dev.routewright.drafting.model;

import java.util.Locale;

/** Whose protocol an endpoint speaks. */
public enum Provider {
    /** OpenAI's chat completions, which most others speak too: vLLM, LM Studio, llama.cpp, DeepSeek, Qwen. */
    OPENAI,
    ANTHROPIC,
    OLLAMA;

    /** As settings and provenance write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
