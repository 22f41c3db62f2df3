package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.CellFailed;
import dev.routewright.cell.CellRuntime.DeadLetters;
import dev.routewright.cell.CellRuntime.SecurityEvents;
import dev.routewright.cell.CellRuntime.Version;
import dev.routewright.inspection.Permitted;
import dev.routewright.route.Grant;
import dev.routewright.route.Operation;
import dev.routewright.services.Invoker;
import dev.routewright.services.Pauses;
import dev.routewright.services.ServiceRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.Component;
import org.apache.camel.ManagementMBeansLevel;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.NoErrorHandlerBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultShutdownStrategy;
import org.apache.camel.model.DelayDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.DataFormatResolver;
import org.apache.camel.spi.LanguageResolver;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Makes the Camel context of a cell: everything of Camel that a route could reach is set here, and nowhere else. */
final class Forge {
    private static final Set<String> STARTED_LATER = Set.of("timer", "quartz", "file", "kafka");
    private static final int BRANCHES_AT_ONCE = 64;

    private final ServiceRegistry services;
    private final Function<Operation, String> kamelets;
    private final Permitted permitted;
    private final Map<String, Written> written = new ConcurrentHashMap<>();

    Forge(ServiceRegistry services, Function<Operation, String> kamelets, Permitted permitted) {
        this.services = services;
        this.kamelets = kamelets;
        this.permitted = permitted;
    }

    /**
     * What differs between a live cell and one on a stage.
     *
     * @param components by scheme, the ones this cell does not take from Camel
     * @param hands the threads of a stage, where delays are cut short; empty for a live cell
     */
    record Surroundings(
            Invoker invoker,
            Pauses pauses,
            DeadLetters deadLetters,
            SecurityEvents security,
            Map<String, Component> components,
            boolean jmx,
            Optional<StageHands> hands) {}

    /** A started cell whose timers, folders and topics wait for {@link Cell#begin}. */
    Cell start(Version version, Surroundings around) throws CellFailed {
        var context = new DefaultCamelContext(registry());
        try {
            var doors = new Doors();
            var custody = new Custody(
                    version,
                    around.deadLetters(),
                    (route, exchange) -> Entries.board(version.grant(), route, exchange));
            around.hands().ifPresent(context.getExecutorServiceManager()::setThreadPoolFactory);
            name(context, version, around);
            quieten(context);
            guard(context, version.grant());
            addComponents(context, doors, around);
            context.getCamelContextExtension().addInterceptStrategy(new Steps(version.grant(), around.pauses()));
            context.addRoutePolicyFactory((camel, routeId, route) -> isEntry(route) ? custody : null);
            load(context, version);
            for (var route : context.getRouteDefinitions())
                prepare(route, around.hands().isPresent());
            context.start();
            return new Cell(version, context, doors, custody);
        } catch (Exception | StackOverflowError failure) {
            context.stop();
            throw new CellFailed(
                    "[%s v%d] The version does not start: %s Whatever was live before still is."
                            .formatted(version.integration(), version.number(), Reasons.of(failure)),
                    failure);
        }
    }

    private DefaultRegistry registry() {
        var registry = new DefaultRegistry();
        Languages.bind(registry, permitted);
        registry.bind(KeepReplies.NAME, new KeepReplies());
        return registry;
    }

    private static void name(DefaultCamelContext context, Version version, Surroundings around) {
        var name = version.integration();
        context.getCamelContextExtension().setName(name);
        if (around.jmx()) {
            // Two versions stand side by side during a switch, and MBean names must differ.
            context.getManagementNameStrategy().setNamePattern(name + "-v" + version.number() + "-#counter#");
            // One MBean a cell: the full set costs 37 MBeans and 0.9 MB.
            context.getManagementStrategy().getManagementAgent().setMBeansLevel(ManagementMBeansLevel.ContextOnly);
        } else {
            context.disableJMX();
        }
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

    private void guard(DefaultCamelContext context, Grant grant) {
        var camel = context.getCamelContextExtension();
        camel.addContextPlugin(ComponentResolver.class, Guards.components(grant));
        camel.addContextPlugin(LanguageResolver.class, Guards.languages(grant));
        camel.addContextPlugin(DataFormatResolver.class, Guards.dataFormats(grant));
        camel.addContextPlugin(ResourceLoader.class, Guards.resources());
        camel.registerEndpointCallback(new EndpointGate(grant, services));
        // Failures are custody's; Camel's own handler would only log them once more.
        camel.setErrorHandlerFactory(new NoErrorHandlerBuilder());
        context.setClassResolver(new Guards.KnownClasses(context));
        var properties = (PropertiesComponent) context.getPropertiesComponent();
        properties.setEnvironmentVariableMode(0);
        properties.setSystemPropertiesMode(0);
        properties.setDefaultFallbackEnabled(false);
        properties.setAutoDiscoverPropertiesSources(false);
        properties.setPropertiesFunctionResolver(Guards.functions());
    }

    private static void addComponents(DefaultCamelContext context, Doors doors, Surroundings around) {
        var http = new PlatformHttpComponent();
        http.setEngine(doors);
        context.addComponent("platform-http", http);
        context.addComponent("kamelet", new KameletComponent());
        context.addComponent("service", new ServiceComponent(around.invoker()));
        around.components().forEach(context::addComponent);
    }

    private void load(DefaultCamelContext context, Version version) throws Exception {
        var loader = PluginHelper.getRoutesLoader(context);
        for (var key : version.grant().operations()) {
            int dot = key.indexOf('.');
            var operation = services.find(key.substring(0, Math.max(dot, 0)))
                    .flatMap(s -> s.service().operation(key.substring(dot + 1)))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "The operation %s is not registered; register its service first.".formatted(key)));
            loader.loadRoutes(ResourceHelper.fromString(operation.kamelet() + ".kamelet.yaml", kamelet(operation)));
        }
        loader.loadRoutes(ResourceHelper.fromString(version.integration() + ".camel.yaml", version.yaml()));
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

    private record Written(Operation operation, String yaml) {}

    private static boolean isEntry(org.apache.camel.NamedNode node) {
        return node instanceof RouteDefinition route
                && !Boolean.TRUE.equals(route.isKamelet())
                && !scheme(route).equals("direct");
    }

    private static void prepare(RouteDefinition route, boolean stage) {
        if (STARTED_LATER.contains(scheme(route))) route.setAutoStartup("false");
        if (!stage) return;
        for (var delay : ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), DelayDefinition.class))
            delay.setExpression(new org.apache.camel.model.language.ConstantExpression("1"));
    }

    private static String scheme(RouteDefinition route) {
        var uri = route.getInput() == null ? "" : route.getInput().getEndpointUri();
        return uri.substring(0, Math.max(0, uri.indexOf(':')));
    }
}
