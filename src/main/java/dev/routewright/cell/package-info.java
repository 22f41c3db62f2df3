/**
 * Runs versions of integrations, each in a Camel context of its own that can reach nothing but its grant.
 * Start at {@link dev.routewright.cell.CellRuntime}.
 */
@NullMarked
package dev.routewright.cell;

import org.jspecify.annotations.NullMarked;
