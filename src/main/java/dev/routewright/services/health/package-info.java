/**
 * Asks instances whether they are well, where a service's settings say so. Decides up or down and tells whoever spreads
 * the calls; makes no calls of routes and knows no breaker. Start at {@link
 * dev.routewright.services.health.HealthChecks}.
 */
@NullMarked
package dev.routewright.services.health;

import org.jspecify.annotations.NullMarked;
