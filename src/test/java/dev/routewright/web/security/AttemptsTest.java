package dev.routewright.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
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
    void manyAtOnceAreNoMoreThanOneAfterTheOther() {
        new Passwords(data).renew();
        var login = new Login(new Passwords(data), clock);

        var refusals = IntStream.range(0, 4 * Attempts.FREE)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> refusal(login), command -> new Thread(command, "guess " + i).start()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(refusals.stream().filter(BadCredentialsException.class::isInstance))
                .hasSize(Attempts.FREE);
    }

    private static AuthenticationException refusal(Login login) {
        return catchThrowableOfType(AuthenticationException.class, () -> login.authenticate(as("guess", "10.0.0.1")));
    }

    @Test
    void whoMakesANewPasswordDoesNotWaitForGuessesOfOthers() {
        var passwords = new Passwords(data);
        passwords.renew();
        var login = new Login(passwords, clock);
        for (int i = 0; i <= Attempts.FREE; i++) refusal(login);
        assertThat(refusal(login)).isInstanceOf(TooManyAttempts.class);

        assertThat(login.authenticate(as(passwords.renew(), "10.0.0.1")).isAuthenticated())
                .isTrue();
    }

    @Test
    void aFileThatHoldsNoPasswordLetsNobodyInAndBreaksNothing() throws Exception {
        var passwords = new Passwords(data);
        var login = new Login(passwords, clock);
        var signedIn = login.authenticate(as(passwords.renew(), "10.0.0.1"));
        var file = data.resolve("console.password");
        for (var garbage : List.of(new byte[0], new byte[] {(byte) 0xff, 0}, "garbled".getBytes(UTF_8))) {
            Files.write(file, garbage);

            assertThat(login.stands(() -> signedIn).isGranted()).isFalse();
            assertThat(refusal(login)).isInstanceOf(BadCredentialsException.class);
            assertThat(passwords.first()).isEmpty();
        }
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(refusal(login)).isInstanceOf(BadCredentialsException.class);
        assertThatThrownBy(passwords::renew).hasMessageContaining("The password is what it was.");
        Files.delete(file);
        assertThat(passwords.first()).isPresent();
        try (var files = Files.list(data)) {
            assertThat(files).hasSize(1);
        }
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
