package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Way.Passed;
import dev.routewright.route.Plan;
import dev.routewright.route.Scenario.Stubbed;
import dev.routewright.route.Service;
import dev.routewright.route.Step;
import dev.routewright.route.Trigger;
import dev.routewright.route.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes for every way through a plan a message and replies that lead along it. */
final class Scenarios {
    private static final int WAYS = 32;

    private final Plan plan;
    private final Samples samples;
    private final Script examples;

    Scenarios(Plan plan, List<Service> services) {
        this.plan = plan;
        this.samples = new Samples(plan, services);
        this.examples = Script.examples(services);
    }

    /**
     * A way with what leads along it.
     *
     * @param world empty when nothing was found that does
     */
    record Case(String name, Way way, Optional<World> world, Trial.Message message, Script script) {}

    /** Each way at the limits of its conditions, and as long as there are few ways also far from them. */
    List<Case> cases() {
        var cases = new ArrayList<Case>();
        for (var way : new Ways(WAYS).through(plan.steps())) cases.add(near(way));
        for (var one : List.copyOf(cases)) if (cases.size() < WAYS) far(one).ifPresent(cases::add);
        return cases;
    }

    private Case near(Way way) {
        var name = way.decisions().isEmpty() ? plan.title() : String.join(", ", way.decisions());
        return new Solver(Candidates.near(samples.schemas(way)))
                .solve(way.goals(), samples.world(way))
                .map(world -> solved(name, way, world))
                .orElseGet(() -> new Case(name, way, Optional.empty(), Trial.Message.NONE, examples));
    }

    private Optional<Case> far(Case near) {
        if (near.world().isEmpty()) return Optional.empty();
        return new Solver(Candidates.far(samples.schemas(near.way())))
                .solve(near.way().goals(), samples.world(near.way()))
                .map(world -> solved(near.name() + " (far from the limit)", near.way(), world))
                .filter(far -> !far.world().equals(near.world()));
    }

    private Case solved(String name, Way way, World solved) {
        var world = samples.listed(solved, way);
        var message = Doorstep.message(plan.trigger(), world.root(Value.MESSAGE));
        return new Case(name, way, Optional.of(world), message, examples.with(replies(way, world)));
    }

    private Map<String, List<Stubbed>> replies(Way way, World world) {
        var replies = new HashMap<String, List<Stubbed>>();
        replies(way.passed(), world, replies);
        return replies;
    }

    private void replies(List<Passed> passed, World world, Map<String, List<Stubbed>> replies) {
        for (var one : passed) {
            if (one instanceof Passed.Did did && did.step() instanceof Step.Call call)
                samples.operation(call).map(Script::example).ifPresent(example -> replies.computeIfAbsent(
                                call.key(), key -> new ArrayList<>())
                        .add(new Stubbed(example.status(), world.root(call.result()))));
            if (one instanceof Passed.Each each) for (int i = 0; i < 2; i++) replies(each.passed(), world, replies);
            if (one instanceof Passed.AtOnce all) all.branches().forEach(branch -> replies(branch, world, replies));
        }
    }

    Trial trial(Case one) {
        if (one.world().isEmpty())
            return Trial.impossible(
                    one.name(),
                    Trial.SCENARIO,
                    "No message and replies were found that lead this way, so it was not rehearsed."
                            + " Check whether its conditions contradict each other or name fields no service gives.");
        var expected = new Expected(one.way(), one.world().get(), plan.trigger() instanceof Trigger.Http);
        return Trial.scenario(one.name(), one.message(), one.script(), expected::problem);
    }
}
