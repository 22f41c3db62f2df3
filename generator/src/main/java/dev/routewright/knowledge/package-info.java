/**
 * What a route may use: the Camel catalog and the services read from OpenAPI documents, each operation as one Kamelet.
 * Reads documents, never calls a service.
 */
@NullMarked
package dev.routewright.knowledge;

import org.jspecify.annotations.NullMarked;
