package dev.routewright.services;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Replies that may be used again, as the bytes they came in: what a route does to the reply it got changes nothing for
 * the next one. Also knows which calls are under way, so that many that miss the same reply ask for it once. Thread-safe.
 */
final class ReplyCache {
    /** What an entry costs beside its bytes, about. */
    private static final int OVERHEAD = 200;

    private final Room room;
    private final LongSupplier clock;
    private final Map<Object, List<CallUnderWay>> underWay = new ConcurrentHashMap<>();

    ReplyCache(Caching settings) {
        this(settings, System::nanoTime);
    }

    ReplyCache(Caching settings, LongSupplier clock) {
        this.clock = clock;
        room = settings.eviction().equals("lfu") ? new Frequent(settings) : new Recent(settings);
    }

    /** @return the reply, if it came within this time */
    @Nullable
    Reply get(String key, Duration within) {
        var kept = room.get(key);
        if (kept == null) return null;
        long age = clock.getAsLong() - kept.since;
        if (age > kept.retention) {
            room.remove(key);
            return null;
        }
        return age < within.toNanos() ? kept.reply : null;
    }

    /** @param retention after which nobody may have it any more */
    void put(String key, Reply reply, Duration retention) {
        room.put(
                key,
                new Kept(
                        reply,
                        clock.getAsLong(),
                        retention.toNanos(),
                        OVERHEAD + 2 * key.length() + reply.body().length));
    }

    /** True for the first; the others are told by {@link CallUnderWay#landed} when it has landed. */
    boolean leads(Object flight, CallUnderWay call) {
        boolean[] leads = {false};
        underWay.compute(flight, (same, waiting) -> {
            if (waiting == null) {
                leads[0] = true;
                return new ArrayList<>();
            }
            waiting.add(call);
            return waiting;
        });
        return leads[0];
    }

    /** Ends a flight. */
    List<CallUnderWay> landed(Object flight) {
        var waiting = underWay.remove(flight);
        return waiting == null ? List.of() : waiting;
    }

    private record Kept(Reply reply, long since, long retention, int size) {}

    private interface Room {
        @Nullable
        Kept get(String key);

        void put(String key, Kept kept);

        void remove(String key);
    }

    /** The one not used for longest goes. */
    private static final class Recent implements Room {
        private final LinkedHashMap<String, Kept> entries = new LinkedHashMap<>(16, 0.75f, true);
        private final Caching settings;
        private long bytes;

        Recent(Caching settings) {
            this.settings = settings;
        }

        @Override
        public synchronized @Nullable Kept get(String key) {
            return entries.get(key);
        }

        @Override
        public synchronized void put(String key, Kept kept) {
            remove(key);
            if (kept.size > settings.maxBytes()) return;
            entries.put(key, kept);
            bytes += kept.size;
            var eldest = entries.entrySet().iterator();
            while (bytes > settings.maxBytes() || entries.size() > settings.entries()) {
                bytes -= eldest.next().getValue().size;
                eldest.remove();
            }
        }

        @Override
        public synchronized void remove(String key) {
            var gone = entries.remove(key);
            if (gone != null) bytes -= gone.size;
        }
    }

    /**
     * The one used least goes, as far as Caffeine remembers (W-TinyLFU). It bounds one sum, so an entry weighs at least its
     * share of all bytes: then their number is bounded too.
     */
    private static final class Frequent implements Room {
        private final com.github.benmanes.caffeine.cache.Cache<String, Kept> entries;

        Frequent(Caching settings) {
            long share = Math.max(1, settings.maxBytes() / settings.entries());
            entries = Caffeine.newBuilder()
                    .maximumWeight(settings.maxBytes())
                    .weigher((String key, Kept kept) -> (int) Math.max(share, kept.size))
                    .executor(Runnable::run)
                    .ticker(Ticker.disabledTicker())
                    .build();
        }

        @Override
        public @Nullable Kept get(String key) {
            return entries.getIfPresent(key);
        }

        @Override
        public void put(String key, Kept kept) {
            entries.put(key, kept);
        }

        @Override
        public void remove(String key) {
            entries.invalidate(key);
        }
    }
}
