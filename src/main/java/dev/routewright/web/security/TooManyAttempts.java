package dev.routewright.web.security;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Whether the password was right is not said; it was not looked at. */
final class TooManyAttempts extends AuthenticationException {
    private final long seconds;

    TooManyAttempts(Duration wait) {
        super("There were too many attempts from this address.");
        this.seconds = Math.max(1, wait.toSeconds());
    }

    long seconds() {
        return seconds;
    }
}
