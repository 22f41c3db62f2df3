package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.CellFailed;
import dev.routewright.cell.CellRuntime.Version;
import dev.routewright.cell.Forge.Surroundings;
import dev.routewright.inspection.Permitted;
import dev.routewright.outbox.Outbox;
import dev.routewright.rehearsal.Stage;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence.Delivery;
import dev.routewright.route.Grant;
import dev.routewright.route.Operation;
import dev.routewright.services.Invoker;
import dev.routewright.services.Line;
import dev.routewright.services.Pauses;
import dev.routewright.services.ServiceRegistry;
import dev.routewright.services.Threads;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.Component;

/**
 * Opens drafts in cells like live ones, except that nothing they do leaves the process: no port, no folder, no topic,
 * no host, no service, no store.
 */
public final class CamelStage implements Stage, AutoCloseable {
    /** Of a message by a door; what a live ingress takes is the deployment's own to say. */
    static final int LARGEST = 1 << 20;

    private static final Set<String> STOOD_IN_FOR =
            Set.of("timer", "scheduler", "quartz", "cron", "file", "kafka", "http", "https");

    private final ServiceRegistry services;
    private final Forge forge;
    private final Threads threads = new Threads();

    /**
     * @param kamelets the Kamelet document of an operation
     * @param permitted what any route may name
     */
    public CamelStage(ServiceRegistry services, Function<Operation, String> kamelets, Permitted permitted) {
        this.services = services;
        this.forge = new Forge(services, kamelets, permitted);
    }

    @Override
    public int largestMessage() {
        return LARGEST;
    }

    @Override
    public Performance open(Draft draft, Grant grant, Outside outside) {
        var deliveries = new CopyOnWriteArrayList<Delivery>();
        var store = new StageStore();
        try {
            return new StagePerformance(
                    process -> start(draft, grant, outside, process, deliveries), store, deliveries, threads.workers());
        } catch (CellFailed failure) {
            throw new IllegalArgumentException(Reasons.of(failure), failure);
        }
    }

    /** A cell that begins in this process, on a store that may hold what earlier ones left. */
    private StagePerformance.Running start(
            Draft draft, Grant grant, Outside outside, StageProcess process, List<Delivery> deliveries)
            throws CellFailed {
        var hands = new StageHands();
        var components = new HashMap<String, Component>();
        Consumer<Delivery> delivered = delivery -> {
            if (process.isOver()) throw process.nothingMore();
            deliveries.add(delivery);
        };
        STOOD_IN_FOR.stream()
                .filter(grant.components()::contains)
                .forEach(scheme -> components.put(scheme, new StageComponent(scheme, grant, delivered)));
        var stand = new Invoker((service, operation) -> line(service, operation, outside, process), Pauses.NONE);
        var outbox = Outbox.onStage(process.outbox(), stand, process);
        var cell = forge.start(
                new Version(draft.name(), 0, draft.yaml(), grant),
                new Surroundings(
                        stand,
                        process,
                        outbox,
                        Pauses.NONE,
                        process,
                        attempt -> {},
                        components,
                        Budget.STANDARD,
                        Jmx.NONE,
                        MessageListener.NONE,
                        Optional.of(hands)));
        try {
            cell.begin();
        } catch (Exception failure) {
            throw new CellFailed(Reasons.of(failure), failure);
        }
        return new StagePerformance.Running(cell, hands, outbox);
    }

    private Line line(String service, String operation, Outside outside, StageProcess process) {
        var registered = services.find(service)
                .orElseThrow(() -> new IllegalArgumentException("Service %s is not registered.".formatted(service)));
        var found = registered
                .service()
                .operation(operation)
                .orElseThrow(() ->
                        new IllegalArgumentException("Service %s has no operation %s.".formatted(service, operation)));
        return new StageLine(found, registered.mediation().of(operation), outside, process);
    }

    @Override
    public void close() {
        threads.close();
    }
}
