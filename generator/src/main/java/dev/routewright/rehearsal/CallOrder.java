package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Way.Passed;
import dev.routewright.route.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The calls a way leads to. Those of parallel branches may interleave, those of one branch may not; those nobody waits
 * for come whenever they come.
 *
 * @param parts one after the other; in each part all lists at the same time
 * @param unawaited in no order
 */
record CallOrder(List<List<List<String>>> parts, List<String> unawaited) {

    static CallOrder of(List<Passed> passed) {
        var parts = new ArrayList<List<List<String>>>();
        for (int i = 0; i < passed.size(); i++)
            if (passed.get(i) instanceof Passed.Did did && did.step() instanceof Step.Undo)
                Undone.after(passed.subList(0, i)).forEach(key -> parts.add(List.of(List.of(key))));
            else parts(passed.get(i)).forEach(parts::add);
        var unawaited = Way.steps(passed)
                .map(Passed.Did::step)
                .filter(step ->
                        step instanceof Step.Call call && call.resilience().async())
                .map(step -> ((Step.Call) step).key())
                .toList();
        return new CallOrder(List.copyOf(parts), unawaited);
    }

    private static Stream<List<List<String>>> parts(Passed passed) {
        if (passed instanceof Passed.Did did)
            return did.step() instanceof Step.Call call
                            && call.undoes().isEmpty()
                            && !call.resilience().async()
                    ? Stream.of(List.of(List.of(call.key())))
                    : Stream.empty();
        if (passed instanceof Passed.Each each)
            return Stream.of(each, each).flatMap(one -> one.passed().stream().flatMap(CallOrder::parts));
        return Stream.of(((Passed.AtOnce) passed)
                .branches().stream().flatMap(CallOrder::branch).toList());
    }

    /** A branch that itself does several things at once is not held to an order. */
    private static Stream<List<String>> branch(List<Passed> branch) {
        var order = of(branch);
        return order.parts().stream().allMatch(part -> part.size() == 1)
                ? Stream.of(order.operations())
                : order.operations().stream().map(List::of);
    }

    List<String> operations() {
        return Stream.concat(parts.stream().flatMap(List::stream).flatMap(List::stream), unawaited.stream())
                .toList();
    }

    boolean fits(List<String> all) {
        var seen = new ArrayList<>(all);
        for (var call : unawaited) {
            int last = seen.lastIndexOf(call);
            if (last < 0) return false;
            seen.remove(last);
        }
        int at = 0;
        for (var part : parts) {
            int size = part.stream().mapToInt(List::size).sum();
            if (at + size > seen.size() || !interleaved(part, seen.subList(at, at + size))) return false;
            at += size;
        }
        return at == seen.size();
    }

    private static boolean interleaved(List<List<String>> branches, List<String> seen) {
        if (seen.isEmpty()) return branches.stream().allMatch(List::isEmpty);
        for (int i = 0; i < branches.size(); i++) {
            var branch = branches.get(i);
            if (branch.isEmpty() || !branch.get(0).equals(seen.get(0))) continue;
            var rest = new ArrayList<>(branches);
            rest.set(i, branch.subList(1, branch.size()));
            if (interleaved(rest, seen.subList(1, seen.size()))) return true;
        }
        return false;
    }

    /** {@code a.b, then c.d and e.f at the same time}, or {@code nothing}. */
    String inWords() {
        var words = parts.stream()
                .map(part ->
                        part.stream().map(branch -> words(branch, ", then ")).toList())
                .filter(part -> !part.isEmpty())
                .map(part -> part.size() == 1 ? part.get(0) : words(part, " and ") + " at the same time")
                .collect(Collectors.joining(", then "));
        if (!unawaited.isEmpty()) return words(List.of(words, words(unawaited, " and ")), ", and without waiting ");
        return words.isEmpty() ? "nothing" : words;
    }

    static String words(List<String> operations, String between) {
        return operations.isEmpty() ? "nothing" : String.join(between, operations);
    }
}
