/**
 * Who may look at Hawtio, and what Hawtio may ask. Guards {@code /hawtio} and what belongs to its login, and no other
 * address: see docs/decisions. {@link dev.routewright.web.security.Guard} says who gets in,
 * {@link dev.routewright.web.security.JolokiaPolicy} what may be asked of which MBean; both list what is allowed and
 * refuse the rest.
 */
@NullMarked
package dev.routewright.web.security;

import org.jspecify.annotations.NullMarked;
