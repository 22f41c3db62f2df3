package dev.routewright.cell;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.spi.FactoryFinder;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP door of a {@link Guest}: stands before the server of the process it is in, whichever that is. The server takes
 * requests and writes answers; in between they go the way of all messages of a cell.
 */
final class Porch implements PlatformHttpEngine {
    private final CamelContext context;
    private final List<HttpEntry> open = new CopyOnWriteArrayList<>();
    private final Processor visitors;
    private final Runnable changed;
    private volatile @Nullable PlatformHttpEngine server;

    /**
     * @param visitors what becomes of a request the server took
     * @param changed told when an entry opens
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
        // What may come in and go out is ours to say, and a body is read once, as it came.
        endpoint.setHeaderFilterStrategy(new Visitors.Unfiltered());
        endpoint.setUseStreaming(true);
        return new Doorway(endpoint, processor, server().createConsumer(endpoint, visitors));
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

    /** An entry, and the server's way to it. */
    private final class Doorway extends DefaultConsumer implements PlatformHttpConsumer {
        private final HttpEntry entry;
        private final PlatformHttpConsumer ofServer;

        Doorway(PlatformHttpEndpoint endpoint, Processor processor, PlatformHttpConsumer ofServer) {
            super(endpoint, processor);
            this.entry = new HttpEntry(endpoint, processor, open);
            this.ofServer = ofServer;
        }

        @Override
        public PlatformHttpEndpoint getEndpoint() {
            return (PlatformHttpEndpoint) super.getEndpoint();
        }

        @Override
        protected void doInit() throws Exception {
            super.doInit();
            ServiceHelper.initService(entry, ofServer);
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            ServiceHelper.startService(entry);
            changed.run();
            ServiceHelper.startService(ofServer);
        }

        @Override
        protected void doStop() throws Exception {
            ServiceHelper.stopAndShutdownServices(ofServer, entry);
            super.doStop();
        }
    }
}
