package dev.routewright.route;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Routes with the plan and the scenarios they must pass; not yet judged.
 *
 * @param name of the integration
 * @param yaml the text of one Camel YAML route file
 * @param plan null when a person wrote the route without a description
 */
public record Draft(String name, String yaml, @Nullable Plan plan, List<Scenario> scenarios) {
    public Draft {
        if (yaml.isBlank()) throw new IllegalArgumentException("Draft %s has no YAML.".formatted(name));
        scenarios = List.copyOf(scenarios);
    }
}
