package dev.routewright.camel;

import dev.routewright.cell.CellRuntime.Version;
import dev.routewright.cell.Guest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.ContextServicePlugin;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.PluginHelper;

/**
 * Camel finds it on the class path and calls it when a context is made, before anything is read into it. A context that
 * cannot be equipped does not start: a route without its custody would lose messages without anybody noticing.
 */
public final class RoutewrightPlugin implements ContextServicePlugin {
    private static final String NONE = "none";

    private final Map<CamelContext, Boolean> equipped = new WeakHashMap<>();

    @Override
    public synchronized void load(CamelContext context) {
        if (!isWhole((ModelCamelContext) context)) {
            context.addLifecycleStrategy(new Later());
            return;
        }
        try {
            equip((ModelCamelContext) context);
        } catch (Exception | LinkageError failure) {
            // Camel only logs what a plugin throws, and would go on without. What it throws later it logs itself.
            context.addLifecycleStrategy(new Refused(failure));
        }
    }

    /** Contexts that are built by their constructor call from within it, when there is no model and no setting yet. */
    private static boolean isWhole(ModelCamelContext context) {
        try {
            context.getModelLifecycleStrategies();
            return true;
        } catch (NullPointerException underConstruction) {
            return false;
        }
    }

    /** @return what is equipped now, empty when it is left alone or was equipped before */
    private synchronized Optional<Moving> equip(ModelCamelContext context) throws Exception {
        var values = Values.of(context);
        if (values.text(Setting.MANIFEST).equals(NONE) || equipped.put(context, true) != null) return Optional.empty();
        var manifest = manifest(context, values.text(Setting.MANIFEST));
        var household = new Household(manifest, values);
        try {
            var version = new Version(manifest.integration(), manifest.version(), "", manifest.grant());
            context.getCamelContextExtension().setName(manifest.integration());
            var guest = Guest.of(context, version, manifest.permitted(), household.settings(), household.parts());
            var moving = new Moving(manifest, household, guest);
            context.addLifecycleStrategy(moving);
            context.addModelLifecycleStrategy(moving);
            context.addStartupListener(moving);
            return Optional.of(moving);
        } catch (Exception | LinkageError failure) {
            household.close();
            throw failure;
        }
    }

    private static Manifest manifest(CamelContext context, String place) throws IOException {
        var resource = PluginHelper.getResourceLoader(context).resolveResource(place);
        if (resource == null || !resource.exists())
            throw new IllegalArgumentException(
                    ("[manifest] There is none at %s. Nothing was started. Put the integration.json of the export there, "
                                    + "set routewright.manifest to where it is, or to none for a context that has nothing to do with it.")
                            .formatted(place));
        try (var in = resource.getInputStream()) {
            return Manifest.read(in);
        }
    }

    /** Equips a context when it starts, with the settings and routes it was given since. */
    private final class Later extends LifecycleStrategySupport {
        @Override
        public void onContextInitializing(CamelContext context) {
            try {
                var camel = (ModelCamelContext) context;
                var ofFile = camel.getCamelContextExtension().getErrorHandlerFactory();
                var moving = equip(camel);
                if (moving.isEmpty()) return;
                if (ofFile != null) camel.getCamelContextExtension().setErrorHandlerFactory(ofFile);
                camel.getRouteDefinitions().forEach(moving.get()::onAddRouteDefinition);
                moving.get().onContextInitializing(context);
            } catch (Exception | LinkageError failure) {
                throw new NotStarted(failure);
            }
        }
    }

    /** Keeps the context from starting, with the reason. */
    private static final class Refused extends LifecycleStrategySupport {
        private final Throwable reason;

        Refused(Throwable reason) {
            this.reason = reason;
        }

        @Override
        public void onContextInitializing(CamelContext context) {
            throw new NotStarted(reason);
        }
    }

    /** Where our sentences were thrown helps nobody who has to correct a setting; where anything else was, does. */
    private static final class NotStarted extends IllegalStateException {
        NotStarted(Throwable reason) {
            super(String.valueOf(reason.getMessage()), reason instanceof IllegalArgumentException ? null : reason);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
