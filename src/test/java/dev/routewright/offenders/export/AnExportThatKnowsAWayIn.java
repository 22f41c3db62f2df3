package dev.routewright.offenders.export;

import dev.routewright.cli.Main;

/** Breaks a rule on purpose; see ArchitectureTest. */
record AnExportThatKnowsAWayIn(Main forbidden) {}
