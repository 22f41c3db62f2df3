/** One class for each rule of {@link dev.routewright.ArchitectureTest} that breaks it, to prove that the rule can fail. */
package dev.routewright.offenders;
