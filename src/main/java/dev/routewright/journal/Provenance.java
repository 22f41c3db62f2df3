package dev.routewright.journal;

import dev.routewright.drafting.Drafter.ModelCall;
import dev.routewright.route.Question;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a version was made with and what that cost, so that somebody can make it again or knows why it would come out
 * differently now.
 *
 * @param drafter {@code offline}, provider and model, or {@code person}
 * @param prompts version of the prompts, empty when no model was asked
 * @param catalog version of the Camel catalog the drafter and inspection knew
 * @param policy hash of the policy it was inspected under
 * @param services hash of the services that were known
 * @param camel version of Apache Camel
 * @param rounds how often it was drafted until it stood or was given up
 * @param firstDraftValid whether inspection had nothing against the first draft, null when there was none
 * @param promptTokens of all calls together
 * @param completionTokens of all calls together
 * @param seconds drafting took, repairs included
 * @param cost of all calls, null when no price is set
 * @param calls of a model, also those for earlier answers and attempts of this version
 * @param asked the questions the author has answered
 */
public record Provenance(
        String drafter,
        String prompts,
        String catalog,
        String policy,
        String services,
        String camel,
        int rounds,
        @Nullable Boolean firstDraftValid,
        int promptTokens,
        int completionTokens,
        double seconds,
        @Nullable BigDecimal cost,
        List<ModelCall> calls,
        List<Question> asked) {
    public Provenance {
        prompts = absent(prompts);
        catalog = absent(catalog);
        calls = absent(calls);
        asked = absent(asked);
    }

    /** Before drafting goes on with answers to these; one asked again takes the place of what it was. */
    public Provenance withAsked(List<Question> more) {
        var all = new LinkedHashMap<String, Question>();
        asked.forEach(question -> all.put(question.id(), question));
        more.forEach(question -> all.put(question.id(), question));
        return new Provenance(
                drafter,
                prompts,
                catalog,
                policy,
                services,
                camel,
                rounds,
                firstDraftValid,
                promptTokens,
                completionTokens,
                seconds,
                cost,
                calls,
                List.copyOf(all.values()));
    }

    /** Absent is empty: a version that was stored before this was kept. */
    @SuppressWarnings("NullAway")
    private static String absent(String text) {
        return text == null ? "" : text;
    }

    @SuppressWarnings("NullAway")
    private static <T> List<T> absent(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
