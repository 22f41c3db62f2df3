package dev.routewright.offenders.services;

import org.springframework.context.ApplicationContext;

/** Breaks a rule on purpose; see ArchitectureTest. */
record ServicesThatUseSpring(ApplicationContext forbidden) {}
