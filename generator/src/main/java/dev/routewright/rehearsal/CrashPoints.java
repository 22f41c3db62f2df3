package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Stage.Reaction;
import dev.routewright.rehearsal.Trial.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The process ends with the reply of a call, goes on with what the store holds, and the message comes in again. One trial
 * for each call of a route that says it undoes its work or does it only once: of others nobody expects as much. What has to
 * be undone the route itself shows first, by what it undoes when the same call fails: what it could not have written down
 * before the process ended is not held against it.
 */
record CrashPoints(Visit visit, Promised promised, Effects effects) {
    private static final int MOST = 8;

    List<Trial> trials() {
        var trials = new ArrayList<Trial>();
        if (!promised.isAnything() || !visit.isSentBySomebody()) return trials;
        var numbers = new HashMap<String, Integer>();
        for (var call : visit.calls()) {
            if (promised.undoing().contains(call) || trials.size() == MOST) continue;
            int number = numbers.merge(call, 1, Integer::sum) - 1;
            trials.add(promised.undoing().isEmpty() ? once(call, number) : undone(call, number));
        }
        return trials;
    }

    private Trial once(String call, int number) {
        var message = visit.repeatable();
        return new Trial(
                        "The process ends after " + call,
                        Trial.FAULT,
                        "the process ends with the reply of %s%s; the message comes in again"
                                .formatted(call, which(number)),
                        List.of(message, message),
                        visit.again().ending(call, number),
                        this::lost,
                        true,
                        null)
                .remarking(this::doneAgain);
    }

    private Trial undone(String call, int number) {
        var message = visit.repeatable();
        return new Trial(
                "The process ends after " + call,
                Trial.FAULT,
                "%s%s refuses the connection; to the same message it replies and the process ends; the message comes in again"
                        .formatted(call, which(number)),
                List.of(message, message, message),
                new Fate(visit.again(), call, number),
                this::left,
                true,
                null);
    }

    private static String which(int number) {
        return number == 0 ? "" : " (call %d)".formatted(number + 1);
    }

    /** With the first message the call fails, with the second the process ends. */
    private record Fate(Conduct usual, String call, int number) implements Conduct {
        @Override
        public Reaction reaction(String operation, String input, int message, List<Attempt> before) {
            var reaction = usual.reaction(operation, input, message, before);
            long earlier = before.stream()
                    .filter(one -> one.message() == message && one.operation().equals(call))
                    .count();
            if (!operation.equals(call) || message > 1) return reaction;
            if (message == 0)
                return earlier >= number ? Fault.REFUSES.injection().reaction() : reaction;
            return earlier == number && reaction instanceof Reaction.Replies reply
                    ? new Reaction.Ends(reply)
                    : reaction;
        }
    }

    private Optional<String> lost(Seen seen) {
        int end = end(seen);
        if (end < 0 || seen.isKept() || !isAnsweredWell(seen)) return Optional.empty();
        var missing = missing(seen, end);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ("After the process had ended, the same message was taken for done, although %s had not been"
                                        + " called.")
                                .formatted(String.join(", ", missing)));
    }

    private List<String> doneAgain(Seen seen) {
        int end = end(seen);
        if (end < 0) return List.of();
        var done = seen.attempts().subList(0, end + 1).stream()
                .filter(one -> one.called().status() / 100 == 2 && effects.isUnsafe(one.operation()))
                .toList();
        var again = seen.attempts().stream()
                .filter(one -> one.message() == 1)
                .filter(one -> done.stream().anyMatch(before -> effects.isAgain(before, one)))
                .map(Attempt::operation)
                .distinct()
                .collect(Collectors.joining(", "));
        if (again.isEmpty()) return List.of();
        return List.of(
                ("When the process ends here, the same message leads to %s once more. An Idempotency-Key made from"
                                + " the message would tell the service.")
                        .formatted(again));
    }

    private Optional<String> left(Seen seen) {
        int end = end(seen);
        if (end < 0) return Optional.empty();
        var wanted = new ArrayList<>(undoing(seen.attempts(), 0));
        undoing(seen.attempts().subList(end + 1, seen.attempts().size()), 1).forEach(wanted::remove);
        // One for the message that failed at first; the one the process left is kept beside it.
        boolean kept = seen.deadLetters().size() > 1;
        return wanted.isEmpty() || kept
                ? Optional.empty()
                : Optional.of(
                        ("When the call fails, the route calls %s; after the process had ended it was not called, and"
                                        + " the message is not in the dead letters.")
                                .formatted(String.join(", ", wanted)));
    }

    private List<String> undoing(List<Attempt> attempts, int message) {
        return attempts.stream()
                .filter(one -> one.message() == message && one.usable())
                .map(Attempt::operation)
                .filter(promised.undoing()::contains)
                .toList();
    }

    private static int end(Seen seen) {
        for (int i = 0; i < seen.attempts().size(); i++)
            if (seen.attempts().get(i).isLast()) return i;
        return -1;
    }

    private boolean isAnsweredWell(Seen seen) {
        var answer = seen.answer();
        return !visit.isCalled() || answer != null && answer.status() < 400;
    }

    /** Calls nobody made, before the end or after it; none where the message did go on. */
    private List<String> missing(Seen seen, int end) {
        var open = new ArrayList<>(visit.calls());
        seen.attempts().subList(0, end + 1).forEach(one -> open.remove(one.operation()));
        boolean goesOn = seen.attempts().size() > end + 1;
        return goesOn ? List.of() : open.stream().distinct().toList();
    }
}
