package dev.routewright.services;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A memory that lasts as long as this object: for rehearsals, which are over before anything of it would expire. */
public final class PassingMemory implements Memory {
    private final Map<Entry, Kept> entries = new HashMap<>();

    /** @param owner of a claim under way, null when there is none */
    private record Kept(
            @Nullable String owner, boolean done, @Nullable String value) {}

    @Override
    public synchronized Claim begin(Entry entry, String owner, Duration keepFor) {
        var kept = entries.get(entry);
        if (kept != null && kept.done()) return new Claim(State.DONE, kept.value());
        if (kept != null && kept.owner() != null) return Claim.IN_PROGRESS;
        entries.put(entry, new Kept(owner, false, kept == null ? null : kept.value()));
        return Claim.NEW;
    }

    @Override
    public synchronized void complete(Entry entry, @Nullable String value, @Nullable Duration keepFor) {
        var kept = entries.get(entry);
        entries.put(entry, new Kept(null, true, value != null || kept == null ? value : kept.value()));
    }

    @Override
    public synchronized boolean release(Entry entry, String owner) {
        var kept = entries.get(entry);
        if (kept == null || kept.owner() != null && !owner.equals(kept.owner())) return false;
        entries.remove(entry);
        return true;
    }

    @Override
    public synchronized Optional<String> get(Entry entry) {
        return Optional.ofNullable(entries.get(entry)).map(Kept::value);
    }

    @Override
    public synchronized void put(Entry entry, String value, Duration keepFor) {
        var kept = entries.get(entry);
        entries.put(entry, kept == null ? new Kept(null, false, value) : new Kept(kept.owner(), kept.done(), value));
    }

    @Override
    public synchronized void ended(String owner) {
        entries.values().removeIf(kept -> owner.equals(kept.owner()) && kept.value() == null);
        entries.replaceAll((entry, kept) -> owner.equals(kept.owner()) ? new Kept(null, false, kept.value()) : kept);
    }

    /** As after a start: whoever had claimed something is gone. */
    public synchronized void releaseInterrupted() {
        entries.values().removeIf(kept -> kept.owner() != null && kept.value() == null);
        entries.replaceAll((entry, kept) -> kept.owner() == null ? kept : new Kept(null, false, kept.value()));
    }

    /** As if nothing had ever been remembered. */
    public synchronized void clear() {
        entries.clear();
    }
}
