package dev.routewright.web.security;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Whether somebody is who they say, and still is. A wrong name is answered as a wrong password, and as slowly. */
final class Login implements AuthenticationProvider {
    private final Passwords passwords;
    private final Attempts attempts;
    private final Clock clock;

    /** One look at a password at a time: it is slow on purpose, and many at once would be as many free attempts. */
    private final Lock turn = new ReentrantLock();

    /** Empty as long as there is none. */
    private String hash = "";

    Login(Passwords passwords, Clock clock) {
        this.passwords = passwords;
        this.attempts = new Attempts(clock);
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        var address = asked.getDetails() instanceof WebAuthenticationDetails web
                ? String.valueOf(web.getRemoteAddress())
                : "";
        turn.lock();
        try {
            return looked(asked, address);
        } finally {
            turn.unlock();
        }
    }

    private Authentication looked(Authentication asked, String address) {
        forgetWithThePassword();
        var wait = attempts.wait(address);
        if (!wait.isZero()) throw new TooManyAttempts(wait);
        boolean matches = passwords.matches(String.valueOf(asked.getCredentials()), hash);
        if (!matches || !asked.getName().equals(Operator.NAME)) {
            attempts.failed(address);
            throw new BadCredentialsException("The name or the password is wrong.");
        }
        attempts.succeeded(address);
        var operator = new Operator(Operator.NAME, hash, clock.instant());
        return UsernamePasswordAuthenticationToken.authenticated(operator, null, List.of());
    }

    /** What was guessed says nothing about a new one, and whoever made it must not wait for somebody else's guesses. */
    private void forgetWithThePassword() {
        var now = passwords.hash().orElse("");
        if (!now.equals(hash)) attempts.forget();
        hash = now;
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }

    AuthorizationDecision stands(Supplier<Authentication> asked) {
        return new AuthorizationDecision(stands(asked.get()));
    }

    private boolean stands(@Nullable Authentication asked) {
        return asked != null
                && asked.getPrincipal() instanceof Operator operator
                && passwords
                        .hash()
                        .filter(now -> operator.isStill(now, clock.instant()))
                        .isPresent();
    }
}
