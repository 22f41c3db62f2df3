package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a version took to make, from its provenance. Whatever a provenance does not say is not known, rather than nothing.
 *
 * @param drafter empty when not known
 * @param firstDraftValid whether inspection found no error in the first draft of the route
 * @param repairs calls that mended a draft
 */
record Effort(
        String drafter,
        @Nullable Boolean firstDraftValid,
        @Nullable Integer repairs,
        @Nullable Integer promptTokens,
        @Nullable Integer completionTokens,
        List<Asked> calls) {

    /** @param purpose plan, route, repair or change */
    record Asked(String purpose, int promptTokens, int completionTokens) {}

    static Effort of(JsonNode version) {
        var made = version.path("provenance");
        var calls = new ArrayList<Asked>();
        made.path("calls")
                .forEach(call -> calls.add(new Asked(
                        call.path("purpose").asText(),
                        call.path("promptTokens").asInt(),
                        call.path("completionTokens").asInt())));
        var valid = made.path("firstDraftValid");
        return new Effort(
                made.path("drafter").asText(""),
                valid.isBoolean() ? valid.booleanValue() : null,
                repairs(made, calls),
                number(made, "promptTokens"),
                number(made, "completionTokens"),
                calls);
    }

    private static @Nullable Integer repairs(JsonNode made, List<Asked> calls) {
        if (!calls.isEmpty())
            return (int) calls.stream()
                    .filter(call -> call.purpose().equals("repair"))
                    .count();
        return made.path("rounds").isInt()
                ? (Integer) Math.max(0, made.get("rounds").asInt() - 1)
                : null;
    }

    /** No model was asked: that is not the same as having been asked with nothing. */
    private static @Nullable Integer number(JsonNode made, String name) {
        var tokens = made.path(name);
        return tokens.isIntegralNumber() && !made.path("calls").isEmpty() ? (Integer) tokens.asInt() : null;
    }

    /** Prompt tokens of the calls with this purpose. */
    Stream<Integer> prompts(String purpose) {
        return calls.stream().filter(call -> call.purpose().equals(purpose)).map(Asked::promptTokens);
    }
}
