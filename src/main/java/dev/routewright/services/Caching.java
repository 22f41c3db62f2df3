package dev.routewright.services;

import java.time.Duration;

/**
 * How replies are kept to be used again.
 *
 * @param keepFor how long a reply may be used again; 0 for never
 * @param entries replies kept at most
 * @param maxBytes what they may come to, about, together with their inputs
 * @param eviction which reply goes when there are too many: {@code lru} the one not used for longest, {@code lfu} the
 *     one used least
 * @param staleFor how much longer a reply may stand in when a call fails; 0 for not at all
 * @param anyMethod whether this holds for operations too whose method may change something, as when scores are asked for
 *     by POST; only for an operation, never for a whole service
 */
public record Caching(
        Duration keepFor, int entries, long maxBytes, String eviction, Duration staleFor, boolean anyMethod) {
    static final Caching DEFAULT = new Caching(Duration.ofMinutes(1), 1000, 10 << 20, "lru", Duration.ZERO, false);

    public Caching {
        Bounds.within("keepFor", keepFor, Duration.ZERO, Duration.ofDays(7));
        Bounds.within("entries", entries, 1, 1_000_000);
        Bounds.within("maxBytes", maxBytes, 1024, 1L << 30);
        if (!eviction.matches("lru|lfu")) throw new IllegalArgumentException("eviction must be lru or lfu.");
        Bounds.within("staleFor", staleFor, Duration.ZERO, Duration.ofDays(7));
    }
}
