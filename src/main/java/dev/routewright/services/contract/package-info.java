/**
 * Compares what services really answer with what their documents promise, and keeps count of where the two differ. Looks
 * at copies, off the way of a call; keeps names and types, never a value of a reply. Start at {@link
 * dev.routewright.services.contract.Contracts}.
 */
@NullMarked
package dev.routewright.services.contract;

import org.jspecify.annotations.NullMarked;
