/**
 * Equips a plain Camel context as the runtime equips a cell, so that a route which left Routewright behaves elsewhere as
 * it did here. Decides nothing: what the route may touch was approved before it left, and lies beside it in the
 * {@link dev.routewright.camel.Manifest}. Knows no drafting, no lifecycle, no way in, and of Spring nothing but its JDBC
 * classes behind the store. Start at {@link dev.routewright.camel.Manifest}.
 */
@NullMarked
package dev.routewright.camel;

import org.jspecify.annotations.NullMarked;
