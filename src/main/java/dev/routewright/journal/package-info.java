/**
 * What must outlive the process: versions, desired state, dead letters, services, and the append-only, hash-chained
 * record of who decided what. Keeps and finds; decides nothing. Start at {@link dev.routewright.journal.Store}.
 */
@NullMarked
package dev.routewright.journal;

import org.jspecify.annotations.NullMarked;
