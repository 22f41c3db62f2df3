/**
 * Calls that are made whatever happens to the process: those nobody waits for, and those that undo what a failed message
 * had begun. They are in the store before the message goes on. Decides when a call is made and when it is given up; never
 * calls by a way of its own but through the mediation every call gets. Start at {@link dev.routewright.outbox.Outbox}.
 */
@NullMarked
package dev.routewright.outbox;

import org.jspecify.annotations.NullMarked;
