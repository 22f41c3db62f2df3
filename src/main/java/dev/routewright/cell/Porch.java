package dev.routewright.cell;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.HttpEndpointModel;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.PlatformHttpListener;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.spi.FactoryFinder;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP door of a {@link Guest}: stands before the server of the process it is in, whichever that is. The server takes
 * requests and writes answers; in between they go the way of all messages of a cell.
 */
final class Porch implements PlatformHttpEngine, PlatformHttpListener {
    private final CamelContext context;
    private final List<HttpEntry> open = new CopyOnWriteArrayList<>();
    private final Map<Consumer, HttpEntry> entries = new ConcurrentHashMap<>();
    private final Processor visitors;
    private final Runnable changed;
    private volatile @Nullable PlatformHttpEngine server;

    /**
     * @param visitors what becomes of a request the server took
     * @param changed told when an entry opens or closes
     */
    Porch(CamelContext context, Processor visitors, Runnable changed) {
        this.context = context;
        this.visitors = visitors;
        this.changed = changed;
    }

    List<HttpEntry> open() {
        return open;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        // What may come in and go out is ours to say.
        endpoint.setHeaderFilterStrategy(new Visitors.Unfiltered());
        // A servlet's server looks now, and would read a body as text. Vert.x looks when it starts, and would keep as
        // much
        // of a stream in memory as somebody cares to send; of what is none it takes no more than its own limit.
        endpoint.setUseStreaming(true);
        // Servers know their own consumers only, so the entry stands behind one of those.
        var ofServer = LeftUnread.in(context, () -> server().createConsumer(endpoint, visitors));
        endpoint.setUseStreaming(false);
        entries.put(ofServer, new HttpEntry(endpoint, processor, open));
        return ofServer;
    }

    @Override
    public void registerHttpEndpoint(HttpEndpointModel opened) {
        var entry = entry(opened);
        if (entry == null) return;
        ServiceHelper.startService(entry);
        changed.run();
    }

    @Override
    public void unregisterHttpEndpoint(HttpEndpointModel closed) {
        var entry = entry(closed);
        if (entry == null) return;
        ServiceHelper.stopService(entry);
        changed.run();
    }

    /** Servers announce paths of their own as well, such as those for health, which no consumer is behind. */
    private @Nullable HttpEntry entry(HttpEndpointModel announced) {
        var consumer = announced.getConsumer();
        return consumer == null ? null : entries.get(consumer);
    }

    @Override
    public int getServerPort() {
        return server().getServerPort();
    }

    /** Found as Camel's own component finds it, but not before it is there. */
    private PlatformHttpEngine server() {
        var found = server;
        if (found != null) return found;
        found = context.getRegistry()
                .lookupByNameAndType(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, PlatformHttpEngine.class);
        if (found == null)
            found = context.getCamelContextExtension()
                    .getFactoryFinder(FactoryFinder.DEFAULT_PATH)
                    .newInstance(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_FACTORY, PlatformHttpEngine.class)
                    .orElseThrow(() -> new IllegalStateException(
                            "[http] The route has an HTTP entry and there is no server. Nothing was started. Add "
                                    + "camel-platform-http-main, or the platform-http starter of your framework."));
        CamelContextAware.trySetCamelContext(found, context);
        ServiceHelper.startService(found);
        server = found;
        return found;
    }
}
