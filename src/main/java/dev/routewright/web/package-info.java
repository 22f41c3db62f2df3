/**
 * The ways in over HTTP: REST and pages. Translates and stops; decides nothing.
 */
@NullMarked
package dev.routewright.web;

import org.jspecify.annotations.NullMarked;
