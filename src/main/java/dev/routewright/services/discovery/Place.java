package dev.routewright.services.discovery;

import java.net.URI;

/**
 * One address something was found at.
 *
 * @param url where to connect, with the address in place of the name
 * @param name host and port the request is for: what stands in Host and what the certificate must show
 * @param weight its share among those of the same priority
 * @param priority lower is preferred
 */
public record Place(URI url, String name, int weight, int priority) {}
