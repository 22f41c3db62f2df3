/**
 * Where instances of a service are now: names in DNS and services in Kubernetes → addresses, looked up again and again.
 * Knows no calls; what it finds is handed to the registry, and a lookup that fails takes nothing away. Start at {@link
 * dev.routewright.services.discovery.Discovery}.
 */
@NullMarked
package dev.routewright.services.discovery;

import org.jspecify.annotations.NullMarked;
