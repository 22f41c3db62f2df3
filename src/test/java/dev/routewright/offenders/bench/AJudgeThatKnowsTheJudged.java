package dev.routewright.offenders.bench;

import dev.routewright.journal.Version;

/** Breaks a rule on purpose; see ArchitectureTest. */
record AJudgeThatKnowsTheJudged(Version forbidden) {}
