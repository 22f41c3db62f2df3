package dev.routewright.offenders.cli;

import io.fabric8.kubernetes.client.KubernetesClient;

/** Breaks a rule on purpose; see ArchitectureTest. */
record ACommandThatUsesKubernetes(KubernetesClient forbidden) {}
