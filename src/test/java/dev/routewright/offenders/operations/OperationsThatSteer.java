package dev.routewright.offenders.operations;

import dev.routewright.integration.Integrations;

/** Breaks a rule on purpose; see ArchitectureTest. */
record OperationsThatSteer(Integrations forbidden) {}
