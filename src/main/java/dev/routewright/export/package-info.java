/**
 * Makes of a version that was approved something that runs without Routewright: resources for Camel K, or a Maven
 * project for Camel Main or Spring Boot, each with what was rehearsed. Changes nothing and starts nothing; the same
 * version gives the same bytes, and no secret is among them. Whatever comes from descriptions and documents is text of
 * strangers: what becomes a path or a name is checked, everything else is written by a writer that escapes. Start at
 * {@link dev.routewright.export.Exporter}.
 */
@NullMarked
package dev.routewright.export;

import org.jspecify.annotations.NullMarked;
