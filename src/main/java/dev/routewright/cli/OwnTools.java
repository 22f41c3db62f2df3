package dev.routewright.cli;

import dev.routewright.drafting.Drafter;
import dev.routewright.inspection.Inspector;
import dev.routewright.inspection.Policy;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Grant;
import dev.routewright.route.Service;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The parts the server uses too, made here without Spring; a cell for rehearsals is made when the first one asks. */
final class OwnTools implements LocalWorkbench.Tools {
    private final Inspector inspector = new Inspector(Policy.standard());

    @Override
    public Drafter.Outcome draft(Drafter.Brief brief) {
        throw notYet("Drafting");
    }

    @Override
    public Workbench.Inspected inspect(String yaml, List<Service> services) {
        var inspection = inspector.inspect(yaml, services);
        return new Workbench.Inspected(inspection.findings(), inspection.grant());
    }

    @Override
    public Evidence rehearse(Draft draft, Grant grant, Map<String, String> documents, Consumer<Evidence.Run> progress) {
        throw notYet("Rehearsal");
    }

    @Override
    public void close() {}

    private static Complaint notYet(String part) {
        return new Complaint(Exit.REFUSED, part + " is not built yet.");
    }
}
