package dev.routewright.inspection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Walks a route file the way its messages do: step after step, into branches, and through {@code direct:} and
 * {@code seda:} into the other routes of the file. It evaluates nothing; where a condition decides, both ways are
 * walked. What comes behind a step that ends the message is not walked.
 */
final class Journey {
    /**
     * Steps on all ways together, with what they call and carry. Routes that call each other many times over have
     * millions; a route somebody means has a few ways to each of its 200 steps.
     */
    private static final int MOST = 4_000;

    /** As many headers and variables weigh as much as a step. */
    private static final int LIGHT = 32;

    private static final Set<String> INSIDE = Set.of("direct", "seda");
    private static final Set<String> END = Set.of("stop", "throwException");
    /** Their steps get a copy of the message, or only some messages get there. */
    private static final Set<String> ASIDE =
            Set.of("split", "aggregate", "resequence", "multicast", "recipientList", "onCompletion");

    /** Messages only pass through them. */
    private static final Set<String> PLAIN = Set.of("from", "step", "pipeline", "filter");

    private final Map<String, Element> routes = new HashMap<>();
    private final List<Visit> visits = new ArrayList<>();
    private final Set<Element> open = new HashSet<>();
    private final Set<Element> walked = new HashSet<>();
    private final Effects effects = new Effects();
    private final Map<Way, @Nullable Carried> known = new HashMap<>();
    private int weight;

    /** @param told the circumstances rules ask for, of all that lies around */
    private record Way(Element route, Element start, List<Visit.Around> told, Carried carried) {}

    /** @param complete whether the end of every way was reached; what lies behind is not judged otherwise */
    record Log(List<Visit> visits, boolean complete) {
        Log {
            visits = List.copyOf(visits);
        }
    }

    private Journey(Subject subject) {
        subject.roots().forEach(root -> address(root)
                .filter(a -> INSIDE.contains(a.scheme()))
                .ifPresent(a -> routes.putIfAbsent(a.address(), root)));
    }

    static Log of(Subject subject) {
        var journey = new Journey(subject);
        for (var root : subject.roots()) {
            boolean called = address(root)
                    .filter(a -> INSIDE.contains(a.scheme()) && subject.isCalled(a.address()))
                    .isPresent();
            if (!called) journey.walk(root, List.of(), Carried.NOTHING);
        }
        // What is only called from where no message comes, or by itself.
        for (var root : subject.roots())
            if (!journey.walked.contains(root)) journey.walk(root, List.of(), Carried.NOTHING);
        return new Log(journey.visits, journey.weight <= MOST);
    }

    private static Optional<Endpoint> address(Element root) {
        return Stream.concat(Stream.of(root), root.children("from").stream())
                .flatMap(e -> e.endpoints().stream())
                .filter(Endpoint::consumes)
                .findFirst();
    }

    /** A route or a section; null when the message ends there. */
    private @Nullable Carried walk(Element root, List<Visit.Around> around, Carried carried) {
        if (!open.add(root)) return carried;
        walked.add(root);
        String section = root.children("from").isEmpty() && root.endpoints().isEmpty() ? root.kind() : "steps";
        @Nullable Carried now = carried;
        for (var from : root.children("from"))
            now = steps(from.children("steps"), add(add(around, root, "from"), from, "steps"), carried);
        if (root.children("from").isEmpty()) now = steps(root.children("steps"), add(around, root, section), carried);
        open.remove(root);
        return now;
    }

    private @Nullable Carried steps(List<Element> steps, List<Visit.Around> around, Carried carried) {
        @Nullable Carried now = carried;
        for (var step : steps) {
            if (weight > MOST) return now;
            now = step(step, around, now);
            if (now == null) return null;
        }
        return now;
    }

    private @Nullable Carried step(Element step, List<Visit.Around> around, Carried carried) {
        int parts = step.children().values().stream().mapToInt(List::size).sum();
        weight += 1 + step.endpoints().size() + (carried.size() + parts) / LIGHT;
        visits.add(new Visit(step, around, carried));
        if (END.contains(step.kind())) return null;
        @Nullable Carried now = effects.of(step, carried);
        for (var call : step.endpoints()) {
            var route = routes.get(call.address());
            if (call.consumes() || route == null) continue;
            var through = again(route, add(around, step, leaving(step, call)), now);
            if (!leaving(step, call).equals("call") || !step.kind().equals("to")) continue;
            if (through == null) return null;
            now = through;
        }
        return step.children().isEmpty() ? now : inside(step, around, now);
    }

    /** A route entered once more under the same circumstances is not walked once more. */
    private @Nullable Carried again(Element route, List<Visit.Around> around, Carried carried) {
        var told = around.stream().filter(Journey::isTold).toList();
        var way = new Way(route, around.get(0).element(), told, carried);
        if (!known.containsKey(way)) known.put(way, walk(route, around, carried));
        return known.get(way);
    }

    /** Which plain call of which route led to a step is nothing a rule asks for; whatever lies around the call is. */
    private static boolean isTold(Visit.Around around) {
        var element = around.element();
        boolean plainCall = around.part().equals("call") && element.kind().equals("to") && !element.has("pattern");
        boolean plainSteps = around.part().equals("steps") && PLAIN.contains(element.kind());
        return !plainCall && !plainSteps && !around.part().equals("from");
    }

    private static String leaving(Element step, Endpoint call) {
        if (step.kind().equals("wireTap")) return "tap";
        boolean waits = step.kind().equals("enrich")
                || call.option("waitForTaskToComplete").filter("Always"::equals).isPresent();
        return call.scheme().equals("seda") && !waits ? "queue" : "call";
    }

    private @Nullable Carried inside(Element step, List<Visit.Around> around, Carried before) {
        return switch (step.kind()) {
            case "choice" -> choice(step, around, before);
            case "doTry", "circuitBreaker" -> guarded(step, around, before);
            case "filter", "idempotentConsumer" -> {
                var inner = steps(step.children("steps"), add(around, step, "steps"), before.onCondition(true));
                yield inner == null ? before : before.meet(inner);
            }
            case "multicast", "loadBalance" -> {
                step.children("steps").forEach(s -> step(s, add(around, step, "steps"), before));
                yield before;
            }
            default -> {
                var inner = steps(step.children("steps"), add(around, step, "steps"), before);
                yield ASIDE.contains(step.kind()) ? before : inner;
            }
        };
    }

    private @Nullable Carried choice(Element choice, List<Visit.Around> around, Carried before) {
        boolean some = choice.children("otherwise").isEmpty();
        @Nullable Carried after = some ? before : null;
        for (String part : List.of("when", "otherwise"))
            for (var branch : choice.children(part))
                after = either(
                        after,
                        steps(
                                branch.children("steps"),
                                add(add(around, choice, part), branch, "steps"),
                                before.onCondition(some)));
        return after == null ? null : after.having(choice);
    }

    /** What may fail, and what is done then instead. */
    private @Nullable Carried guarded(Element step, List<Visit.Around> around, Carried before) {
        var tried = steps(step.children("steps"), add(around, step, "steps"), before);
        @Nullable Carried failed = null;
        for (String part : List.of("doCatch", "onFallback"))
            for (var handler : step.children(part))
                failed = either(
                        failed,
                        steps(handler.children("steps"), add(add(around, step, part), handler, "steps"), before));
        @Nullable Carried after = either(tried, failed == null ? null : failed.having(step));
        for (var last : step.children("doFinally"))
            if (after != null)
                after = steps(last.children("steps"), add(add(around, step, "doFinally"), last, "steps"), after);
        return after;
    }

    private static @Nullable Carried either(@Nullable Carried one, @Nullable Carried other) {
        if (one == null) return other;
        return other == null ? one : one.meet(other);
    }

    private static List<Visit.Around> add(List<Visit.Around> around, Element element, String part) {
        var more = new ArrayList<>(around);
        more.add(new Visit.Around(element, part));
        return List.copyOf(more);
    }
}
