package dev.routewright.services.health;

import java.time.Duration;

/**
 * How instances of one service are asked.
 *
 * @param healthyAfter good answers in a row that make an instance that is down up again
 * @param unhealthyAfter bad ones that make it down
 */
public record Plan(String path, Duration interval, Duration timeout, int healthyAfter, int unhealthyAfter) {}
