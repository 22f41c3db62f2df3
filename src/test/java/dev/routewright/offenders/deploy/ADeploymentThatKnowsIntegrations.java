package dev.routewright.offenders.deploy;

import dev.routewright.integration.Integrations;

/** Breaks a rule on purpose; see ArchitectureTest. */
record ADeploymentThatKnowsIntegrations(Integrations forbidden) {}
