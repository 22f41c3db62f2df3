package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.Version;
import dev.routewright.cell.Forge.Surroundings;
import dev.routewright.inspection.Permitted;
import dev.routewright.services.CallCredentials.Caller;
import dev.routewright.services.ServiceRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.ErrorHandlerFactory;
import org.apache.camel.NamedNode;
import org.apache.camel.builder.NoErrorHandlerBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.processor.aggregate.AggregateController;
import org.apache.camel.spi.Registry;

/**
 * What makes a Camel context a cell, whoever made the context: {@link Forge} for the runtime, somebody else's process for
 * an integration that has left ({@link Guest}). Both wear the same.
 */
final class Outfit {
    private static final int BRANCHES_AT_ONCE = 64;

    private final Version version;
    private final Permitted permitted;
    private final Surroundings around;
    private final Map<String, Object> objects;
    private final MessageListener.Heard heard;
    private final Custody custody;
    private final List<AggregateController> groups = new CopyOnWriteArrayList<>();
    private final Promises promises;

    /** @param objects that routes may name */
    Outfit(Version version, Permitted permitted, Map<String, Object> objects, Surroundings around) {
        this.version = version;
        this.permitted = permitted;
        this.around = around;
        this.objects = objects;
        this.heard = around.listener().starts(version.integration());
        this.custody = new Custody(
                version,
                around.deadLetters(),
                around.security(),
                around.budget(),
                heard,
                (route, exchange) -> Entries.board(version.grant(), route, exchange));
        this.promises =
                new Promises(custody, objects, around.budget(), around.hands().isPresent(), groups);
    }

    Custody custody() {
        return custody;
    }

    /** Languages and named objects, before Camel asks for the first of them. */
    void bindTo(Registry registry) {
        Languages.bind(registry, permitted);
        objects.forEach(registry::bind);
    }

    void putOn(CamelContext context) {
        context.getExecutorServiceManager().setThreadPoolFactory(hands());
        context.setAllowUseOriginalMessage(false);
        context.setAutowiredEnabled(false);
        var pool = context.getExecutorServiceManager().getDefaultThreadPoolProfile();
        pool.setPoolSize(BRANCHES_AT_ONCE);
        pool.setMaxPoolSize(BRANCHES_AT_ONCE);
        pool.setAllowCoreThreadTimeOut(true);
        context.getCamelContextExtension()
                .addInterceptStrategy(
                        new Steps(version.grant(), permitted.controlHeaders(), around.pauses(), custody, heard));
        context.addRoutePolicyFactory((camel, routeId, route) -> isEntry(route) ? custody : null);
    }

    private CellHands hands() {
        return around.hands().<CellHands>map(hands -> hands).orElseGet(() -> new CellHands(around.budget()));
    }

    /**
     * Ours in place of those that may be there: only how the door and the Kamelets are set stays as it is.
     *
     * @param engine opens the entries
     */
    void addComponents(CamelContext context, PlatformHttpEngine engine) {
        if (context.hasComponent("platform-http") instanceof PlatformHttpComponent there) there.setEngine(engine);
        else {
            var http = new PlatformHttpComponent();
            http.setEngine(engine);
            context.addComponent("platform-http", http);
        }
        if (context.hasComponent("kamelet") == null) context.addComponent("kamelet", new KameletComponent());
        var caller = new Caller(version.integration(), version.number());
        var ours = new HashMap<>(around.components());
        ours.put("service", new ServiceComponent(around.invoker(), around.memory(), around.outbox(), caller));
        ours.forEach((name, component) -> {
            if (context.hasComponent(name) != null) context.removeComponent(name);
            context.addComponent(name, component);
        });
    }

    /** From now on no endpoint is made that the grant does not hold. @param templates the Kamelets of the cell */
    void guard(CamelContext context, ServiceRegistry services, Templates templates) {
        var camel = context.getCamelContextExtension();
        camel.registerEndpointCallback(new EndpointGate(version.grant(), permitted, services, templates));
        camel.registerEndpointCallback(new Floors(around.budget()));
    }

    /** Failures are custody's; Camel's own handler would only log them once more. */
    static void leaveFailuresToCustody(CamelContext context) {
        context.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerBuilder());
    }

    /** @param general what the file says about errors in all routes, or the cell's own handler */
    void keepPromises(RouteDefinition route, ErrorHandlerFactory general) {
        promises.applyTo(route, general);
    }

    Cell cell(CamelContext context, List<HttpEntry> doors) {
        return new Cell(version, context, doors, custody, groups);
    }

    /** It does not start. */
    void notWorn() {
        heard.stopped();
    }

    private static boolean isEntry(NamedNode node) {
        return node instanceof RouteDefinition route
                && !Boolean.TRUE.equals(route.isKamelet())
                && !scheme(route).equals("direct");
    }

    private static String scheme(RouteDefinition route) {
        var uri = Templates.uri(route);
        return uri.substring(0, Math.max(0, uri.indexOf(':')));
    }
}
