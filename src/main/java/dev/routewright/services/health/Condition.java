package dev.routewright.services.health;

import java.time.Instant;

/**
 * How an instance is.
 *
 * @param state {@code up}, {@code down}, {@code resting} (left alone after failed calls) or {@code unknown}
 * @param why a sentence
 */
public record Condition(String state, Instant since, String why) {}
