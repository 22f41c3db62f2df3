/**
 * The command line. Boots Spring only for {@code serve}; everything else is plain objects or a call to a running server.
 */
@NullMarked
package dev.routewright.cli;

import org.jspecify.annotations.NullMarked;
