/**
 * Turns a description into a draft or into questions. The only place that may talk to a model. Never loads anything,
 * only proposes. Start at {@link dev.routewright.drafting.Drafter}; {@code model} holds the drafter that asks a language
 * model, {@code offline} the one that needs none.
 */
@NullMarked
package dev.routewright.drafting;

import org.jspecify.annotations.NullMarked;
