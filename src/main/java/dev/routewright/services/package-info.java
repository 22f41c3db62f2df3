/**
 * The registry of services: documents, instances, health, and the mediation every call to them gets.
 */
@NullMarked
package dev.routewright.services;

import org.jspecify.annotations.NullMarked;
