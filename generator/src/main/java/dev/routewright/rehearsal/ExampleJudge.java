package dev.routewright.rehearsal;

import dev.routewright.knowledge.Mismatch;
import dev.routewright.rehearsal.Trial.Seen;
import dev.routewright.route.Evidence.Answer;
import dev.routewright.route.Operation;
import dev.routewright.route.Scenario;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds what was seen against an example. Says everything that differs at once, so that one repair can mend it.
 *
 * @param operations what may be called, by key
 * @param watched as in {@link ExampleWritten}
 * @param mayFail whether a route that does all the example says may still end in a dead letter
 */
record ExampleJudge(Scenario scenario, Map<String, Operation> operations, Set<String> watched, boolean mayFail) {
    private static final Likeness LIKENESS = new Likeness(false);

    Optional<String> problem(Seen seen) {
        var problems = new ArrayList<String>();
        for (int i = 0; i < scenario.answers().size(); i++) answer(i, seen).ifPresent(problems::add);
        problems.addAll(new ExampleCalls(scenario, this::isHarmless).problems(seen.attempts()));
        problems.addAll(new ExampleWritten(scenario, watched).problems(seen));
        problems.addAll(misfits(seen));
        if (problems.isEmpty()) kept(seen).ifPresent(problems::add);
        return problems.isEmpty() ? Optional.empty() : Optional.of(clauses() + Account.of(problems, seen));
    }

    private String clauses() {
        if (scenario.clauses().isEmpty()) return "";
        return "[clause %s] "
                .formatted(scenario.clauses().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }

    private boolean isHarmless(String operation) {
        var known = operations.get(operation);
        return known != null && known.isSafe();
    }

    private Optional<String> answer(int number, Seen seen) {
        var wanted = scenario.answers().get(number);
        var got = number < seen.answers().size() ? seen.answers().get(number) : null;
        var difference = difference(wanted, got);
        if (difference.isEmpty()) return Optional.empty();
        var body = wanted.body() == null ? "" : " " + Likeness.shown(wanted.body());
        return Optional.of("%sexpected answer %d%s; got %s%s"
                .formatted(
                        which(number),
                        wanted.status(),
                        body,
                        Account.answer(got),
                        difference.get().isEmpty() ? "" : " where " + difference.get()));
    }

    private String which(int number) {
        int all = scenario.messages().size();
        if (all <= 1) return "";
        var body = number < all ? scenario.messages().get(number).body() : null;
        return "message %d of %d%s: "
                .formatted(number + 1, all, body == null ? "" : " " + Account.cut(Json.write(body), Account.SHORT));
    }

    /** What differs; an empty text where that is plain to see. */
    private static Optional<String> difference(Scenario.Answer wanted, @Nullable Answer got) {
        if (got == null || got.status() != wanted.status()) return Optional.of("");
        var body = wanted.body();
        if (body == null) return Optional.empty();
        var tree = Json.read(got.body());
        if (body instanceof String text) {
            if (isSameText(text, got.body()) || text.equals(tree)) return Optional.empty();
            if (!(Json.read(text) instanceof Map || Json.read(text) instanceof Collection)) return Optional.of("");
            body = Json.read(text);
        }
        return LIKENESS.difference(body, tree == null && !got.body().isBlank() ? got.body() : tree);
    }

    /** Between the elements of XML spaces say nothing. */
    private static boolean isSameText(String wanted, String got) {
        return text(wanted).equals(text(got));
    }

    private static String text(String text) {
        var plain = Likeness.plain(text);
        if (!plain.startsWith("<")) return plain;
        return plain.replaceFirst("^<\\?xml[^>]*\\?>\\s*", "").replaceAll(">\\s+<", "><");
    }

    /** A service turns down a body that is not as its document says; a stub would not. */
    private List<String> misfits(Seen seen) {
        return ExampleCalls.made(seen.attempts()).stream()
                .flatMap(one -> misfits(one.operation(), Json.read(one.input())))
                .distinct()
                .toList();
    }

    private Stream<String> misfits(String key, @Nullable Object input) {
        var operation = operations.get(key);
        if (operation == null || !(input instanceof Map<?, ?> given)) return Stream.empty();
        return operation.inputs().stream()
                .filter(one -> one.in() == Operation.In.BODY && given.get(one.name()) != null)
                .flatMap(one -> Mismatch.of(one.name(), given.get(one.name()), one.schema()).stream())
                .map(mismatch -> "in a call of %s %s".formatted(key, mismatch));
    }

    /** Everything answered well, everything done, and still the message failed. */
    private Optional<String> kept(Seen seen) {
        boolean worked = !scenario.calls().isEmpty() || !scenario.written().isEmpty();
        boolean failing = seen.attempts().stream().anyMatch(one -> one.called().status() / 100 != 2);
        if (mayFail
                || failing
                || !worked
                || !seen.isKept()
                || scenario.messages().size() > 1) return Optional.empty();
        return Optional.of("every service answered well and yet the message failed and became a dead letter");
    }
}
