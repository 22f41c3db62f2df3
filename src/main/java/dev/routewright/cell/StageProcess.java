package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.DeadLetters;
import dev.routewright.cell.CellRuntime.Failure;
import dev.routewright.outbox.Begun;
import dev.routewright.outbox.Call;
import dev.routewright.outbox.Letters;
import dev.routewright.outbox.OutboxStore;
import dev.routewright.services.Memory;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a cell on a stage takes for the process it runs in. A rehearsal may end it in the middle of a message: from then on
 * nothing the cell does reaches the store or the stand-ins, and another one goes on with what the store holds.
 */
final class StageProcess implements DeadLetters, Memory, Letters {
    private final StageStore store;
    private volatile boolean over;

    StageProcess(StageStore store) {
        this.store = store;
    }

    /** Also the message whose step this is goes no further. */
    void ends() {
        over = true;
        nothingMore();
    }

    boolean isOver() {
        return over;
    }

    /** Stops the message that is being worked on, which its route cannot take back. */
    ProcessEnded nothingMore() {
        var ended = new ProcessEnded();
        Place.here().breach(ended);
        return ended;
    }

    private <T> T whileItLives(Supplier<T> work) {
        if (over) throw nothingMore();
        return work.get();
    }

    @Override
    public String keep(Failure failure) {
        return whileItLives(() -> store.keep(failure.cause()));
    }

    @Override
    public String hold(Failure failure) {
        return whileItLives(() -> store.hold(failure));
    }

    @Override
    public void letGo(String id) {
        if (!over) store.letGo(id);
    }

    @Override
    public String keep(Call call, String cause) {
        return whileItLives(() -> store.keep(cause));
    }

    @Override
    public void note(String letter, String cause) {
        whileItLives(() -> {
            store.note(letter, cause);
            return true;
        });
    }

    @Override
    public void undone(Begun begun, String sentence) {}

    /** The store's outbox, as this process sees it. */
    OutboxStore outbox() {
        return store.outbox().of(() -> whileItLives(() -> true));
    }

    @Override
    public Claim begin(Entry entry, String owner, Duration keepFor) {
        return whileItLives(() -> store.memory().begin(entry, owner, keepFor));
    }

    @Override
    public void complete(Entry entry, @Nullable String value, @Nullable Duration keepFor) {
        whileItLives(() -> {
            store.memory().complete(entry, value, keepFor);
            return true;
        });
    }

    @Override
    public boolean release(Entry entry, String owner) {
        return whileItLives(() -> store.memory().release(entry, owner));
    }

    @Override
    public Optional<String> get(Entry entry) {
        return whileItLives(() -> store.memory().get(entry));
    }

    @Override
    public void put(Entry entry, String value, Duration keepFor) {
        whileItLives(() -> {
            store.memory().put(entry, value, keepFor);
            return true;
        });
    }

    @Override
    public void ended(String owner) {
        if (!over) store.memory().ended(owner);
    }
}
