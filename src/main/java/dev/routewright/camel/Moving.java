package dev.routewright.camel;

import dev.routewright.cell.Guest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.model.ModelLifecycleStrategy;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.support.LifecycleStrategySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what is to be done at each turn of a context's life. */
final class Moving extends LifecycleStrategySupport implements ModelLifecycleStrategy, StartupListener {
    private static final Logger LOG = LoggerFactory.getLogger(Moving.class);

    private final Manifest manifest;
    private final Household household;
    private final Guest guest;
    private final DeadLetterBean bean;
    private boolean left;
    private boolean changed;

    Moving(Manifest manifest, Household household, Guest guest) {
        this.manifest = manifest;
        this.household = household;
        this.guest = guest;
        this.bean = new DeadLetterBean(manifest.integration(), household.letters(), guest);
    }

    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        if (Boolean.TRUE.equals(route.isKamelet()) || Boolean.TRUE.equals(route.isTemplate())) return;
        var file = text(route);
        if (!changed && !Manifest.hash(file).equals(manifest.hash())) {
            changed = true;
            LOG.warn(
                    "[{} v{}] The route is not the one that was approved: its file is another. It runs, as far as its grant goes.",
                    manifest.integration(),
                    manifest.version());
        }
        guest.judge(route, file);
    }

    /** Of the file it came from, empty when it came from none. */
    private static String text(RouteDefinition route) {
        var file = route.getResource();
        if (file == null || !file.exists()) return "";
        try (var in = file.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }

    @Override
    public void onContextInitializing(CamelContext context) {
        if (left)
            throw new IllegalStateException(
                    "[%s v%d] A context that has stopped is not started again: its store is closed. Start the process again."
                            .formatted(manifest.integration(), manifest.version()));
        context.getPropertiesComponent().addPropertiesSource(new Listed(manifest));
        try {
            guest.furnish();
        } catch (Exception failure) {
            throw new IllegalStateException(
                    "[%s v%d] Its Kamelets cannot be read. Nothing was started. %s"
                            .formatted(manifest.integration(), manifest.version(), failure.getMessage()),
                    failure);
        }
    }

    /** Before any entry opens. */
    @Override
    public void onContextStarting(CamelContext context) {
        try {
            household.recover();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** Camel only logs what the other turns throw after the start, and an entry that does not open must not go unheard. */
    @Override
    public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
        try {
            guest.begin();
        } catch (Exception failure) {
            throw new IllegalStateException(
                    "[%s v%d] An entry does not open: %s Nothing more was started."
                            .formatted(manifest.integration(), manifest.version(), failure.getMessage()),
                    failure);
        }
        bean.register();
        LOG.info(
                "[{} v{}] It has started and takes messages. {}",
                manifest.integration(),
                manifest.version(),
                household.waiting(manifest.integration()).orElse("There are no dead letters."));
    }

    @Override
    public void onContextStopping(CamelContext context) {
        guest.windDown();
    }

    @Override
    public void onContextStopped(CamelContext context) {
        if (left) return;
        left = true;
        bean.unregister();
        guest.leave();
        household.close();
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {}

    @Override
    public void onRemoveRouteDefinition(RouteDefinition route) {}

    @Override
    public void onAddRouteTemplateDefinition(RouteTemplateDefinition template) {}

    @Override
    public void onRemoveRouteTemplateDefinition(RouteTemplateDefinition template) {}

    /** The placeholders of the policy, for whoever has not set them. */
    private record Listed(Manifest manifest) implements PropertiesSource {
        @Override
        public String getName() {
            return "routewright";
        }

        @Override
        @SuppressWarnings("NullAway")
        public String getProperty(String name) {
            return manifest.permitted().placeholders().get(name);
        }
    }
}
