package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Trial.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The process ends with the reply of a call, goes on with what the store holds, and the message comes in again. One trial
 * for each call of a route that says it undoes its work or does it only once: of others nobody expects as much.
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
            trials.add(trial(call, number));
        }
        return trials;
    }

    private Trial trial(String call, int number) {
        var message = visit.repeatable();
        return new Trial(
                        "The process ends after " + call,
                        Trial.FAULT,
                        "the process ends with the reply of %s%s; the message comes in again"
                                .formatted(call, number == 0 ? "" : ", the %d. time".formatted(number + 1)),
                        List.of(message, message),
                        visit.again().ending(call, number),
                        this::problem,
                        true,
                        null)
                .remarking(this::remarks);
    }

    private Optional<String> problem(Seen seen) {
        int end = end(seen);
        if (end < 0 || seen.isKept()) return Optional.empty();
        var done = done(seen, end);
        if (done.size() > 1
                && !promised.undoing().isEmpty()
                && undone(seen, end).isEmpty()
                && !isFinished(seen, done))
            return Optional.of(
                    "After the process had ended, %s was neither undone nor finished, and the message is not in the dead letters."
                            .formatted(names(done)));
        return missing(seen, end).isEmpty() || !promised.isIdempotent() || !isAnsweredWell(seen)
                ? Optional.empty()
                : Optional.of(
                        "After the process had ended, the same message was taken for done, although %s had not been called."
                                .formatted(String.join(", ", missing(seen, end))));
    }

    private List<String> remarks(Seen seen) {
        int end = end(seen);
        if (end < 0) return List.of();
        var again = again(seen, done(seen, end));
        if (again.isEmpty() || !undone(seen, end).isEmpty()) return List.of();
        return List.of(
                "When the process ends here, the same message leads to %s once more. An Idempotency-Key made from the message would tell the service."
                        .formatted(names(again)));
    }

    private static int end(Seen seen) {
        for (int i = 0; i < seen.attempts().size(); i++)
            if (seen.attempts().get(i).isLast()) return i;
        return -1;
    }

    private List<Attempt> done(Seen seen, int end) {
        return seen.attempts().subList(0, end + 1).stream()
                .filter(one -> one.called().status() / 100 == 2 && effects.isUnsafe(one.operation()))
                .filter(one -> !promised.undoing().contains(one.operation()))
                .toList();
    }

    private List<Attempt> undone(Seen seen, int end) {
        return seen.attempts().subList(end + 1, seen.attempts().size()).stream()
                .filter(one -> promised.undoing().contains(one.operation()))
                .toList();
    }

    /** Whether the message, when it came again, brought to an end what had been begun, and did nothing twice. */
    private boolean isFinished(Seen seen, List<Attempt> done) {
        return isAnsweredWell(seen) && again(seen, done).isEmpty();
    }

    private List<Attempt> again(Seen seen, List<Attempt> done) {
        return seen.attempts().stream()
                .filter(one -> one.message() == 1)
                .filter(one -> done.stream().anyMatch(before -> effects.isAgain(before, one)))
                .toList();
    }

    private boolean isAnsweredWell(Seen seen) {
        var answer = seen.answer();
        return visit.isCalled() ? answer != null && answer.status() < 400 : true;
    }

    /** Calls nobody made, before the end or after it; none where the message did go on. */
    private List<String> missing(Seen seen, int end) {
        var open = new ArrayList<>(visit.calls());
        seen.attempts().subList(0, end + 1).forEach(one -> open.remove(one.operation()));
        boolean goesOn = seen.attempts().size() > end + 1;
        return goesOn ? List.of() : open.stream().distinct().toList();
    }

    private static String names(List<Attempt> attempts) {
        return attempts.stream().map(Attempt::operation).distinct().collect(Collectors.joining(", "));
    }
}
