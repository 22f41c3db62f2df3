/**
 * What a route may use: the Camel catalog and the services read from OpenAPI documents, each operation as one Kamelet.
 * Reads documents, never calls a service; documents come from anybody who can reach the API, so whatever reads them is
 * bounded and follows no reference out of them. Start at {@link dev.routewright.knowledge.OpenApiServices}.
 */
@NullMarked
package dev.routewright.knowledge;

import org.jspecify.annotations.NullMarked;
