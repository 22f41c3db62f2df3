package dev.routewright.integration;

import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Grant;
import dev.routewright.route.Service;
import java.util.List;
import java.util.function.Consumer;

/** Rehearsal, as the way needs it. Called only with a draft that inspection has accepted. */
@FunctionalInterface
public interface Rehearsing {
    /**
     * @param progress told each run as it is done
     * @throws IllegalArgumentException with a sentence when the route cannot be loaded
     */
    Evidence rehearse(Draft draft, Grant grant, List<Service> services, Consumer<Evidence.Run> progress);
}
