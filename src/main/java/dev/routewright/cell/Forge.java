package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.Attempt;
import dev.routewright.cell.CellRuntime.CellFailed;
import dev.routewright.cell.CellRuntime.DeadLetters;
import dev.routewright.cell.CellRuntime.SecurityEvents;
import dev.routewright.cell.CellRuntime.Version;
import dev.routewright.inspection.Permitted;
import dev.routewright.outbox.Outbox;
import dev.routewright.route.Grant;
import dev.routewright.route.Operation;
import dev.routewright.services.CallCredentials.Caller;
import dev.routewright.services.Invoker;
import dev.routewright.services.Memory;
import dev.routewright.services.Pauses;
import dev.routewright.services.ServiceRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.Component;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.NoErrorHandlerBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultShutdownStrategy;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.processor.aggregate.AggregateController;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.DataFormatResolver;
import org.apache.camel.spi.LanguageResolver;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Makes the Camel context of a cell: everything of Camel that a route could reach is set here, and nowhere else. */
final class Forge {
    private static final int BRANCHES_AT_ONCE = 64;

    private final ServiceRegistry services;
    private final Function<Operation, String> kamelets;
    private final Permitted permitted;
    private final Reading reading;
    private final NamedObjects objects;
    private final CatalogKamelets catalog;
    private final Map<String, Written> written = new ConcurrentHashMap<>();

    Forge(ServiceRegistry services, Function<Operation, String> kamelets, Permitted permitted) {
        this(services, kamelets, permitted, Forge::readClosely);
    }

    /** @param reading of route files; the guards behind it are tried without */
    Forge(ServiceRegistry services, Function<Operation, String> kamelets, Permitted permitted, Reading reading) {
        this.services = services;
        this.kamelets = kamelets;
        this.permitted = permitted;
        this.reading = reading;
        this.objects = new NamedObjects(permitted);
        this.catalog = new CatalogKamelets(permitted);
    }

    /**
     * What differs between a live cell and one on a stage.
     *
     * @param components by scheme, the ones this cell does not take from Camel
     * @param hands the threads of a stage, where delays are cut short; empty for a live cell
     */
    record Surroundings(
            Invoker invoker,
            Memory memory,
            Outbox outbox,
            Pauses pauses,
            DeadLetters deadLetters,
            SecurityEvents security,
            Map<String, Component> components,
            Budget budget,
            Jmx jmx,
            MessageListener listener,
            Optional<StageHands> hands) {}

    /** A started cell whose timers, folders and topics wait for {@link Cell#begin}. */
    Cell start(Version version, Surroundings around) throws CellFailed {
        var bound = objects.of(version.integration(), around.hands().isPresent());
        var registry = registry(bound);
        var context = new DefaultCamelContext(registry);
        var heard = around.listener().starts(version.integration());
        try {
            var doors = new Doors();
            var custody = new Custody(
                    version,
                    around.deadLetters(),
                    around.security(),
                    around.budget(),
                    heard,
                    (route, exchange) -> Entries.board(version.grant(), route, exchange));
            context.getExecutorServiceManager().setThreadPoolFactory(hands(around));
            name(context, version, around);
            quieten(context);
            addComponents(context, doors, around, new Caller(version.integration(), version.number()));
            context.getCamelContextExtension()
                    .addInterceptStrategy(
                            new Steps(version.grant(), permitted.controlHeaders(), around.pauses(), custody, heard));
            context.addRoutePolicyFactory((camel, routeId, route) -> isEntry(route) ? custody : null);
            var groups = new ArrayList<AggregateController>();
            var promises =
                    new Promises(custody, bound, around.budget(), around.hands().isPresent(), groups);
            registry.seal();
            load(context, version, promises, around.budget());
            context.start();
            return new Cell(version, context, doors, custody, groups);
        } catch (Exception | StackOverflowError failure) {
            context.stop();
            heard.stopped();
            report(version, failure, around.security());
            throw new CellFailed(
                    "[%s v%d] The version does not start: %s Whatever was live before still is."
                            .formatted(version.integration(), version.number(), Reasons.of(failure)),
                    failure);
        }
    }

    private static void report(Version version, Throwable failure, SecurityEvents security) {
        var outside = Reasons.outsideGrant(failure);
        var over = Reasons.overBudget(failure);
        if (outside != null) security.outsideGrant(attempt(version, outside.what()));
        else if (over != null) security.overBudget(attempt(version, over.what()));
    }

    private static Attempt attempt(Version version, String what) {
        return new Attempt(version.integration(), version.number(), null, null, what);
    }

    private static CellHands hands(Surroundings around) {
        return around.hands().<CellHands>map(hands -> hands).orElseGet(() -> new CellHands(around.budget()));
    }

    private SealedRegistry registry(Map<String, Object> objects) {
        var registry = new SealedRegistry();
        Languages.bind(registry, permitted);
        objects.forEach(registry::bind);
        return registry;
    }

    private static void name(DefaultCamelContext context, Version version, Surroundings around) throws Exception {
        var name = version.integration();
        context.getCamelContextExtension().setName(name);
        around.jmx().show(context, name + "-v" + version.number());
    }

    private static void quieten(DefaultCamelContext context) {
        context.setStartupSummaryLevel(StartupSummaryLevel.Off);
        context.setLoadHealthChecks(false);
        context.setMessageHistory(false);
        context.setUseBreadcrumb(false);
        context.setAllowUseOriginalMessage(false);
        context.setDevConsole(false);
        context.setAutowiredEnabled(false);
        context.getShutdownStrategy().setTimeout(5);
        context.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        if (context.getShutdownStrategy() instanceof DefaultShutdownStrategy strategy)
            strategy.setSuppressLoggingOnTimeout(true);
        var pool = context.getExecutorServiceManager().getDefaultThreadPoolProfile();
        pool.setPoolSize(BRANCHES_AT_ONCE);
        pool.setMaxPoolSize(BRANCHES_AT_ONCE);
        pool.setAllowCoreThreadTimeOut(true);
    }

    /** @param templates the Kamelets of the cell, which are its own and may use more than a route */
    private void guard(DefaultCamelContext context, Grant grant, Templates templates, Budget budget) {
        var camel = context.getCamelContextExtension();
        camel.addContextPlugin(ComponentResolver.class, Lookups.components(grant, templates.components()));
        camel.addContextPlugin(LanguageResolver.class, Lookups.languages(grant, permitted.simpleFunctions()));
        camel.addContextPlugin(DataFormatResolver.class, Lookups.dataFormats(grant));
        camel.addContextPlugin(ResourceLoader.class, new Lookups.NoResources());
        camel.registerEndpointCallback(new EndpointGate(grant, permitted, services, templates));
        camel.registerEndpointCallback(new Floors(budget));
        // Failures are custody's; Camel's own handler would only log them once more.
        camel.setErrorHandlerFactory(new NoErrorHandlerBuilder());
        context.setClassResolver(new KnownClasses(context, permitted));
        new Placeholders(permitted.placeholders()).applyTo((PropertiesComponent) context.getPropertiesComponent());
    }

    private static void addComponents(DefaultCamelContext context, Doors doors, Surroundings around, Caller caller) {
        var http = new PlatformHttpComponent();
        http.setEngine(doors);
        context.addComponent("platform-http", http);
        context.addComponent("kamelet", new KameletComponent());
        context.addComponent(
                "service", new ServiceComponent(around.invoker(), around.memory(), around.outbox(), caller));
        around.components().forEach(context::addComponent);
    }

    private void load(DefaultCamelContext context, Version version, Promises promises, Budget budget) throws Exception {
        var grant = version.grant();
        var kamelets = new HashMap<String, String>();
        for (var key : grant.operations()) {
            int dot = key.indexOf('.');
            var operation = services.find(key.substring(0, Math.max(dot, 0)))
                    .flatMap(s -> s.service().operation(key.substring(dot + 1)))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "The operation %s is not registered; register its service first.".formatted(key)));
            kamelets.put(operation.kamelet(), kamelet(operation));
        }
        for (var name : grant.kamelets()) kamelets.put(name, catalog.yaml(name));
        var loader = PluginHelper.getRoutesLoader(context);
        for (var kamelet : kamelets.entrySet())
            loader.loadRoutes(ResourceHelper.fromString(kamelet.getKey() + ".kamelet.yaml", kamelet.getValue()));
        var templates = new Templates();
        templates.add(context.getRouteTemplateDefinitions());
        guard(context, grant, templates, budget);
        for (var template : context.getRouteTemplateDefinitions())
            if (Promises.isStartedLater(template.getRoute()))
                template.getRoute().setAutoStartup("false");
        reading.read(context, version, permitted);
        var handler = context.getCamelContextExtension().getErrorHandlerFactory();
        for (var route : context.getRouteDefinitions()) promises.applyTo(route, handler);
    }

    /** Written once: an operation with the whole of its service's documentation is longer than most routes. */
    private String kamelet(Operation operation) {
        return written.compute(
                        operation.key(),
                        (key, known) -> known != null && known.operation().equals(operation)
                                ? known
                                : new Written(operation, kamelets.apply(operation)))
                .yaml();
    }

    /** Only what makes routes is read, and Camel's model of them is judged before anything is built. */
    private static void readClosely(DefaultCamelContext context, Version version, Permitted permitted)
            throws Exception {
        new RouteFile(context).load(version.integration(), version.yaml());
        var errors = context.getCamelContextExtension().getErrorHandlerFactory();
        new ModelGate(version.grant(), permitted).check(context.getRouteDefinitions(), errors);
    }

    /** Makes routes of a version's file in the context. */
    @FunctionalInterface
    interface Reading {
        void read(DefaultCamelContext context, Version version, Permitted permitted) throws Exception;
    }

    private record Written(Operation operation, String yaml) {}

    private static boolean isEntry(org.apache.camel.NamedNode node) {
        return node instanceof RouteDefinition route
                && !Boolean.TRUE.equals(route.isKamelet())
                && !scheme(route).equals("direct");
    }

    private static String scheme(RouteDefinition route) {
        var uri = Templates.uri(route);
        return uri.substring(0, Math.max(0, uri.indexOf(':')));
    }
}
