package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.CellFailed;
import dev.routewright.cell.CellRuntime.Failure;
import dev.routewright.cell.CellRuntime.Version;
import dev.routewright.inspection.Permitted;
import dev.routewright.outbox.Outbox;
import dev.routewright.outbox.PassingOutbox;
import dev.routewright.route.Grant;
import dev.routewright.services.Invoker;
import dev.routewright.services.LiveServices;
import dev.routewright.services.PassingMemory;
import dev.routewright.services.Pauses;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Component;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** Cells without a runtime around them: nothing begins by itself, and what is not there is stood in for. */
final class Bench implements AutoCloseable {
    final List<Failure> kept = new CopyOnWriteArrayList<>();
    final List<String> left = new CopyOnWriteArrayList<>();
    private final LiveServices services =
            new LiveServices((name, document) -> Runtime.stockService(), new Runtime.NoStore(), Runtime.QUICK);
    private final Invoker invoker = new Invoker(services);
    private final Forge forge;
    private final OutsideWorld outside;

    Bench(Path files, Permitted permitted) {
        services.register("stock", "");
        forge = new Forge(services, Runtime::kamelet, permitted);
        outside = new OutsideWorld(
                Settings.of(files).withKafkaBrokers("127.0.0.1:9").withKafkaConsumers(1),
                permitted,
                SystemDefaultDnsResolver.INSTANCE);
    }

    /** With the components of a live cell. */
    Cell start(String name, String yaml, Grant grant) throws CellFailed {
        var version = new Version(name, 1, yaml, grant);
        return forge.start(version, around(outside.components(version)));
    }

    /** As much of it is shown as whoever measures wants to pay for. */
    Cell start(String name, String yaml, Grant grant, Jmx jmx) throws CellFailed {
        var version = new Version(name, 1, yaml, grant);
        return forge.start(version, around(outside.components(version), jmx));
    }

    /** With stand-ins that write down what would leave. */
    Cell play(String name, String yaml, Grant grant, String... stoodInFor) throws CellFailed {
        var version = new Version(name, 1, yaml, grant);
        var components = new HashMap<String, Component>(outside.components(version));
        for (var scheme : stoodInFor)
            components.put(
                    scheme,
                    new StageComponent(
                            scheme, grant, delivery -> left.add(delivery.target() + " " + delivery.content())));
        return forge.start(version, around(components));
    }

    private static final dev.routewright.outbox.Letters NOBODY = new dev.routewright.outbox.Letters() {
        @Override
        public String keep(dev.routewright.outbox.Call call, String cause) {
            throw new IllegalStateException(cause);
        }

        @Override
        public void note(String letter, String cause) {}

        @Override
        public void undone(dev.routewright.outbox.Begun begun, String sentence) {}
    };

    private Forge.Surroundings around(Map<String, Component> components) {
        return around(components, Jmx.NONE);
    }

    private Forge.Surroundings around(Map<String, Component> components, Jmx jmx) {
        return new Forge.Surroundings(
                invoker,
                new PassingMemory(),
                Outbox.onStage(new PassingOutbox(id -> {}), invoker, NOBODY),
                Pauses.NONE,
                this::keep,
                attempt -> {},
                components,
                Budget.STANDARD,
                jmx,
                MessageListener.NONE,
                Optional.empty());
    }

    private String keep(Failure failure) {
        kept.add(failure);
        return "d" + kept.size();
    }

    @Override
    public void close() {
        invoker.close();
        services.close();
    }
}
