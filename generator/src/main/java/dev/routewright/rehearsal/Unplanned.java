package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Trial.Message;
import dev.routewright.rehearsal.Trial.Seen;
import dev.routewright.route.Grant;
import dev.routewright.route.Operation;
import dev.routewright.route.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Trials for routes a person wrote without a description. Of such a route only so much is known that no message may
 * vanish.
 */
final class Unplanned {
    private final ExampleTrials written;
    private final Grant grant;
    private final List<Service> services;
    private final Script examples;

    Unplanned(ExampleTrials written, Grant grant, List<Service> services) {
        this.written = written;
        this.grant = grant;
        this.services = services;
        this.examples = Script.examples(services);
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

    List<Trial> faults(Predicate<Fault> wanted) {
        var trials = new ArrayList<Trial>();
        if (grant.entries().isEmpty()) return trials;
        written.injections().each(wanted, (operation, injection) -> trials.add(fault(operation, injection)));
        return trials;
    }

    private Trial fault(String operation, Injection injection) {
        var entry = grant.entries().get(0);
        return written.fault(
                operation,
                injection,
                seen -> vanished(
                        entry, seen, nothingLost(entry, operation) || wasDealtWith(operation, injection.fault(), seen)),
                this::sample);
    }

    /** A timer that only wanted to look has nothing to keep: it looks again at its next turn. */
    private boolean nothingLost(Grant.Entry entry, String operation) {
        return (entry.kind().equals("timer") || entry.kind().equals("cron"))
                && services.stream()
                        .flatMap(service -> service.operations().stream())
                        .anyMatch(one -> one.key().equals(operation) && one.isSafe());
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

    /** A message by the entry, with whatever the operations in reach want to be given. */
    Message sample(Grant.Entry entry) {
        return message(entry, sample());
    }

    private static Message message(Grant.Entry entry, Object value) {
        return switch (entry.kind()) {
            case "http" -> at(entry, Doorstep.request(entry.method(), entry.address(), value));
            case "file" -> new Message(Json.write(value), Map.of("CamelFileName", "rehearsal.json"), entry);
            case "kafka" -> new Message(Json.write(value), Map.of(), entry);
            default -> new Message(null, Map.of(), entry);
        };
    }

    private static Message at(Grant.Entry entry, Message message) {
        return new Message(message.body(), message.headers(), entry);
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
