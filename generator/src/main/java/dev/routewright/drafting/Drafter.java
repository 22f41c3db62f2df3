package dev.routewright.drafting;

import dev.routewright.route.Clause;
import dev.routewright.route.Draft;
import dev.routewright.route.Finding;
import dev.routewright.route.Question;
import dev.routewright.route.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Turns a description into a draft, or into questions. Never loads anything; whatever it returns is judged by
 * inspection and rehearsal afterwards.
 */
public interface Drafter {

    /** @param progress told each stage as it begins, in a few words */
    Outcome draft(Brief brief, Consumer<String> progress);

    /** What the drafter is, for provenance: {@code offline} or the model's name. */
    String name();

    /**
     * What a drafter is given.
     *
     * @param name of the integration
     * @param services everything a route may call
     * @param answers to earlier questions, by question id
     * @param findings what was wrong with the previous draft, empty in the first round
     */
    record Brief(
            String name,
            String description,
            List<Service> services,
            Map<String, String> answers,
            List<Finding> findings,
            Optional<Draft> previous) {
        public Brief {
            services = List.copyOf(services);
            answers = Map.copyOf(answers);
            findings = List.copyOf(findings);
        }
    }

    /** Outcomes are answers, not failures. */
    sealed interface Outcome {
        List<Clause> clauses();

        <T> T fold(Function<Drafted, T> drafted, Function<Asking, T> asking, Function<Refused, T> refused);

        record Drafted(Draft draft, List<Clause> clauses) implements Outcome {
            @Override
            public <T> T fold(Function<Drafted, T> drafted, Function<Asking, T> asking, Function<Refused, T> refused) {
                return drafted.apply(this);
            }
        }

        /** Nothing is drafted until these are answered. */
        record Asking(List<Question> questions, List<Clause> clauses) implements Outcome {
            @Override
            public <T> T fold(Function<Drafted, T> drafted, Function<Asking, T> asking, Function<Refused, T> refused) {
                return asking.apply(this);
            }
        }

        record Refused(List<Finding> findings, List<Clause> clauses) implements Outcome {
            @Override
            public <T> T fold(Function<Drafted, T> drafted, Function<Asking, T> asking, Function<Refused, T> refused) {
                return refused.apply(this);
            }
        }
    }
}
