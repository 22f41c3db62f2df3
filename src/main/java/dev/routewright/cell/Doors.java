package dev.routewright.cell;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;

/** The HTTP engine of one cell: collects the entries its routes open and opens no port of its own. */
final class Doors implements PlatformHttpEngine {
    private final List<HttpEntry> open = new CopyOnWriteArrayList<>();

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new HttpEntry(endpoint, processor, open);
    }

    List<HttpEntry> open() {
        return open;
    }
}
