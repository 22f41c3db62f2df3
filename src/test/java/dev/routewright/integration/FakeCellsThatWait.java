package dev.routewright.integration;

import dev.routewright.cell.CellRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Cells whose replays take as long as somebody says. */
final class FakeCellsThatWait implements CellRuntime {
    private final FakeCells cells;
    private final Runnable meanwhile;

    FakeCellsThatWait(FakeCells cells, Runnable meanwhile) {
        this.cells = cells;
        this.meanwhile = meanwhile;
    }

    @Override
    public Replayed replay(String integration, Message message) {
        meanwhile.run();
        return cells.replay(integration, message);
    }

    @Override
    public void switchTo(Version version) throws CellFailed {
        cells.switchTo(version);
    }

    @Override
    public void remove(String integration) {
        cells.remove(integration);
    }

    @Override
    public void pause(String integration) {
        cells.pause(integration);
    }

    @Override
    public void resume(String integration) {
        cells.resume(integration);
    }

    @Override
    public List<Figures> figures() {
        return cells.figures();
    }

    @Override
    public Optional<Figures> figures(String integration) {
        return cells.figures(integration);
    }

    @Override
    public void drain(Duration limit) {
        cells.drain(limit);
    }

    @Override
    public void close() {
        cells.close();
    }
}
