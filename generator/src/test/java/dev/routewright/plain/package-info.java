/**
 * A plain Camel context in place of a cell: enough of one to run what {@code RouteWriter} writes, with every service
 * call handed to the test.
 */
@NullMarked
package dev.routewright.plain;

import org.jspecify.annotations.NullMarked;
