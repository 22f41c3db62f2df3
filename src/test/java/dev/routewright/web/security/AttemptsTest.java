package dev.routewright.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

class AttemptsTest {
    @TempDir
    Path data;

    private final Moment clock = new Moment();

    @Test
    void whoGuessesHasToWaitEachTimeLongerAndTheRightPasswordIsNotLookedAt() {
        var passwords = new Passwords(data);
        var password = passwords.renew();
        var login = new Login(passwords, clock);
        for (int i = 0; i < Attempts.FREE; i++)
            assertThatThrownBy(() -> login.authenticate(as("guess", "10.0.0.1")))
                    .isInstanceOf(BadCredentialsException.class);

        assertThatThrownBy(() -> login.authenticate(as(password, "10.0.0.1")))
                .isInstanceOfSatisfying(TooManyAttempts.class, many -> assertThat(many.seconds())
                        .isEqualTo(30));
        assertThat(login.authenticate(as(password, "10.0.0.2")).isAuthenticated())
                .isTrue();
        clock.now = clock.now.plusSeconds(31);
        assertThatThrownBy(() -> login.authenticate(as("guess", "10.0.0.1")))
                .isInstanceOf(BadCredentialsException.class);
        assertThatThrownBy(() -> login.authenticate(as(password, "10.0.0.1")))
                .isInstanceOfSatisfying(TooManyAttempts.class, many -> assertThat(many.seconds())
                        .isEqualTo(60));
        clock.now = clock.now.plusSeconds(61);
        assertThat(login.authenticate(as(password, "10.0.0.1")).isAuthenticated())
                .isTrue();
    }

    @Test
    void aLoginEndsWithItsPasswordAndAfterTwelveHours() {
        var passwords = new Passwords(data);
        var login = new Login(passwords, clock);
        var signedIn = login.authenticate(as(passwords.renew(), "10.0.0.1"));

        assertThat(login.stands(() -> signedIn).isGranted()).isTrue();
        clock.now = clock.now.plus(Duration.ofHours(12));
        assertThat(login.stands(() -> signedIn).isGranted()).isFalse();

        var again = login.authenticate(as(passwords.renew(), "10.0.0.1"));
        assertThat(login.stands(() -> again).isGranted()).isTrue();
        passwords.renew();
        assertThat(login.stands(() -> again).isGranted()).isFalse();
    }

    @Test
    void asLongAsThereIsNoPasswordNobodySignsIn() {
        assertThatThrownBy(() -> new Login(new Passwords(data), clock).authenticate(as("", "10.0.0.1")))
                .isInstanceOf(BadCredentialsException.class);
    }

    private static Authentication as(String password, String address) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        var token = UsernamePasswordAuthenticationToken.unauthenticated("admin", password);
        token.setDetails(new WebAuthenticationDetails(request));
        return token;
    }

    private static final class Moment extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
