/**
 * The one way of a description: drafting, inspection, rehearsal, approval, cell. Holds versions and desired state and
 * makes what runs equal to what should run.
 */
@NullMarked
package dev.routewright.integration;

import org.jspecify.annotations.NullMarked;
