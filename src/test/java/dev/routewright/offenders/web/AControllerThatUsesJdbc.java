package dev.routewright.offenders.web;

import org.springframework.jdbc.core.JdbcTemplate;

/** Breaks a rule on purpose; see ArchitectureTest. */
record AControllerThatUsesJdbc(JdbcTemplate forbidden) {}
