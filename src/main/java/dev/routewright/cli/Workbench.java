package dev.routewright.cli;

import dev.routewright.drafting.Drafter;
import dev.routewright.inspection.Policy;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Finding;
import dev.routewright.route.Grant;
import dev.routewright.route.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The way of a description without a server: the same drafter, rules and rehearsal, on plain objects. Loads nothing and
 * changes nothing.
 */
interface Workbench extends AutoCloseable {

    /** The services a route may call here. */
    List<Service> services();

    /** What is wrong with service documents that could not be read, by path; the others work. */
    Map<Path, String> unreadable();

    /**
     * Reads a document as the service its file is named after.
     *
     * @throws IllegalArgumentException with a sentence when it is not OpenAPI 3, or the name makes no service
     */
    Service service(String fileName, String document);

    /**
     * @param answers to earlier questions, by question id
     * @param listener told what happens meanwhile
     * @throws Drafter.Unavailable when a model drafts and cannot be asked
     */
    Drafter.Outcome draft(String name, String description, Map<String, String> answers, Drafter.Listener listener);

    Inspected inspect(String yaml);

    /** @param progress told every run as it ends */
    Evidence rehearse(Draft draft, Grant grant, Consumer<Evidence.Run> progress);

    @Override
    void close();

    record Inspected(List<Finding> findings, Grant grant) {
        public Inspected {
            findings = List.copyOf(findings);
        }

        boolean accepted() {
            return findings.stream().noneMatch(Finding::isError);
        }
    }

    @FunctionalInterface
    interface Opener {
        /**
         * @param kamelets the folder with the service documents; none there: no services
         * @param policy what routes may hold
         */
        Workbench open(Path kamelets, Policy policy);
    }
}
