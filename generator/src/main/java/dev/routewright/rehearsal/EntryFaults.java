package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Trial.Message;
import dev.routewright.rehearsal.Trial.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What can go wrong with a message that comes in: it comes twice, it is no JSON, it is too large. A sender's own mistake
 * must do nothing, and must not be answered as if the runtime had made it.
 *
 * @param promised what the route says it does about messages that come twice
 * @param planned whether somebody said what the route is for
 */
record EntryFaults(Visit visit, Promised promised, Effects effects, boolean planned, int largest) {

    List<Trial> trials() {
        var trials = new ArrayList<Trial>();
        if (!visit.isSentBySomebody()) return trials;
        var message = visit.repeatable();
        trials.add(new Trial(
                        "The same message twice",
                        Trial.FAULT,
                        "the same message a second time",
                        List.of(message, message),
                        visit.again(),
                        this::doubled,
                        true,
                        null)
                .remarking(this::repeated));
        visit.malformed()
                .ifPresent(broken ->
                        trials.add(trial("A malformed message", "a message that is not JSON", broken, this::malformed)
                                .remarking(this::taken)));
        visit.oversized(largest)
                .ifPresent(huge -> trials.add(trial(
                        "An oversized message",
                        "a message of one byte more than the %d allowed".formatted(largest),
                        huge,
                        this::oversized)));
        return trials;
    }

    private Trial trial(
            String name, String injected, Message message, java.util.function.Function<Seen, Optional<String>> judge) {
        return new Trial(name, Trial.FAULT, injected, List.of(message), visit.conduct(), judge, true, null);
    }

    private Optional<String> doubled(Seen seen) {
        if (visit.isCalled() && seen.answers().stream().anyMatch(java.util.Objects::isNull))
            return Optional.of("The caller got no answer.");
        var first = unsafe(seen, 0);
        var again = again(seen);
        boolean meant = promised.once() || promised.remembers() && planned;
        if (!meant || first.isEmpty() || again.size() < first.size() || seen.isKept()) return Optional.empty();
        return Optional.of(
                "The route says that it does a message's work once, but the same message a second time led to %s again."
                        .formatted(names(again)));
    }

    private List<String> repeated(Seen seen) {
        var again = again(seen);
        if (again.isEmpty()) return List.of();
        return List.of("The same message a second time led to %s again; %s."
                .formatted(
                        names(again),
                        promised.isIdempotent()
                                ? "the route remembers messages, but not for this"
                                : "nothing says that it must not"));
    }

    /** Calls of the second message that do once more what one of the first did. */
    private List<Attempt> again(Seen seen) {
        var first = new ArrayList<>(unsafe(seen, 0));
        var again = new ArrayList<Attempt>();
        for (var second : unsafe(seen, 1)) {
            var same =
                    first.stream().filter(one -> effects.isAgain(one, second)).findFirst();
            same.ifPresent(first::remove);
            if (same.isPresent()) again.add(second);
        }
        return again;
    }

    private List<Attempt> unsafe(Seen seen, int message) {
        return ExampleCalls.made(seen.attempts()).stream()
                .map(made -> made.attempts().get(made.attempts().size() - 1))
                .filter(one -> one.message() == message
                        && one.called().status() / 100 == 2
                        && effects.isUnsafe(one.operation()))
                .toList();
    }

    private static String names(List<Attempt> attempts) {
        return attempts.stream().map(Attempt::operation).distinct().collect(Collectors.joining(", "));
    }

    /** Whoever sends what cannot be read hears so, before anything is done. */
    private Optional<String> malformed(Seen seen) {
        if (!visit.isCalled()) return Optional.empty();
        var answer = seen.answer();
        if (answer == null) return Optional.of("The caller got no answer.");
        return isRefused(seen, answer.status() / 100 == 4)
                ? Optional.empty()
                : Optional.of(
                        "A message that is not JSON must be refused before anything is done; the caller got %d after %s."
                                .formatted(answer.status(), CallOrder.words(seen.operations(), ", then ")));
    }

    private List<String> taken(Seen seen) {
        if (visit.isCalled() || seen.isKept() && seen.attempts().isEmpty()) return List.of();
        if (!seen.attempts().isEmpty())
            return List.of("A message that is not JSON led to %s.".formatted(names(seen.attempts())));
        return seen.deliveries().isEmpty()
                ? List.of("A message that is not JSON was taken for done, and nothing came of it.")
                : List.of();
    }

    private Optional<String> oversized(Seen seen) {
        var answer = seen.answer();
        if (answer == null) return Optional.of("The caller got no answer.");
        return isRefused(seen, answer.status() == 413)
                ? Optional.empty()
                : Optional.of(
                        "A message larger than allowed must be refused with 413 before anything is done; the caller got %d."
                                .formatted(answer.status()));
    }

    private static boolean isRefused(Seen seen, boolean told) {
        return told && seen.attempts().isEmpty() && seen.deliveries().isEmpty() && !seen.isKept();
    }
}
