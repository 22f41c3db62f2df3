/**
 * The words every other package shares: records and sealed types, nothing but the JDK. Nothing here acts;
 * whoever wants to know what a plan, a draft, a grant or a finding is reads these types first.
 * Start at {@link dev.routewright.route.Plan}.
 */
@NullMarked
package dev.routewright.route;

import org.jspecify.annotations.NullMarked;
