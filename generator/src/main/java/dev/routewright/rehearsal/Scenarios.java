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

    List<Case> cases() {
        var cases = new ArrayList<Case>();
        for (var way : new Ways(WAYS).through(plan.steps())) cases.add(of(way));
        return cases;
    }

    private Case of(Way way) {
        var name = way.decisions().isEmpty() ? plan.title() : String.join(", ", way.decisions());
        var world = new Solver(new Candidates(samples.schemas(way)))
                .solve(way.goals(), samples.world(way))
                .map(solved -> samples.listed(solved, way));
        return world.map(found -> new Case(
                        name,
                        way,
                        world,
                        Doorstep.message(plan.trigger(), found.root(Value.MESSAGE)),
                        examples.with(replies(way, found))))
                .orElseGet(() -> new Case(name, way, world, Trial.Message.NONE, examples));
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
