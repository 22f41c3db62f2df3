package dev.routewright.offenders.jmx;

import dev.routewright.cli.Main;

/** Breaks a rule on purpose; see ArchitectureTest. */
record AJmxThatKnowsHowItIsReached(Main forbidden) {}
