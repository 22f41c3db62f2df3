/**
 * What runs, in figures: how often services and integrations are used, how long that takes and what becomes of it. Hears
 * of calls and messages where they happen, keeps the figures as meters for monitoring, and sums them up for people. Looks
 * on and steers nothing. Start at {@link dev.routewright.operations.Figures}.
 */
@NullMarked
package dev.routewright.operations;

import org.jspecify.annotations.NullMarked;
