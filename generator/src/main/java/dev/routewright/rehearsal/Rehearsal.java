package dev.routewright.rehearsal;

import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Grant;
import dev.routewright.route.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs a draft against stubs: once along every way through its plan, and once for everything that can go wrong with
 * every call. What could not be run, or was not run in time, counts as failed.
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
                var run = troupe.play(trial);
                runs.add(run);
                progress.accept(run);
                if (!troupe.canGoOn()) break;
            }
        }
        return new Evidence(runs);
    }

    private static List<Trial> trials(Draft draft, Grant grant, List<Service> services) {
        var unplanned = new Unplanned(draft, grant, services);
        var trials = new ArrayList<Trial>();
        if (draft.plan() == null) {
            trials.addAll(draft.scenarios().isEmpty() ? unplanned.smoke() : unplanned.written());
            trials.addAll(unplanned.faults());
            if (trials.isEmpty())
                trials.add(Trial.impossible(
                        draft.name(), Trial.SCENARIO, "The route has no entry by which a message could come in."));
            return trials;
        }
        var scenarios = new Scenarios(draft.plan(), services);
        var cases = scenarios.cases();
        cases.forEach(one -> trials.add(scenarios.trial(one)));
        trials.addAll(unplanned.written());
        trials.addAll(new Faults(draft.plan(), cases).trials());
        return trials;
    }
}
