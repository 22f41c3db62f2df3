package dev.routewright.offenders.web;

import dev.routewright.cli.Main;

/** Breaks a rule on purpose; see ArchitectureTest. */
record AWebThatKnowsTheCommandLine(Main forbidden) {}
