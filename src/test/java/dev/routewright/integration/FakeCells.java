package dev.routewright.integration;

import dev.routewright.cell.CellRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Cells that only remember what they were told. */
public final class FakeCells implements CellRuntime {
    public final Map<String, Version> running = new ConcurrentSkipListMap<>();
    public final List<String> told = new CopyOnWriteArrayList<>();
    public final List<String> unstartable = new CopyOnWriteArrayList<>();
    public volatile Replayed replayed = new Replayed(200, "{}", null);

    @Override
    public void switchTo(Version version) throws CellFailed {
        if (unstartable.contains(version.integration()))
            throw new CellFailed("The topic orders cannot be reached.", null);
        running.put(version.integration(), version);
        told.add("switch " + version.integration() + "/" + version.number());
    }

    @Override
    public void remove(String integration) {
        running.remove(integration);
        told.add("remove " + integration);
    }

    @Override
    public void pause(String integration) {
        told.add("pause " + integration);
    }

    @Override
    public void resume(String integration) {
        told.add("resume " + integration);
    }

    @Override
    public Replayed replay(String integration, Message message) {
        told.add("replay " + integration);
        return replayed;
    }

    @Override
    public List<Figures> figures() {
        var all = new ArrayList<Figures>();
        running.values()
                .forEach(version -> all.add(new Figures(version.integration(), version.number(), false, 3, 1, 0, 1.5)));
        return all;
    }

    @Override
    public Optional<Figures> figures(String integration) {
        return figures().stream()
                .filter(one -> one.integration().equals(integration))
                .findFirst();
    }

    @Override
    public void drain(Duration limit) {
        told.add("drain");
    }

    @Override
    public void close() {
        running.clear();
    }
}
