package dev.routewright.services;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What integrations remember from one message to the next. Values are JSON text. Thread-safe, and atomic: of any number
 * of claims to one key at once exactly one is {@link State#NEW}.
 */
public interface Memory {

    /** Claims the key for the owner. */
    Claim begin(Entry entry, String owner, Duration keepFor);

    /**
     * Marks the key as done.
     *
     * @param value null to leave what is there
     * @param keepFor null for what the claim said
     */
    void complete(Entry entry, @Nullable String value, @Nullable Duration keepFor);

    /** Forgets the key, unless another owner has claimed it; false when there was nothing to forget. */
    boolean release(Entry entry, String owner);

    Optional<String> get(Entry entry);

    void put(Entry entry, String value, Duration keepFor);

    /** Releases whatever the owner has claimed and not completed. Never throws; what cannot be done now is done later. */
    void ended(String owner);

    /** @param key at most 500 characters */
    record Entry(String integration, String key) {}

    /** @param value what was kept when it was done, null when nothing */
    record Claim(State state, @Nullable String value) {
        public static final Claim NEW = new Claim(State.NEW, null);
        public static final Claim IN_PROGRESS = new Claim(State.IN_PROGRESS, null);
    }

    enum State {
        NEW,
        IN_PROGRESS,
        DONE
    }

    /** There is no room for another key. The message is a sentence for people. */
    final class Full extends RuntimeException {
        public Full(String integration, long most) {
            super(
                    ("The memory of %s holds %d keys, which is the most it may hold. Nothing was remembered. Let the route "
                                    + "keep keys for a shorter time (keepFor).")
                            .formatted(integration, most));
        }
    }
}
