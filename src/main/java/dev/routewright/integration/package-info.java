/**
 * The one way of a description: drafting, inspection, rehearsal, approval, cell. Every door leads through
 * {@link dev.routewright.integration.Integrations}; {@link dev.routewright.integration.Way} alone says whether a draft
 * may be approved, {@link dev.routewright.integration.Live} alone makes what runs equal to what should run. Knows none
 * of the doors.
 */
@NullMarked
package dev.routewright.integration;

import org.jspecify.annotations.NullMarked;
