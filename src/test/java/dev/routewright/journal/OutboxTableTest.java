package dev.routewright.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.cell.CellRuntime;
import dev.routewright.outbox.Begun;
import dev.routewright.outbox.OutboxContract;
import dev.routewright.outbox.OutboxStore;
import dev.routewright.route.Grant;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTableTest extends OutboxContract {
    @TempDir
    Path home;

    private Store store;
    private DeadLetterStore letters;
    private OutboxStore outbox;

    @Override
    protected OutboxStore open() {
        store = opened(home);
        letters = new DeadLetterStore(store, Clock.systemUTC());
        outbox = new OutboxTable(store, Clock.systemUTC());
        return outbox;
    }

    /** The store of this test; asked again it is the same one, with what it holds. */
    Store opened(Path home) {
        return Store.embedded(home);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private String held() {
        var message = new CellRuntime.Message(new Grant.Entry("http", "POST", "/orders"), Map.of(), null);
        return letters.hold(new CellRuntime.Failure("orders", 3, "X-1", message, null, "It stopped."));
    }

    @Test
    void aMessageThatEndedWellIsHeldNoLonger() {
        outbox.open(new Begun("m", "orders", 3, "X-1", held()), aCall("first"));

        outbox.ended("m");
        letters.giveBackInterrupted();

        assertThat(letters.list("orders", DeadLetterFilter.ALL, Long.MAX_VALUE, 10))
                .isEmpty();
    }

    @Test
    void aMessageThatFailedIsKeptOnce() {
        outbox.open(new Begun("m", "orders", 3, "X-1", held()), aCall("first"));
        var message = new CellRuntime.Message(new Grant.Entry("http", "POST", "/orders"), Map.of(), null);
        var kept = letters.keep(new CellRuntime.Failure("orders", 3, "X-1", message, null, "It failed."));

        outbox.undo("m", kept, "It failed.");
        letters.giveBackInterrupted();

        assertThat(letters.list("orders", DeadLetterFilter.ALL, Long.MAX_VALUE, 10))
                .extracting(DeadLetterStore.DeadLetter::id)
                .containsExactly(kept);
    }

    @Test
    void aMessageIsNotReplayedBeforeWhatItDidIsUndone() {
        var held = held();
        outbox.open(new Begun("m", "orders", 3, "X-1", held), aCall("first"));
        outbox.undo("m", held, "It stopped.");

        assertThat(letters.list("orders", DeadLetterFilter.ALL, Long.MAX_VALUE, 10))
                .extracting(DeadLetterStore.DeadLetter::cause)
                .containsExactly("It stopped.");
        assertThat(letters.beginReplay(held)).isFalse();

        outbox.forget("m");
        assertThat(letters.beginReplay(held)).isTrue();
    }
}
