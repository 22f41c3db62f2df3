package dev.routewright.web;

import dev.routewright.cell.CellRuntime;
import dev.routewright.integration.Startup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** At the end: the control plane stops first, then nothing new is begun, then messages under way are finished. */
@Component
class Draining implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Draining.class);
    private static final int AFTER_THE_CONTROL_PLANE = SmartLifecycle.DEFAULT_PHASE - 4096;

    private final Startup startup;
    private final CellRuntime cells;
    private final RoutewrightProperties properties;
    private volatile boolean running;

    Draining(Startup startup, CellRuntime cells, RoutewrightProperties properties) {
        this.startup = startup;
        this.cells = cells;
        this.properties = properties;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        startup.close();
        if (!cells.figures().isEmpty()) log.info("Draining: messages under way are finished first.");
        cells.drain(properties.ingress().drain());
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return AFTER_THE_CONTROL_PLANE;
    }
}
