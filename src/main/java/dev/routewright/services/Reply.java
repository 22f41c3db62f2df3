package dev.routewright.services;

import java.time.Duration;
import java.util.Optional;

/**
 * What came back, as it came.
 *
 * @param retryAfter how long the service asks to be left alone
 */
public record Reply(int status, byte[] body, Optional<Duration> retryAfter) {}
