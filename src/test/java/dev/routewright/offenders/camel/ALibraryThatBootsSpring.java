package dev.routewright.offenders.camel;

import org.springframework.context.ApplicationContext;

/** Breaks a rule on purpose; see ArchitectureTest. */
record ALibraryThatBootsSpring(ApplicationContext forbidden) {}
