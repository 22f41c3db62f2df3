package dev.routewright.cli;

import dev.routewright.drafting.Drafter;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Grant;
import dev.routewright.route.Service;
import java.util.List;
import java.util.function.Consumer;

/** The parts the server uses too, made here without Spring; a cell for rehearsals is made when the first one asks. */
final class OwnTools implements LocalWorkbench.Tools {

    @Override
    public Drafter.Outcome draft(Drafter.Brief brief) {
        throw notYet("Drafting");
    }

    @Override
    public Workbench.Inspected inspect(String yaml, List<Service> services) {
        throw notYet("Inspection");
    }

    @Override
    public Evidence rehearse(Draft draft, Grant grant, List<Service> services, Consumer<Evidence.Run> progress) {
        throw notYet("Rehearsal");
    }

    @Override
    public void close() {}

    private static Complaint notYet(String part) {
        return new Complaint(Exit.REFUSED, part + " is not built yet.");
    }
}
