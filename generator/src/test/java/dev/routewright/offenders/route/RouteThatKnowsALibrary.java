package dev.routewright.offenders.route;

import com.fasterxml.jackson.databind.JsonNode;

/** Breaks: route uses nothing but the JDK. */
public record RouteThatKnowsALibrary(JsonNode tree) {}
