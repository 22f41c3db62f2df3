package dev.routewright.offenders.outbox;

import org.springframework.context.ApplicationContext;

/** Breaks a rule on purpose; see ArchitectureTest. */
record AnOutboxThatUsesSpring(ApplicationContext forbidden) {}
