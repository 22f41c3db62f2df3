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
import dev.routewright.services.Invoker;
import dev.routewright.services.Memory;
import dev.routewright.services.Pauses;
import dev.routewright.services.ServiceRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.Component;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultShutdownStrategy;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.DataFormatResolver;
import org.apache.camel.spi.LanguageResolver;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Makes the Camel context of a cell: everything of Camel that a route could reach is set here, and nowhere else. */
final class Forge {
    private final ServiceRegistry services;
    private final KameletTexts kamelets;
    private final Permitted permitted;
    private final Reading reading;
    private final NamedObjects objects;

    Forge(ServiceRegistry services, Function<Operation, String> kamelets, Permitted permitted) {
        this(services, kamelets, permitted, Forge::readClosely);
    }

    /** @param reading of route files; the guards behind it are tried without */
    Forge(ServiceRegistry services, Function<Operation, String> kamelets, Permitted permitted, Reading reading) {
        this.services = services;
        this.kamelets = new KameletTexts(services, kamelets, permitted);
        this.permitted = permitted;
        this.reading = reading;
        this.objects = new NamedObjects(permitted);
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
        var outfit = new Outfit(
                version,
                permitted,
                objects.of(version.integration(), around.hands().isPresent()),
                around);
        var registry = new SealedRegistry();
        outfit.bindTo(registry);
        var context = new DefaultCamelContext(registry);
        try {
            var doors = new Doors();
            name(context, version, around);
            quieten(context);
            outfit.putOn(context);
            outfit.addComponents(context, doors);
            registry.seal();
            load(context, version, outfit);
            context.start();
            return outfit.cell(context, doors.open());
        } catch (Exception | StackOverflowError failure) {
            context.stop();
            outfit.notWorn();
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
        context.setDevConsole(false);
        context.getShutdownStrategy().setTimeout(5);
        context.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        if (context.getShutdownStrategy() instanceof DefaultShutdownStrategy strategy)
            strategy.setSuppressLoggingOnTimeout(true);
    }

    /** @param templates the Kamelets of the cell, which are its own and may use more than a route */
    private void guard(DefaultCamelContext context, Grant grant, Templates templates) {
        var camel = context.getCamelContextExtension();
        camel.addContextPlugin(ComponentResolver.class, Lookups.components(grant, templates.components()));
        camel.addContextPlugin(LanguageResolver.class, Lookups.languages(grant, permitted.simpleFunctions()));
        camel.addContextPlugin(DataFormatResolver.class, Lookups.dataFormats(grant));
        camel.addContextPlugin(ResourceLoader.class, new Lookups.NoResources());
        context.setClassResolver(new KnownClasses(context, permitted));
        new Placeholders(permitted.placeholders()).applyTo((PropertiesComponent) context.getPropertiesComponent());
    }

    private void load(DefaultCamelContext context, Version version, Outfit outfit) throws Exception {
        var grant = version.grant();
        var loader = PluginHelper.getRoutesLoader(context);
        for (var kamelet : kamelets.of(grant).entrySet())
            loader.loadRoutes(ResourceHelper.fromString(
                    kamelet.getKey() + ".kamelet.yaml", kamelet.getValue().get()));
        var templates = new Templates();
        templates.add(context.getRouteTemplateDefinitions());
        guard(context, grant, templates);
        outfit.guard(context, services, templates);
        Outfit.leaveFailuresToCustody(context);
        for (var template : context.getRouteTemplateDefinitions())
            if (Promises.isStartedLater(template.getRoute()))
                template.getRoute().setAutoStartup("false");
        reading.read(context, version, permitted);
        var handler = context.getCamelContextExtension().getErrorHandlerFactory();
        for (var route : context.getRouteDefinitions()) outfit.keepPromises(route, handler);
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
}
