package dev.routewright.offenders.web;

import dev.routewright.deploy.Cluster;

/** Breaks a rule on purpose; see ArchitectureTest. */
record AWebThatUsesKubernetes(Cluster forbidden) {}
