package dev.routewright.services.oauth;

import dev.routewright.services.CallCredentials.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tokens, kept until shortly before they expire. Each client's is got by one thread, for which the others wait; after a
 * failure nobody asks again for a moment, so that a token address in trouble is not asked by every call.
 */
public final class Tokens {
    private static final int MOST = 1_000;
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final Duration RESTS = Duration.ofSeconds(1);
    /** A token this young is not the reason for a refusal. */
    private static final Duration YOUNG = Duration.ofSeconds(5);

    private final Source source;
    private final Clock clock;
    private final Map<Client, Slot> slots = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Client, Slot> eldest) {
            return size() > MOST;
        }
    };

    /** Gets one token. */
    @FunctionalInterface
    interface Source {
        Got get(Client client) throws Unavailable;
    }

    record Got(String token, Duration validFor) {
        @Override
        public String toString() {
            return "Got[" + validFor + "]";
        }
    }

    Tokens(Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** @param addresses asks token addresses */
    public Tokens(TokenAddress addresses) {
        this(addresses, Clock.systemUTC());
    }

    /** @throws Unavailable with a sentence when there is none */
    String of(Client client) {
        return slot(client).token(client, null);
    }

    /** One that is not the one a service refused; empty when that one is too young to be the reason. */
    Optional<String> other(Client client, String refused) {
        var slot = slot(client);
        return slot.mayReplace(refused) ? Optional.of(slot.token(client, refused)) : Optional.empty();
    }

    private Slot slot(Client client) {
        synchronized (slots) {
            return slots.computeIfAbsent(client, unknown -> new Slot());
        }
    }

    private final class Slot {
        private @Nullable String token;
        private Instant gotAt = Instant.MIN;
        private Instant until = Instant.MIN;
        private @Nullable Unavailable failure;
        private Instant restsUntil = Instant.MIN;

        synchronized boolean mayReplace(String refused) {
            return !refused.equals(token) || clock.instant().isAfter(gotAt.plus(YOUNG));
        }

        synchronized String token(Client client, @Nullable String refused) {
            var now = clock.instant();
            if (token != null && !token.equals(refused) && now.isBefore(until)) return token;
            if (failure != null && now.isBefore(restsUntil)) throw failure;
            try {
                var got = source.get(client);
                token = got.token();
                gotAt = now;
                var tenth = got.validFor().dividedBy(10);
                until = now.plus(got.validFor()).minus(tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN);
                failure = null;
                return token;
            } catch (Unavailable unavailable) {
                failure = unavailable;
                restsUntil = now.plus(RESTS);
                throw unavailable;
            }
        }
    }
}
