package dev.routewright.offenders.camel;

import dev.routewright.cli.Main;

/** Breaks a rule on purpose; see ArchitectureTest. */
record ALibraryThatKnowsAWayIn(Main forbidden) {}
