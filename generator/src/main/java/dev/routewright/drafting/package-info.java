/**
 * Turns a description into a draft or into questions. The only place that may talk to a model. Never loads anything,
 * only proposes. Start at {@link dev.routewright.drafting.Drafter}.
 */
@NullMarked
package dev.routewright.drafting;

import org.jspecify.annotations.NullMarked;
