package dev.routewright.offenders.integration;

import dev.routewright.cli.Main;

/** Breaks a rule on purpose; see ArchitectureTest. */
record IntegrationsThatKnowAWayIn(Main forbidden) {}
