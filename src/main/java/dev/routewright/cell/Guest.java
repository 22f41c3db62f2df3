package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.Attempt;
import dev.routewright.cell.CellRuntime.CellFailed;
import dev.routewright.cell.CellRuntime.DeadLetters;
import dev.routewright.cell.CellRuntime.Message;
import dev.routewright.cell.CellRuntime.Replayed;
import dev.routewright.cell.CellRuntime.SecurityEvents;
import dev.routewright.cell.CellRuntime.Version;
import dev.routewright.cell.Forge.Surroundings;
import dev.routewright.inspection.Permitted;
import dev.routewright.outbox.Call;
import dev.routewright.outbox.Outbox;
import dev.routewright.route.Operation;
import dev.routewright.services.Invoker;
import dev.routewright.services.Memory;
import dev.routewright.services.ServiceRegistry;
import dev.routewright.services.Threads;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;

/**
 * An integration that has left the runtime: a Camel context somebody else made, equipped as a cell. It holds what the
 * grant holds and keeps the promises a cell keeps. What a cell has besides is the runtime's: the context is not sealed,
 * so whoever made it can do in it what he likes by code of his own.
 */
public final class Guest {
    private final CamelContext context;
    private final Version version;
    private final Permitted permitted;
    private final Settings settings;
    private final Parts parts;
    private final OutsideWorld outside;
    private final Threads threads = new Threads();
    private final EntryTable table = new EntryTable();
    private final Outfit outfit;
    private final KameletLoading kamelets;
    private final Repetitions repetitions;
    private final Porch porch;
    private final Cell cell;
    private final Watchdog watchdog;
    private volatile boolean stopping;

    /**
     * What it is made of beside its route.
     *
     * @param kamelets the Kamelet document of an operation, where no file of that name is found
     */
    public record Parts(
            Invoker invoker,
            Memory memory,
            Outbox outbox,
            ServiceRegistry services,
            Function<Operation, String> kamelets,
            DeadLetters deadLetters,
            SecurityEvents security) {}

    private Guest(ModelCamelContext context, Version version, Permitted permitted, Settings settings, Parts parts)
            throws CellFailed {
        this.context = context;
        this.version = version;
        this.permitted = permitted;
        this.settings = settings;
        this.parts = parts;
        this.outside = new OutsideWorld(settings, permitted, SystemDefaultDnsResolver.INSTANCE);
        this.repetitions = new Repetitions(parts.memory(), settings.entrance().keysKept());
        var objects = new NamedObjects(permitted).of(version.integration(), false);
        this.outfit = new Outfit(version, permitted, objects, surroundings());
        var visitors = new Visitors(new Reception(settings, table, repetitions), settings, () -> stopping);
        this.porch = new Porch(context, visitors, this::entriesChanged);
        this.cell = outfit.cell(context, porch.open());
        this.watchdog = new Watchdog(settings.budget(), () -> cell.custody().giveUpTheOld());
        this.kamelets = new KameletLoading(
                context, new KameletTexts(parts.services(), parts.kamelets(), permitted), version.grant());
        cell.custody().watchedBy(watchdog);
        outfit.bindTo(context.getRegistry());
        outfit.putOn(context);
        Outfit.leaveFailuresToCustody(context);
    }

    /**
     * Equips a context before its routes are read.
     *
     * @throws CellFailed with a sentence when the version cannot run here
     */
    public static Guest of(
            ModelCamelContext context, Version version, Permitted permitted, Settings settings, Parts parts)
            throws CellFailed {
        return new Guest(context, version, permitted, settings, parts);
    }

    private Surroundings surroundings() throws CellFailed {
        return new Surroundings(
                parts.invoker(),
                parts.memory(),
                parts.outbox(),
                threads,
                parts.deadLetters(),
                new Pausing(),
                outside.components(version),
                settings.budget(),
                settings.jmx(),
                MessageListener.NONE,
                Optional.empty());
    }

    private void entriesChanged() {
        if (stopping) return;
        try {
            table.put(cell);
        } catch (CellFailed clash) {
            throw new IllegalStateException(clash.getMessage(), clash);
        }
    }

    /** When everything is set and nothing is built: the Kamelets are read, and from now on the grant holds. */
    public void furnish() throws Exception {
        // Not before: a component that is added asks the frameworks around it, which may still be in the making.
        outfit.addComponents(context, porch);
        LeftUnread.in(context);
        context.getComponent("platform-http", PlatformHttpComponent.class).addPlatformHttpListener(porch);
        outfit.guard(context, parts.services(), kamelets.load());
    }

    /** Before a route is built. @param file its text @throws RuntimeException when it holds what its grant does not */
    public void judge(RouteDefinition route, String file) {
        cell.reads(file);
        var handler = context.getCamelContextExtension().getErrorHandlerFactory();
        new ModelGate(version.grant(), permitted).check(List.of(route), handler);
        outfit.keepPromises(route, handler);
    }

    /** Opens timers, folders and topics, which have not opened with the context. */
    public void begin() throws Exception {
        cell.begin();
    }

    /** Takes nothing more in, lets messages finish for a while, keeps the rest. */
    public void windDown() {
        stopping = true;
        if (!context.isStopped()) cell.windDown(settings.drain());
        table.remove(version.integration());
    }

    /** The context has stopped. */
    public void leave() {
        cell.custody().stopped();
        watchdog.close();
        outside.close();
        threads.close();
    }

    /** Sends a kept message in again by the entry it came from. */
    public Replayed replay(Message message) {
        return message.entry().kind().equals(Call.ENTRY)
                ? CallAgain.by(parts.invoker(), cell, message, settings.answerWithin())
                : Replay.into(() -> cell, repetitions, message, settings.answerWithin());
    }

    /** Lets nothing more in when a thread is out of hand. */
    private final class Pausing implements SecurityEvents {
        @Override
        public void outsideGrant(Attempt attempt) {
            parts.security().outsideGrant(attempt);
        }

        @Override
        public void overBudget(Attempt attempt) {
            parts.security().overBudget(attempt);
        }

        @Override
        public void outOfHand(Attempt attempt) {
            // Its entries may wait for the very thread that does not come back.
            @Nullable Cell here = cell;
            if (here != null) threads.workers().execute(here::pause);
            parts.security().outOfHand(attempt);
        }
    }
}
