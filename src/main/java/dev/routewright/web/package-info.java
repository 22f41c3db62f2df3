/**
 * The ways in over HTTP: REST and one page. Translates and stops; decides nothing. What may run together is put together
 * in {@link dev.routewright.web.Parts} (ours) and {@link dev.routewright.web.Wiring} (what drafts, judges and runs).
 */
@NullMarked
package dev.routewright.web;

import org.jspecify.annotations.NullMarked;
