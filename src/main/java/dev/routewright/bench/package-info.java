/**
 * Judges what is made of descriptions by running it: plays the services, callers, folders and topics around an
 * integration and looks at nothing but what the integration does. Knows the product only as its users do, over REST and
 * its folders: a judge that shared code with the judged would share its mistakes. Start at {@link Bench}; the format of
 * the cases is in docs/bench.md.
 */
@NullMarked
package dev.routewright.bench;

import org.jspecify.annotations.NullMarked;
