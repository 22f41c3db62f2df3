/**
 * Services that answer with the examples of their documents, so that a route can be shown before anything it calls
 * exists. Reachable from this machine only; knows nothing of calls or their mediation.
 */
@NullMarked
package dev.routewright.services.simulation;

import org.jspecify.annotations.NullMarked;
