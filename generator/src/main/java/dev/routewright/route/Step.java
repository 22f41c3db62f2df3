package dev.routewright.route;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One thing an integration does. Every step cites the clauses that asked for it and keeps its id in the route. */
public sealed interface Step {

    /** Unique in the plan, {@code [a-z][a-z0-9-]*}; the route step carries the same id. */
    String id();

    List<Integer> clauses();

    /** A few words for a diagram, in the language of the description. */
    String label();

    /**
     * Calls an operation of a service.
     *
     * @param inputs the operation's inputs by name
     * @param result name under which later steps find the reply, unique in the plan
     * @param resilience what the description says about time and repetition; what it does not say comes from policy
     * @param onFailure what happens when the call has finally failed. Without a {@link Reply} among them the message
     *     goes to the dead letters afterwards; empty: it goes there at once.
     * @param undoes id of the call before it that it undoes. It stands where that call has turned out well, and is not
     *     made there but when the message has failed in the end, or at an {@link Undo}.
     */
    record Call(
            String id,
            List<Integer> clauses,
            String label,
            String service,
            String operation,
            Map<String, Value> inputs,
            String result,
            Resilience resilience,
            List<Step> onFailure,
            Optional<String> undoes)
            implements Step {
        /** A call that is made where it stands. */
        public Call(
                String id,
                List<Integer> clauses,
                String label,
                String service,
                String operation,
                Map<String, Value> inputs,
                String result,
                Resilience resilience,
                List<Step> onFailure) {
            this(id, clauses, label, service, operation, inputs, result, resilience, onFailure, Optional.empty());
        }

        public String key() {
            return service + "." + operation;
        }
    }

    /** Makes the calls that {@linkplain Call#undoes undo} what was done for this message, the latest first. */
    record Undo(String id, List<Integer> clauses, String label) implements Step {}

    /** The first branch whose condition holds; otherwise the last list, which may be empty. */
    record Choice(String id, List<Integer> clauses, String label, List<Branch> branches, List<Step> otherwise)
            implements Step {}

    /** @param text the words of the description the condition was understood from */
    record Branch(Condition condition, String text, List<Step> steps) {}

    /** Branches at the same time; the flow goes on when all are done and sees the replies of all. */
    record Parallel(String id, List<Integer> clauses, String label, List<List<Step>> branches) implements Step {}

    /** @param items an array; inside, {@link Value#ITEM} is the current element */
    record ForEach(String id, List<Integer> clauses, String label, Value items, List<Step> steps) implements Step {}

    /** Answers the caller. The last step of its path. */
    record Reply(String id, List<Integer> clauses, String label, int status, Value body) implements Step {}

    /** @param folder below the shared data folder */
    record WriteFile(String id, List<Integer> clauses, String label, String folder, Value fileName, Value content)
            implements Step {}

    record Publish(
            String id,
            List<Integer> clauses,
            String label,
            String topic,
            @Nullable Value key,
            Value content) implements Step {}

    record Wait(String id, List<Integer> clauses, String label, Duration time) implements Step {}

    record Log(String id, List<Integer> clauses, String label, Value text) implements Step {}

    /**
     * A step as a language model plans it: in words with names that code has checked. The route steps that carry it out
     * have its id, or its id with a dash and more behind it.
     *
     * @param kind the pattern, such as {@code call}, {@code choice}, {@code aggregate}
     * @param operation key of the operation it calls, empty when it calls none
     * @param target topic or folder it writes to, empty when it writes to none
     * @param rule condition, formula or mapping in words and names of fields, empty when there is none
     * @param reads the data it needs by dotted path: {@code message.}, {@code item.} or the id of an earlier call in front
     * @param onFailure what happens when it fails, in words; empty: the message goes to the dead letters
     */
    record Task(
            String id,
            List<Integer> clauses,
            String label,
            String kind,
            String operation,
            String target,
            String rule,
            List<String> reads,
            String onFailure,
            List<Step> steps)
            implements Step {
        public Task {
            clauses = List.copyOf(clauses);
            reads = List.copyOf(reads);
            steps = List.copyOf(steps);
        }
    }

    /**
     * What a description says about one call; empty: policy decides.
     *
     * @param retries attempts after the first
     * @param pause between attempts
     * @param timeout for one attempt
     * @param total for all attempts and the pauses between them
     * @param reuse how long a reply may be used again for the same inputs
     * @param standIn how old a reply may be that stands in when the call fails
     * @param balancing how calls are spread over the instances
     * @param async whether nobody waits for the reply, so that no later step can use it
     */
    record Resilience(
            Optional<Integer> retries,
            Optional<Duration> pause,
            Optional<Duration> timeout,
            Optional<Duration> total,
            Optional<Duration> reuse,
            Optional<Duration> standIn,
            Optional<Balancing> balancing,
            boolean async) {
        public static final Resilience FROM_POLICY =
                new Resilience(Optional.empty(), Optional.empty(), Optional.empty());

        public Resilience(Optional<Integer> retries, Optional<Duration> pause, Optional<Duration> timeout) {
            this(
                    retries,
                    pause,
                    timeout,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false);
        }

        public Resilience withTotal(Duration time) {
            return new Resilience(retries, pause, timeout, Optional.of(time), reuse, standIn, balancing, async);
        }

        public Resilience withReuse(Duration time) {
            return new Resilience(retries, pause, timeout, total, Optional.of(time), standIn, balancing, async);
        }

        public Resilience withStandIn(Duration age) {
            return new Resilience(retries, pause, timeout, total, reuse, Optional.of(age), balancing, async);
        }

        public Resilience withBalancing(Balancing way) {
            return new Resilience(retries, pause, timeout, total, reuse, standIn, Optional.of(way), async);
        }

        public Resilience withoutWaiting() {
            return new Resilience(retries, pause, timeout, total, reuse, standIn, balancing, true);
        }

        /** This and what is said besides; where both speak of the same, this holds. */
        public Resilience and(Resilience more) {
            return new Resilience(
                    retries.or(more::retries),
                    pause.or(more::pause),
                    timeout.or(more::timeout),
                    total.or(more::total),
                    reuse.or(more::reuse),
                    standIn.or(more::standIn),
                    balancing.or(more::balancing),
                    async || more.async);
        }

        /** Whether both speak of the same and say different things. */
        public boolean contradicts(Resilience more) {
            return !and(more).equals(more.and(this));
        }
    }

    /** How calls are spread over the instances of a service. A failing one is skipped by each of them. */
    enum Balancing {
        ROUND_ROBIN,
        RANDOM,
        WEIGHTED,
        LEAST_CONNECTIONS,
        LEAST_RESPONSE_TIME,
        STICKY;

        /** As routes say it, such as {@code least-response-time}. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
