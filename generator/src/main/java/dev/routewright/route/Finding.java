package dev.routewright.route;

import org.jspecify.annotations.Nullable;

/**
 * What inspection or rehearsal has against a draft: the same words in console, API, CLI and log.
 *
 * @param rule stable id of the rule, for instance {@code component-not-allowed}
 * @param line 1-based line in the route file, 0 when the finding has no place
 * @param column 1-based column, 0 when the finding has no place
 * @param step id of the step, when there is one
 * @param problem what is wrong, one sentence
 * @param remedy what to write or do instead, one sentence
 */
public record Finding(
        String rule,
        Severity severity,
        int line,
        int column,
        @Nullable String step,
        String problem,
        String remedy) {
    public Finding {
        if (rule.isBlank() || problem.isBlank() || remedy.isBlank())
            throw new IllegalArgumentException("A finding needs a rule, a problem and a remedy.");
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
