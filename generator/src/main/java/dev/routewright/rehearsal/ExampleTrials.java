package dev.routewright.rehearsal;

import dev.routewright.knowledge.BuiltIn;
import dev.routewright.knowledge.Examples;
import dev.routewright.rehearsal.Trial.Message;
import dev.routewright.rehearsal.Trial.Seen;
import dev.routewright.route.Draft;
import dev.routewright.route.Grant;
import dev.routewright.route.Operation;
import dev.routewright.route.Plan;
import dev.routewright.route.Scenario;
import dev.routewright.route.Scenario.Answer;
import dev.routewright.route.Scenario.Sent;
import dev.routewright.route.Scenario.Written;
import dev.routewright.route.Service;
import dev.routewright.route.Trigger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Trials made of the examples somebody wrote: a model with its plan, or a person. */
final class ExampleTrials {
    private static final int LARGEST = 256 * 1024;

    private final Draft draft;
    private final Grant grant;
    private final List<Scenario> examples;
    private final Script documented;
    private final Effects effects;
    private final Injections injections;
    private final Map<String, Operation> operations;

    ExampleTrials(Draft draft, Grant grant, List<Service> services) {
        this.draft = draft;
        this.grant = grant;
        this.examples = Stream.concat(ofPlan(draft.plan()), draft.scenarios().stream())
                .map(ExampleTrials::outside)
                .distinct()
                .toList();
        this.documented = Script.examples(services);
        this.effects = new Effects(services);
        this.injections = new Injections(draft.plan(), grant, effects);
        this.operations = services.stream()
                .flatMap(service -> service.operations().stream())
                .collect(Collectors.toMap(Operation::key, Function.identity(), (first, second) -> first));
    }

    private static Stream<Scenario> ofPlan(@Nullable Plan plan) {
        return plan != null && plan.isInWords() ? plan.examples().stream() : Stream.empty();
    }

    /** The example without what the runtime remembers for the route: no service is called for it. Empty texts say nothing. */
    private static Scenario outside(Scenario one) {
        var replies = new LinkedHashMap<>(one.replies());
        replies.keySet().removeIf(BuiltIn::isOf);
        return new Scenario(
                one.name(),
                one.clauses(),
                one.messages(),
                replies,
                one.calls().stream()
                        .filter(call -> !BuiltIn.isOf(call.operation()))
                        .toList(),
                one.answers().stream()
                        .map(answer -> new Answer(answer.status(), said(answer.body())))
                        .toList(),
                one.written().stream()
                        .map(written -> new Written(written.target(), written.key(), said(written.content())))
                        .toList());
    }

    private static @Nullable Object said(@Nullable Object value) {
        return value instanceof String text && text.isBlank() ? null : value;
    }

    boolean isEmpty() {
        return examples.isEmpty();
    }

    List<Trial> trials() {
        var trials = new ArrayList<Trial>();
        for (var example : examples)
            trials.add(
                    trials.size() < Examples.MOST
                            ? trial(example)
                            : Trial.impossible(
                                    example.name(),
                                    Trial.SCENARIO,
                                    "Not run: a rehearsal plays at most %d examples.".formatted(Examples.MOST)));
        return trials;
    }

    private Trial trial(Scenario example) {
        var messages = messages(example);
        if (messages.isEmpty())
            return Trial.impossible(
                    example.name(), Trial.SCENARIO, "The route has no entry by which a message could come in.");
        if (messages.stream().anyMatch(one -> one.body() != null && one.body().length() > LARGEST))
            return Trial.impossible(
                    example.name(),
                    Trial.SCENARIO,
                    "Not run: a message of an example has at most %d characters.".formatted(LARGEST));
        boolean attemptsFirst = ExampleReplies.countsAttempts(example);
        var other = ExampleReplies.isAmbiguous(example) ? trial(example, messages, !attemptsFirst, null) : null;
        return trial(example, messages, attemptsFirst, other);
    }

    private Trial trial(Scenario example, List<Message> messages, boolean eachAttempt, @Nullable Trial otherwise) {
        var judge = new ExampleJudge(
                example,
                operations,
                ExampleWritten.targets(examples),
                draft.yaml().contains("throwException"));
        return new Trial(
                example.name(),
                Trial.SCENARIO,
                "",
                messages,
                new ExampleReplies(documented, example, eachAttempt),
                judge::problem,
                false,
                otherwise);
    }

    Injections injections() {
        return injections;
    }

    List<Scenario> examples() {
        return examples;
    }

    /** The first example that calls the operation. */
    Optional<Scenario> reaching(String operation) {
        return examples.stream()
                .filter(example -> example.calls().stream()
                        .anyMatch(call -> call.operation().equals(operation)))
                .findFirst();
    }

    /** Everything that can go wrong with every call. Once every call went wrong in one way, the rest is spare. */
    List<Trial> faults(Function<Grant.Entry, Message> sample, Predicate<Fault> wanted) {
        var trials = new ArrayList<Trial>();
        if (entry().isEmpty()) return trials;
        injections.each(wanted, (operation, injection) -> trials.add(fault(operation, injection, sample)));
        return trials;
    }

    private Trial fault(String operation, Injection injection, Function<Grant.Entry, Message> sample) {
        var judge = new ExampleFault(
                draft.plan(), entry().orElseThrow(), operation, injection, examples, isRead(operation), effects);
        var broken = injections.neededMember(injection.fault(), operation);
        return fault(operation, injection, judge::problem, sample).remarking(seen -> judge.remarks(seen, broken));
    }

    /**
     * Once every call went wrong in one way, the rest is spare.
     *
     * @param sample what is sent when no example reaches the operation
     */
    Trial fault(
            String operation,
            Injection injection,
            Function<Seen, Optional<String>> judge,
            Function<Grant.Entry, Message> sample) {
        var reaching = reaching(operation);
        return new Trial(
                operation + " fails",
                Trial.FAULT,
                injection.into(operation),
                reaching.map(this::messages).orElseGet(() -> List.of(sample.apply(entry().orElseThrow()))),
                conduct(reaching).troubled(operation, injection),
                judge,
                injection.fault() != Fault.REFUSES,
                null);
    }

    Conduct conduct(Optional<Scenario> example) {
        if (example.isEmpty()) return documented;
        return new ExampleReplies(documented, example.get(), ExampleReplies.countsAttempts(example.get()));
    }

    /** Whether a reply that cannot be read is certain to end the call. */
    private boolean isRead(String key) {
        return Optional.ofNullable(operations.get(key))
                .flatMap(Operation::success)
                .map(reply -> Set.of("object", "array").contains(reply.schema().type()))
                .orElse(false);
    }

    List<Message> messages(Scenario example) {
        var entry = entry();
        if (entry.isEmpty()) return List.of();
        var entrance = new Entrance(
                entry.get(),
                draft.plan() != null && draft.plan().trigger() instanceof Trigger.Folder folder ? folder.suffix() : "");
        var sent = example.messages().isEmpty() ? List.of(new Sent(null, Map.of(), "")) : example.messages();
        return sent.stream().map(entrance::message).toList();
    }

    /** The plan's, where a route has more than one. */
    Optional<Grant.Entry> entry() {
        var wanted = draft.plan() == null ? null : draft.plan().trigger();
        return grant.entries().stream()
                .filter(entry -> wanted != null && isOf(wanted, entry))
                .findFirst()
                .or(() -> grant.entries().stream().findFirst());
    }

    private static boolean isOf(Trigger trigger, Grant.Entry entry) {
        if (trigger instanceof Trigger.Http http)
            return entry.kind().equals("http")
                    && entry.address().equals(http.path())
                    && entry.method().equalsIgnoreCase(http.method());
        if (trigger instanceof Trigger.Folder folder)
            return entry.kind().equals("file") && entry.address().equals(folder.folder());
        if (trigger instanceof Trigger.Topic topic)
            return entry.kind().equals("kafka") && entry.address().equals(topic.topic());
        return entry.kind().equals("timer") || entry.kind().equals("cron");
    }
}
