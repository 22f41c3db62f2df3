package dev.routewright.inspection;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One way by which messages come to a step.
 *
 * @param around what the step lies in, outermost first, through calls of other routes of the file as well
 */
record Visit(Element step, List<Around> around, Carried carried) {
    /** Parts of the way after which nobody waits for the step. */
    private static final Set<String> DETACHED = Set.of("tap", "queue", "onCompletion");

    /** @param part attribute the way goes through, or {@code call}, {@code tap}, {@code queue} when it leaves the route */
    record Around(Element element, String part) {}

    Visit {
        around = List.copyOf(around);
    }

    /** A visit is the one it is; comparing contents would compare whole ways. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    Stream<Endpoint> calls() {
        return step.endpoints().stream().filter(e -> !e.consumes());
    }

    /** Where the way begins: a route, or a section such as onException. */
    Element start() {
        return around.isEmpty() ? step : around.get(0).element();
    }

    /** The endpoint the messages come from; none for an error handler. */
    Stream<Endpoint> entry() {
        return Stream.concat(Stream.of(start()), start().children("from").stream())
                .flatMap(e -> e.endpoints().stream())
                .filter(Endpoint::consumes);
    }

    boolean isDetached() {
        return around.stream().anyMatch(Visit::detaches);
    }

    /** Around the step in its own route only, innermost last. */
    Stream<Around> within(Predicate<Around> wanted) {
        int from = 0;
        for (int i = 0; i < around.size(); i++)
            if (around.get(i).part().equals("call") || detaches(around.get(i))) from = i + 1;
        return around.subList(from, around.size()).stream().filter(wanted);
    }

    static boolean detaches(Around around) {
        return DETACHED.contains(around.part());
    }
}
