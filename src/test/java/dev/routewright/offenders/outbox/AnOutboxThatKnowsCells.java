package dev.routewright.offenders.outbox;

import dev.routewright.cell.CellRuntime;

/** Breaks a rule on purpose; see ArchitectureTest. */
record AnOutboxThatKnowsCells(CellRuntime forbidden) {}
