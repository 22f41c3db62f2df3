/**
 * The store: versions, dead letters, services, and the append-only, hash-chained record of who decided what.
 */
@NullMarked
package dev.routewright.journal;

import org.jspecify.annotations.NullMarked;
