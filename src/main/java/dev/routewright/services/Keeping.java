package dev.routewright.services;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.services.CallCredentials.Sent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one call has to do with kept replies.
 *
 * @param fresh how old a reply may be that makes the call needless
 * @param stale how old one may be that stands in when the call fails
 */
record Keeping(ReplyCache cache, String key, Asked asked, Duration fresh, Duration stale) {
    /** For a fallback to whatever was replied before. */
    private static final Duration EVER = Duration.ofDays(7);

    /** Null when nothing is kept, which must cost nothing. */
    static @Nullable Keeping of(Line line, Asked asked, ObjectNode input, List<Sent> credentials) {
        var common = line.common();
        var mediation = line.mediation();
        var settings = mediation.cache();
        boolean fallsBack =
                line.fallback().filter(Fallback.Cached.class::isInstance).isPresent();
        if (common == null
                || settings.isEmpty()
                        && !fallsBack
                        && asked.cacheFor().isEmpty()
                        && asked.staleFor().isEmpty()
                || !isAllowed(line)) return null;
        var fresh = asked.cacheFor().or(() -> settings.map(Caching::keepFor)).orElse(Duration.ZERO);
        var longer = asked.staleFor().or(() -> settings.map(Caching::staleFor)).orElse(Duration.ZERO);
        var stale = fallsBack ? EVER : longer.isZero() ? Duration.ZERO : fresh.plus(longer);
        if (fresh.isZero() && stale.isZero()) return null;
        return new Keeping(
                common.replies(line.operation(), mediation),
                Keys.of(line.operation(), input, credentials),
                asked,
                fresh,
                stale);
    }

    /** Whether replies of this operation may be kept: those of calls that change something only where it is said. */
    static boolean isAllowed(Line line) {
        return line.operation().isSafe()
                || line.mediation().cache().filter(Caching::anyMethod).isPresent();
    }

    /** A reply that makes the call needless. */
    @Nullable
    Reply found() {
        return cache.get(key, fresh);
    }

    /** One that may stand in now that the call has failed. */
    @Nullable
    Reply standIn() {
        return stale.isZero() ? null : cache.get(key, stale);
    }

    void keep(Reply reply) {
        cache.put(key, reply, stale.compareTo(fresh) > 0 ? stale : fresh);
    }

    /** Calls that would take equally long share a flight. */
    Object flight() {
        return List.of(key, asked);
    }
}
