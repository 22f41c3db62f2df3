package dev.routewright.drafting;

import dev.routewright.route.Clause;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Finding;
import dev.routewright.route.Question;
import dev.routewright.route.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Turns a description into a draft, or into questions. Never loads anything; whatever it returns is judged by
 * inspection and rehearsal afterwards.
 */
public interface Drafter {

    /**
     * @param listener told what happens meanwhile
     * @throws Unavailable when the drafter cannot work at the moment
     */
    Outcome draft(Brief brief, Listener listener);

    /** What the drafter is, for provenance: {@code offline} or the model's name. */
    String name();

    /** Told what happens while a draft is made. */
    @FunctionalInterface
    interface Listener {
        /** A stage begins. @param words a few, for people */
        void stage(String words);

        /** A piece of what a model is writing: untrusted text. */
        default void token(String text) {}
    }

    /**
     * What a drafter is given.
     *
     * @param name of the integration
     * @param services everything a route may call
     * @param answers to earlier questions, by question id
     * @param findings what was wrong with the previous draft, empty in the first round
     * @param failures runs of its rehearsal that failed
     * @param previous the draft to be repaired
     * @param change set when a version that stands is to be changed
     * @param asked the questions that were answered, as far as they are kept: "yes" says nothing without its question
     */
    record Brief(
            String name,
            String description,
            List<Service> services,
            Map<String, String> answers,
            List<Finding> findings,
            List<Evidence.Run> failures,
            Optional<Draft> previous,
            Optional<Change> change,
            List<Question> asked) {
        public Brief {
            services = List.copyOf(services);
            answers = Map.copyOf(answers);
            findings = List.copyOf(findings);
            failures = List.copyOf(failures);
            asked = List.copyOf(asked);
        }

        public Brief(
                String name,
                String description,
                List<Service> services,
                Map<String, String> answers,
                List<Finding> findings,
                List<Evidence.Run> failures,
                Optional<Draft> previous,
                Optional<Change> change) {
            this(name, description, services, answers, findings, failures, previous, change, List.of());
        }

        public Brief(
                String name,
                String description,
                List<Service> services,
                Map<String, String> answers,
                List<Finding> findings,
                Optional<Draft> previous) {
            this(name, description, services, answers, findings, List.of(), previous, Optional.empty());
        }
    }

    /**
     * What a person wants to be different. The description of the brief holds the wish as its last clauses already.
     *
     * @param wish the person's words, such as "also copy it to the audit service"
     * @param live the draft that is live, with its plan
     */
    record Change(String wish, Draft live) {}

    /**
     * What an outcome cost.
     *
     * @param prompts version of the prompts, empty when no model was asked
     */
    record Effort(String prompts, List<ModelCall> calls) {
        public static final Effort NONE = new Effort("", List.of());

        public Effort {
            calls = List.copyOf(calls);
        }
    }

    /** One call of a model. @param purpose {@code plan route repair change} */
    record ModelCall(String purpose, int promptTokens, int completionTokens, long millis) {}

    /** The drafter cannot work at the moment. The message is a sentence: what happened, what holds, what to do. */
    final class Unavailable extends RuntimeException {
        private final transient Effort effort;

        public Unavailable(String sentence, Effort effort) {
            super(sentence);
            this.effort = effort;
        }

        public Effort effort() {
            return effort;
        }
    }

    /** Outcomes are answers, not failures. */
    sealed interface Outcome {
        List<Clause> clauses();

        Effort effort();

        <T> T fold(Function<Drafted, T> drafted, Function<Asking, T> asking, Function<Refused, T> refused);

        record Drafted(Draft draft, List<Clause> clauses, Effort effort) implements Outcome {
            public Drafted(Draft draft, List<Clause> clauses) {
                this(draft, clauses, Effort.NONE);
            }

            @Override
            public <T> T fold(Function<Drafted, T> drafted, Function<Asking, T> asking, Function<Refused, T> refused) {
                return drafted.apply(this);
            }
        }

        /** Nothing is drafted until these are answered. */
        record Asking(List<Question> questions, List<Clause> clauses, Effort effort) implements Outcome {
            public Asking(List<Question> questions, List<Clause> clauses) {
                this(questions, clauses, Effort.NONE);
            }

            @Override
            public <T> T fold(Function<Drafted, T> drafted, Function<Asking, T> asking, Function<Refused, T> refused) {
                return asking.apply(this);
            }
        }

        record Refused(List<Finding> findings, List<Clause> clauses, Effort effort) implements Outcome {
            public Refused(List<Finding> findings, List<Clause> clauses) {
                this(findings, clauses, Effort.NONE);
            }

            @Override
            public <T> T fold(Function<Drafted, T> drafted, Function<Asking, T> asking, Function<Refused, T> refused) {
                return refused.apply(this);
            }
        }
    }
}
