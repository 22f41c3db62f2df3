package dev.routewright.services;

import java.time.Duration;

/**
 * How each instance is asked whether it is well.
 *
 * @param path below the instance's URL; any 2xx says that it is
 * @param interval between two questions
 * @param timeout for an answer
 * @param healthyAfter good answers in a row after which an instance gets calls again
 * @param unhealthyAfter bad ones after which it is the last choice
 */
public record HealthCheck(String path, Duration interval, Duration timeout, int healthyAfter, int unhealthyAfter) {
    static final HealthCheck DEFAULT = new HealthCheck("/", Duration.ofSeconds(10), Duration.ofSeconds(2), 2, 3);

    public HealthCheck {
        if (!path.matches("/[A-Za-z0-9\\-._~/%?&=]{0,500}"))
            throw new IllegalArgumentException("path must begin with / and hold only what a URL may.");
        Bounds.within("interval", interval, Duration.ofMillis(100), Duration.ofHours(1));
        Bounds.within("timeout", timeout, Duration.ofMillis(10), Duration.ofMinutes(1));
        Bounds.within("healthyAfter", healthyAfter, 1, 100);
        Bounds.within("unhealthyAfter", unhealthyAfter, 1, 100);
    }
}
