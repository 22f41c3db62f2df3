package dev.routewright.offenders.services;

import dev.routewright.cell.CellRuntime;

/** Breaks a rule on purpose; see ArchitectureTest. */
record ServicesThatKnowCells(CellRuntime forbidden) {}
