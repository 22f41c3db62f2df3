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
 * Runs a draft against stubs: once along every way through its plan, or through every example of a plan in words, and
 * once for everything that can go wrong with every call. What could not be run, or was not run in time, counts as failed.
 */
public final class Rehearsal {
    private final Stage stage;
    private final Duration time;
    private final int messages;

    public Rehearsal(Stage stage) {
        this(stage, Duration.ofSeconds(30), 200);
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
        var untried = new ArrayList<Trial>();
        var promised = Promised.by(draft, grant);
        try (var troupe = new Troupe(stage, draft, grant, time, messages, promised.undoing())) {
            for (var trial : new Programme(draft, grant, services, promised, stage.largestMessage()).trials()) {
                if (trial.spare() && !troupe.hasRoomFor(trial)) {
                    untried.add(trial);
                    continue;
                }
                var run = troupe.play(trial);
                runs.add(run);
                progress.accept(run);
                if (!troupe.canGoOn()) break;
            }
            return new Evidence(runs, untried.stream().map(troupe::whyUntried).toList());
        }
    }
}
