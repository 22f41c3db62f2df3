/**
 * Takes credentials out of descriptions before anybody reads, stores or sends them, and works out by code which service
 * each is for. Holds a value only as long as it takes to hand it to the vault. Start at
 * {@link dev.routewright.drafting.credential.Extraction}; where a credential goes is decided by
 * {@link dev.routewright.drafting.credential.Bindings}.
 */
@NullMarked
package dev.routewright.drafting.credential;

import org.jspecify.annotations.NullMarked;
