package dev.routewright.rehearsal;

import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Grant;
import dev.routewright.route.Plan;
import dev.routewright.route.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs a draft against stubs: once along every way through its plan, or through every example of a plan in words, and
 * once for everything that can go wrong with every call. What could not be run, or was not run in time, counts as failed.
 */
public final class Rehearsal {
    private final Stage stage;
    private final Duration time;
    private final int messages;

    public Rehearsal(Stage stage) {
        this(stage, Duration.ofSeconds(30), 100);
    }

    /**
     * @param time longest a rehearsal may take
     * @param messages most messages it may send
     */
    public Rehearsal(Stage stage, Duration time, int messages) {
        this.stage = stage;
        this.time = time;
        this.messages = messages;
    }

    /** @param progress told every run as soon as it is over */
    public Evidence run(Draft draft, Grant grant, List<Service> services, Consumer<Evidence.Run> progress) {
        var runs = new ArrayList<Evidence.Run>();
        try (var troupe = new Troupe(stage, draft, grant, time, messages)) {
            for (var trial : trials(draft, grant, services)) {
                if (trial.spare() && !troupe.hasRoomFor(trial)) continue;
                var run = troupe.play(trial);
                runs.add(run);
                progress.accept(run);
                if (!troupe.canGoOn()) break;
            }
        }
        return new Evidence(runs);
    }

    private static List<Trial> trials(Draft draft, Grant grant, List<Service> services) {
        var written = new ExampleTrials(draft, grant, services);
        var unplanned = new Unplanned(written, grant, services);
        var plan = draft.plan();
        if (plan != null && !plan.isInWords()) return structured(plan, written, services);
        var trials = new ArrayList<Trial>();
        trials.addAll(written.isEmpty() ? unplanned.smoke() : written.trials());
        trials.addAll(plan == null ? unplanned.faults() : written.faults(unplanned::sample));
        if (trials.isEmpty())
            trials.add(Trial.impossible(
                    draft.name(), Trial.SCENARIO, "The route has no entry by which a message could come in."));
        return trials;
    }

    private static List<Trial> structured(Plan plan, ExampleTrials written, List<Service> services) {
        var scenarios = new Scenarios(plan, services);
        var cases = scenarios.cases();
        var trials = new ArrayList<Trial>();
        cases.forEach(one -> trials.add(scenarios.trial(one)));
        trials.addAll(written.trials());
        trials.addAll(new Faults(plan, cases).trials());
        return trials;
    }
}
