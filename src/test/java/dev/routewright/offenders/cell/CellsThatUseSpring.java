package dev.routewright.offenders.cell;

import org.springframework.context.ApplicationContext;

/** Breaks a rule on purpose; see ArchitectureTest. */
record CellsThatUseSpring(ApplicationContext forbidden) {}
