package dev.routewright.offenders.cli;

import org.springframework.context.ApplicationContext;

/** Breaks a rule on purpose; see ArchitectureTest. */
record ACommandThatUsesSpring(ApplicationContext forbidden) {}
