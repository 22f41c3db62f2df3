package dev.routewright.rehearsal;

import dev.routewright.knowledge.BuiltIn;
import dev.routewright.rehearsal.Trial.Message;
import dev.routewright.rehearsal.Trial.Seen;
import dev.routewright.route.Draft;
import dev.routewright.route.Grant;
import dev.routewright.route.Operation;
import dev.routewright.route.Scenario;
import dev.routewright.route.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trials for what a plan does not cover: scenarios somebody wrote down, and routes a person wrote without a
 * description. Of such a route only so much is known that no message may vanish.
 */
final class Unplanned {
    private final Draft draft;
    private final Grant grant;
    private final List<Service> services;
    private final Script examples;

    Unplanned(Draft draft, Grant grant, List<Service> services) {
        this.draft = draft;
        this.grant = grant;
        this.services = services;
        this.examples = Script.examples(services);
    }

    List<Trial> written() {
        return draft.scenarios().stream()
                .map(scenario -> Trial.scenario(
                        scenario.name(), message(scenario), script(scenario), seen -> problem(scenario, seen)))
                .toList();
    }

    /** One message for each entry, every service answering its example. */
    List<Trial> smoke() {
        return grant.entries().stream()
                .map(entry -> Trial.scenario(
                        "A message comes in by %s %s".formatted(entry.kind(), entry.address()),
                        message(entry, sample()),
                        examples,
                        seen -> vanished(entry, seen, !seen.deadLetters().isEmpty() || !isSilent(seen))))
                .toList();
    }

    List<Trial> faults() {
        var trials = new ArrayList<Trial>();
        if (grant.entries().isEmpty()) return trials;
        var calls = grant.operations().stream()
                .filter(operation -> !BuiltIn.isOf(operation))
                .toList();
        for (var fault : Fault.values()) for (var operation : calls) trials.add(fault(operation, fault));
        return trials;
    }

    private Trial fault(String operation, Fault fault) {
        var reaching = draft.scenarios().stream()
                .filter(scenario -> operations(scenario).contains(operation))
                .findFirst();
        var entry = grant.entries().get(0);
        return new Trial(
                operation + " fails",
                Trial.FAULT,
                fault.injectedInto(operation),
                reaching.map(this::message).orElseGet(() -> message(entry, sample())),
                reaching.map(this::script).orElse(examples).troubled(operation, 0, fault),
                seen -> vanished(entry, seen, wasDealtWith(operation, fault, seen)));
    }

    /** Whether something was kept, or done after the call that failed. A bad reply may not matter to the route. */
    private static boolean wasDealtWith(String operation, Fault fault, Seen seen) {
        var calls = seen.operations();
        int last = calls.lastIndexOf(operation);
        return last < 0
                || fault.isBadReply()
                || !seen.deadLetters().isEmpty()
                || !seen.deliveries().isEmpty()
                || last < calls.size() - 1;
    }

    private static boolean isSilent(Seen seen) {
        return seen.calls().isEmpty() && seen.deliveries().isEmpty();
    }

    private static Optional<String> vanished(Grant.Entry entry, Seen seen, boolean traced) {
        if (entry.kind().equals("http"))
            return seen.answer() == null ? Optional.of("The caller got no answer.") : Optional.empty();
        return traced
                ? Optional.empty()
                : Optional.of("The message vanished: it was neither delivered nor is it in the dead letters.");
    }

    private static Optional<String> problem(Scenario scenario, Seen seen) {
        var calls = operations(scenario);
        if (!calls.equals(seen.operations()) && !sorted(calls).equals(sorted(seen.operations())))
            return Optional.of("The scenario calls %s; the route called %s."
                    .formatted(CallOrder.words(calls, ", then "), CallOrder.words(seen.operations(), ", then ")));
        int status = seen.answer() == null ? 0 : seen.answer().status();
        int wanted =
                scenario.answers().isEmpty() ? 0 : scenario.answers().get(0).status();
        if (wanted == status) return Optional.empty();
        return Optional.of(
                status == 0
                        ? "The caller got no answer."
                        : "The caller must get %d, but got %d.".formatted(wanted, status));
    }

    private static List<String> operations(Scenario scenario) {
        return scenario.calls().stream().map(Scenario.Call::operation).toList();
    }

    private static List<String> sorted(List<String> operations) {
        return operations.stream().sorted().toList();
    }

    private Script script(Scenario scenario) {
        return examples.with(scenario.replies());
    }

    private Message message(Scenario scenario) {
        if (scenario.messages().isEmpty() || grant.entries().isEmpty()) return Message.NONE;
        var body = scenario.messages().get(0).body();
        return body == null ? Message.NONE : message(grant.entries().get(0), body);
    }

    private static Message message(Grant.Entry entry, Object value) {
        return switch (entry.kind()) {
            case "http" -> Doorstep.request(entry.method(), entry.address(), value);
            case "file" -> new Message(Json.write(value), Map.of("CamelFileName", "rehearsal.json"));
            case "kafka" -> new Message(Json.write(value), Map.of());
            default -> Message.NONE;
        };
    }

    /** Whatever the operations in reach want to be given is likely to be what the message brings. */
    private Map<String, Object> sample() {
        var sample = new LinkedHashMap<String, Object>();
        services.stream()
                .flatMap(service -> service.operations().stream())
                .filter(operation -> grant.operations().contains(operation.key()))
                .map(Operation::inputs)
                .flatMap(List::stream)
                .forEach(
                        input -> sample.putIfAbsent(input.name(), input.schema().sample()));
        return sample;
    }
}
