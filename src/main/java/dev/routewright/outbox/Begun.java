package dev.routewright.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that has noted how to undo what it does.
 *
 * @param letter under which it is held, or kept since it failed; null when it comes in again by itself
 * @param doing the last call it began that changes something, null when none
 * @param undoing whether it failed
 * @param cause of its failure
 * @param undone what has been undone since, in that order
 * @param givenUp what could not be undone
 */
public record Begun(
        String id,
        String integration,
        int version,
        String exchangeId,
        @Nullable String letter,
        @Nullable String doing,
        boolean undoing,
        String cause,
        List<String> undone,
        List<String> givenUp) {

    public Begun {
        undone = List.copyOf(undone);
        givenUp = List.copyOf(givenUp);
    }

    public Begun(String id, String integration, int version, String exchangeId, @Nullable String letter) {
        this(id, integration, version, exchangeId, letter, null, false, "", List.of(), List.of());
    }
}
