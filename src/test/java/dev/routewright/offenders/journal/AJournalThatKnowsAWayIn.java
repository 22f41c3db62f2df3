package dev.routewright.offenders.journal;

import dev.routewright.cli.Main;

/** Breaks a rule on purpose; see ArchitectureTest. */
record AJournalThatKnowsAWayIn(Main forbidden) {}
