package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Trial.Seen;
import dev.routewright.rehearsal.Way.Passed;
import dev.routewright.route.Step;
import dev.routewright.route.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the plan says happens on one way with one message: calls with their inputs, files and messages, an answer.
 * The judge of scenarios.
 *
 * @param called whether somebody waits for an answer
 */
record Expected(Way way, World world, boolean called) {

    Optional<String> problem(Seen seen) {
        return Stream.of(kept(seen), calls(seen), inputs(seen), deliveries(seen), answer(seen))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> kept(Seen seen) {
        if (seen.deadLetters().isEmpty()) return Optional.empty();
        return Optional.of("The message ended in the dead letters: %s"
                .formatted(seen.deadLetters().get(0)));
    }

    private Optional<String> calls(Seen seen) {
        var order = CallOrder.of(way.passed());
        if (order.fits(seen.operations())) return Optional.empty();
        return Optional.of("The plan calls %s; the route called %s%s"
                .formatted(order.inWords(), CallOrder.words(seen.operations(), ", then "), answered(seen)));
    }

    private static String answered(Seen seen) {
        return seen.answer() == null
                ? "."
                : " and answered %d.".formatted(seen.answer().status());
    }

    private Optional<String> inputs(Seen seen) {
        return way.steps()
                .filter(did -> did.step() instanceof Step.Call)
                .map(did -> input((Step.Call) did.step(), did.item(), seen))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> input(Step.Call call, String item, Seen seen) {
        Optional<String> problem = Optional.empty();
        for (var one : seen.calls()) {
            if (!one.operation().equals(call.key())) continue;
            problem = difference(new Value.Fields(call.inputs()), item, Json.read(one.input()))
                    .map(difference -> "%s was called with %s".formatted(one.operation(), difference));
            if (problem.isEmpty()) return problem;
        }
        return problem;
    }

    private Optional<String> deliveries(Seen seen) {
        var open = new ArrayList<>(seen.deliveries());
        for (var did : happened(way.passed()).toList()) {
            var target = target(did.step());
            if (target.isEmpty()) continue;
            var found = open.stream()
                    .filter(delivery -> delivery.target().startsWith(target))
                    .findFirst();
            if (found.isEmpty()) return Optional.of("Nothing was delivered to %s, as the plan says.".formatted(target));
            var difference = difference(
                    content(did.step()), did.item(), Json.read(found.get().content()));
            if (difference.isPresent()) return Optional.of("%s got %s".formatted(target, difference.get()));
            open.remove(found.get());
        }
        if (open.isEmpty()) return Optional.empty();
        return Optional.of("Something was delivered to %s, which the plan does not say here."
                .formatted(open.get(0).target()));
    }

    private static Stream<Passed.Did> happened(List<Passed> passed) {
        return passed.stream().flatMap(one -> {
            if (one instanceof Passed.Did did) return Stream.of(did);
            if (one instanceof Passed.Each each) return Stream.of(each, each).flatMap(e -> happened(e.passed()));
            return ((Passed.AtOnce) one).branches().stream().flatMap(Expected::happened);
        });
    }

    /** Where a step delivers to, empty for a step that does not. */
    static String target(Step step) {
        if (step instanceof Step.Publish publish) return "kafka:" + publish.topic();
        return step instanceof Step.WriteFile file ? "file:" + file.folder() + "/" : "";
    }

    private static Value content(Step step) {
        return step instanceof Step.Publish publish ? publish.content() : ((Step.WriteFile) step).content();
    }

    private Optional<String> answer(Seen seen) {
        if (!called) return Optional.empty();
        var answer = seen.answer();
        if (answer == null) return Optional.of("The caller got no answer.");
        var reply = way.steps().filter(did -> did.step() instanceof Step.Reply).findFirst();
        if (reply.isEmpty())
            return seen.succeeds()
                    ? Optional.empty()
                    : Optional.of("The caller must get 200, but got %d.".formatted(answer.status()));
        var planned = (Step.Reply) reply.get().step();
        if (planned.status() != answer.status())
            return Optional.of("The caller must get %d, but got %d.".formatted(planned.status(), answer.status()));
        return difference(planned.body(), reply.get().item(), Json.read(answer.body()))
                .map(difference -> "The caller got %s".formatted(difference));
    }

    /** The first field that is not what the plan says, as the end of a sentence. Other fields may be there as well. */
    private Optional<String> difference(Value planned, String item, @Nullable Object actual) {
        if (!(planned instanceof Value.Fields fields)) return Optional.empty();
        for (var field : fields.fields().entrySet()) {
            if (!isKnown(field.getValue(), item)) continue;
            var wanted = world.value(field.getValue(), item);
            var got = actual instanceof Map<?, ?> map ? map.get(field.getKey()) : null;
            if (!alike(wanted, got))
                return Optional.of("%s = %s, but the plan says %s."
                        .formatted(field.getKey(), got == null ? "nothing" : Json.write(got), shown(wanted)));
        }
        return Optional.empty();
    }

    private static String shown(@Nullable Object wanted) {
        return wanted == null ? "nothing" : Json.write(wanted);
    }

    private boolean isKnown(Value value, String item) {
        return Solver.fields(value)
                .map(field -> field.source().equals(Value.ITEM) ? item : field.source())
                .allMatch(source -> world.knows(source) && (!item.isEmpty() || !isInLoop(source)));
    }

    /** Whether a reply belongs to one item of a list, so that it is not to be had after the list. */
    private boolean isInLoop(String result) {
        return way.loops()
                .flatMap(each -> Way.steps(each.passed()))
                .anyMatch(did ->
                        did.step() instanceof Step.Call call && call.result().equals(result));
    }

    /** Request parameters and tables carry numbers as texts. */
    private static boolean alike(@Nullable Object wanted, @Nullable Object got) {
        if (World.same(wanted, got)) return true;
        if (wanted instanceof Map || wanted instanceof Iterable || wanted == null || got == null) return false;
        return wanted.toString().equals(got.toString());
    }
}
