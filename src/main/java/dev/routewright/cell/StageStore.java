package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.Failure;
import dev.routewright.outbox.PassingOutbox;
import dev.routewright.services.PassingMemory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What outlives a process on a stage, as the store does a live one. */
final class StageStore {
    private final PassingMemory memory = new PassingMemory();
    private final PassingOutbox outbox = new PassingOutbox(this::letGo);
    private final Map<String, String> kept = new LinkedHashMap<>();
    private final Map<String, Failure> held = new LinkedHashMap<>();
    private int last;

    PassingMemory memory() {
        return memory;
    }

    PassingOutbox outbox() {
        return outbox;
    }

    /** Causes of the dead letters. */
    synchronized List<String> kept() {
        return List.copyOf(kept.values());
    }

    synchronized String keep(String cause) {
        var id = "stage-" + ++last;
        kept.put(id, cause);
        return id;
    }

    synchronized void note(String id, String cause) {
        kept.replace(id, cause);
    }

    synchronized String hold(Failure failure) {
        var id = "stage-" + ++last;
        held.put(id, failure);
        return id;
    }

    synchronized void letGo(String id) {
        held.remove(id);
    }

    /** As at a start: nobody holds what the process before this one held. */
    synchronized void recover() {
        memory.releaseInterrupted();
        held.forEach((id, failure) -> kept.put(id, failure.cause()));
        held.clear();
    }

    /** Memory and outbox are forgotten with the trial that left something in them. */
    synchronized void beginTrial() {
        memory.clear();
        outbox.clear();
        held.clear();
    }
}
