package dev.routewright.offenders.web.security;

import dev.routewright.integration.Integrations;

/** Breaks a rule on purpose; see ArchitectureTest. */
record AGuardThatKnowsWhatItGuards(Integrations forbidden) {}
