package dev.routewright.offenders.cell;

import dev.routewright.cli.Main;

/** Breaks a rule on purpose; see ArchitectureTest. */
record CellsThatKnowAWayIn(Main forbidden) {}
