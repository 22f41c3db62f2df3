package dev.routewright.rehearsal;

import dev.routewright.route.Scenario;
import dev.routewright.route.Scenario.Call;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Compares the calls of an example with those that were made, in any order. Attempts of one call count as one; an example
 * that lists each of them is right as well.
 *
 * @param harmless whether an operation changes nothing, so that a call the example only answers is in order
 */
record ExampleCalls(Scenario scenario, Predicate<String> harmless) {
    private static final Likeness LIKENESS = new Likeness(true);

    /** The attempts of one call. */
    record Made(List<Attempt> attempts) {
        String operation() {
            return attempts.get(0).operation();
        }

        String input() {
            return attempts.get(0).called().input();
        }
    }

    static List<Made> made(List<Attempt> attempts) {
        var made = new ArrayList<Made>();
        for (var attempt : attempts) {
            var open = made.stream()
                    .filter(one -> attempt.isOf(last(one).message(), one.operation(), one.input()))
                    .reduce((first, second) -> second)
                    .filter(one -> !last(one).usable());
            if (open.isPresent()) open.get().attempts().add(attempt);
            else made.add(new Made(new ArrayList<>(List.of(attempt))));
        }
        return made;
    }

    private static Attempt last(Made made) {
        return made.attempts().get(made.attempts().size() - 1);
    }

    List<String> problems(List<Attempt> attempts) {
        var made = new ArrayList<>(made(attempts));
        made.removeIf(one -> isBeside(one.operation()));
        var expected = scenario.calls();
        int[] takenBy = new int[made.size()];
        Arrays.fill(takenBy, -1);
        for (int i = 0; i < expected.size(); i++) assign(i, made, takenBy, new boolean[made.size()]);
        var missing = missing(made, takenBy);
        var extra = new ArrayList<Made>();
        for (int i = 0; i < takenBy.length; i++) if (takenBy[i] < 0) extra.add(made.get(i));
        var problems = new ArrayList<String>();
        for (var call : missing) problems.add(problem(call, extra));
        for (var one : extra)
            problems.add("%s %s was called, which is not expected here"
                    .formatted(one.operation(), Account.cut(one.input(), Account.SHORT)));
        return problems;
    }

    /** A call the example answers and does not list, of an operation that changes nothing. */
    private boolean isBeside(String operation) {
        return harmless.test(operation)
                && scenario.replies().containsKey(operation)
                && scenario.calls().stream().noneMatch(call -> call.operation().equals(operation));
    }

    /** Finds each expected call one that was made, moving others to calls they fit as well. */
    private boolean assign(int number, List<Made> made, int[] takenBy, boolean[] tried) {
        for (int i = 0; i < made.size(); i++) {
            if (tried[i] || !fits(scenario.calls().get(number), made.get(i))) continue;
            tried[i] = true;
            if (takenBy[i] >= 0 && !assign(takenBy[i], made, takenBy, tried)) continue;
            takenBy[i] = number;
            return true;
        }
        return false;
    }

    private List<Call> missing(List<Made> made, int[] takenBy) {
        var room = made.stream().mapToInt(one -> one.attempts().size() - 1).toArray();
        var missing = new ArrayList<Call>();
        for (int number = 0; number < scenario.calls().size(); number++) {
            int at = number;
            if (Arrays.stream(takenBy).anyMatch(taken -> taken == at)) continue;
            var call = scenario.calls().get(number);
            var attempt = repeated(call, made, room);
            if (attempt.isEmpty()) missing.add(call);
            else room[attempt.get()]--;
        }
        return missing;
    }

    private static Optional<Integer> repeated(Call call, List<Made> made, int[] room) {
        for (int i = 0; i < room.length; i++) if (room[i] > 0 && fits(call, made.get(i))) return Optional.of(i);
        return Optional.empty();
    }

    private static boolean fits(Call call, Made made) {
        return call.operation().equals(made.operation())
                && LIKENESS.difference(call.inputs(), Json.read(made.input())).isEmpty();
    }

    /** Of a call with other inputs than expected it is said what differs, and it is not said again to be one too many. */
    private static String problem(Call call, List<Made> extra) {
        var other = extra.stream()
                .filter(one -> one.operation().equals(call.operation()))
                .findFirst();
        other.ifPresent(extra::remove);
        var wanted = call.operation()
                + (call.inputs().isEmpty() ? "" : " " + Account.cut(Json.write(call.inputs()), Account.SHORT));
        return other.flatMap(one -> LIKENESS.difference(call.inputs(), Json.read(one.input())))
                .map(difference -> "expected the call %s, but in the call made %s".formatted(wanted, difference))
                .orElse("expected the call %s, which was not made".formatted(wanted));
    }
}
