/**
 * Runs a draft against stubs, with faults injected, and says whether every message was answered, delivered or kept.
 * Never touches a service, and never trusts the route: what has to happen is derived from the plan. Start at
 * {@link dev.routewright.rehearsal.Rehearsal}; {@link dev.routewright.rehearsal.Stage} is the port to the cell it
 * runs in.
 */
@NullMarked
package dev.routewright.rehearsal;

import org.jspecify.annotations.NullMarked;
