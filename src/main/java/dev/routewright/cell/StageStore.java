package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.Failure;
import dev.routewright.services.PassingMemory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What outlives a process on a stage, as the store does a live one. */
final class StageStore {
    private final PassingMemory memory = new PassingMemory();
    private final List<String> kept = new CopyOnWriteArrayList<>();
    private final Map<String, Failure> held = new LinkedHashMap<>();
    private int last;

    PassingMemory memory() {
        return memory;
    }

    /** Causes of the dead letters. */
    List<String> kept() {
        return List.copyOf(kept);
    }

    String keep(Failure failure) {
        kept.add(failure.cause());
        return "stage-" + kept.size();
    }

    synchronized String hold(Failure failure) {
        var id = "held-" + ++last;
        held.put(id, failure);
        return id;
    }

    synchronized void letGo(String id) {
        held.remove(id);
    }

    /** As at a start: nobody holds what the process before this one held. */
    synchronized void recover() {
        memory.releaseInterrupted();
        held.values().forEach(this::keep);
        held.clear();
    }

    /** Memory is forgotten with the trial that left it. */
    synchronized void beginTrial() {
        memory.clear();
        held.clear();
    }
}
