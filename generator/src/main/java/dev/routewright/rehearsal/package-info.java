/**
 * Runs a draft against stubs, with faults injected, and says whether every message was answered, delivered or kept.
 * Start at {@link dev.routewright.rehearsal.Stage}, the port to the cell it runs in.
 */
@NullMarked
package dev.routewright.rehearsal;

import org.jspecify.annotations.NullMarked;
