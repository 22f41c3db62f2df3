package dev.routewright.services.contract;

import dev.routewright.route.Operation;
import dev.routewright.route.Service;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The contract of every service: of each operation every one of the first replies is compared with the document, later
 * one in fifty. Comparing happens on a thread of its own with a short queue; when that is full, a reply goes by
 * unlooked at, so that a call never waits for it.
 */
public final class Contracts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Contracts.class);
    private static final int WAITING = 200;
    private static final int LARGEST = 256 * 1024;

    private final Map<String, Map<String, Watch>> services = new ConcurrentHashMap<>();
    private final FirstDrift told;
    private final Clock clock;
    private final ThreadPoolExecutor looking;

    /** Hears of the first drift of an operation, once. */
    @FunctionalInterface
    public interface FirstDrift {
        void drifted(String service, String operation, Drift drift);
    }

    public Contracts(FirstDrift told, Clock clock) {
        this.told = told;
        this.clock = clock;
        looking = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
                task -> {
                    var thread = new Thread(task, "contract-check");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        looking.allowCoreThreadTimeOut(true);
    }

    /** From now on the document holds that the service has now; what was known of another is forgotten. */
    public void watch(Service service) {
        var watched = new ConcurrentHashMap<String, Watch>();
        for (var operation : service.operations()) watched.put(operation.id(), new Watch(operation));
        services.put(service.name(), watched);
    }

    public void forget(String service) {
        services.remove(service);
    }

    /** A live reply with a status of 2xx came. Cheap, and never throws. */
    public void replied(Operation operation, byte[] body) {
        var watch = services.getOrDefault(operation.service(), Map.of()).get(operation.id());
        if (watch == null || !watch.wants() || body.length == 0 || body.length > LARGEST) return;
        looking.execute(() -> look(operation, watch, body));
    }

    private void look(Operation operation, Watch watch, byte[] body) {
        try {
            watch.look(body, clock.instant())
                    .ifPresent(first -> told.drifted(operation.service(), operation.id(), first));
        } catch (RuntimeException broken) {
            LOG.error("A reply of {} could not be compared with its document.", operation.key(), broken);
        }
    }

    /** Of each operation of the service that was answered at least once. */
    public List<Report> of(String service) {
        return services.getOrDefault(service, Map.of()).values().stream()
                .map(Watch::report)
                .filter(report -> report.replies() > 0)
                .sorted(java.util.Comparator.comparing(Report::operation))
                .toList();
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
