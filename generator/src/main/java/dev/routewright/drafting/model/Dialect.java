package dev.routewright.drafting.model;

import java.util.Optional;

/**
 * What an endpoint turned out to understand. Learned from its refusals, because endpoints that speak the same protocol
 * differ in which words of it they know.
 *
 * @param shapes whether it takes the shape of an answer
 * @param completionTokens whether the limit of the answer is {@code max_completion_tokens}, as newer models of OpenAI want
 * @param temperature whether it takes a temperature
 */
record Dialect(boolean shapes, boolean completionTokens, boolean temperature) {

    static Dialect of(ModelSettings settings) {
        return new Dialect(settings.structuredOutput() != StructuredOutput.OFF, false, true);
    }

    /** How to ask again after a refusal, when the refusal may be about the words rather than about the question. */
    Optional<Dialect> after(Trouble refusal, boolean shaped, ModelSettings settings) {
        if (refusal.kind() != Trouble.Kind.QUESTION_REFUSED) return Optional.empty();
        String said = refusal.said();
        if (settings.provider() == Provider.OPENAI && !completionTokens && said.contains("max_completion_tokens"))
            return Optional.of(new Dialect(shapes, true, temperature));
        if (temperature && said.contains("temperature"))
            return Optional.of(new Dialect(shapes, completionTokens, false));
        if (shapes && shaped && settings.structuredOutput() == StructuredOutput.AUTO)
            return Optional.of(new Dialect(false, completionTokens, temperature));
        return Optional.empty();
    }
}
