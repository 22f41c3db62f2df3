package dev.routewright.outbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Undoes what messages did, and tells of it where they are kept. */
final class Undoing {
    private static final Logger LOG = LoggerFactory.getLogger(Undoing.class);

    private final OutboxStore store;
    private final Maker maker;
    private final Letters letters;
    private final Map<String, Runnable> afterwards = new ConcurrentHashMap<>();

    Undoing(OutboxStore store, Maker maker, Letters letters) {
        this.store = store;
        this.maker = maker;
        this.letters = letters;
    }

    /** What to do when everything the message did was tried to be undone once. */
    void afterwards(String saga, Runnable then) {
        afterwards.put(saga, then);
    }

    /** @param calls the last one first */
    void round(String saga, List<Waiting> calls, Consumer<Round> then) {
        maker.inTurn(calls, round -> {
            try {
                boolean first = afterwards.containsKey(saga);
                tell(saga, first || !round.undone().isEmpty());
            } finally {
                over(saga);
                then.accept(round);
            }
        });
    }

    /** Everything was tried once, or will not be tried here. */
    void over(String saga) {
        var waits = afterwards.remove(saga);
        if (waits != null) waits.run();
    }

    /** Does nothing while the message is under way. */
    void tell(String saga, boolean changed) {
        try {
            var begun = store.saga(saga);
            if (begun.isEmpty() || !begun.get().undoing()) return;
            var left = store.of(saga);
            var sentence = Sentences.of(begun.get(), left);
            var letter = begun.get().letter();
            if (letter != null) letters.note(letter, sentence);
            if (changed || left.isEmpty()) letters.undone(begun.get(), sentence);
            if (left.isEmpty()) store.forget(saga);
        } catch (RuntimeException later) {
            LOG.warn(
                    "What was undone of message {} could not be noted: {}",
                    saga,
                    later.getClass().getSimpleName());
        }
    }
}
