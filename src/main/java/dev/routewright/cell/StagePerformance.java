package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.Message;
import dev.routewright.rehearsal.Stage;
import dev.routewright.route.Evidence.Answer;
import dev.routewright.route.Evidence.Delivery;
import dev.routewright.route.Grant;
import dev.routewright.services.PassingMemory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One draft on its stage. */
final class StagePerformance implements Stage.Performance {
    private final Cell cell;
    private final PassingMemory memory;
    private final StageHands hands;
    private final List<Delivery> deliveries;
    private final List<String> deadLetters;
    private final ExecutorService workers;

    /** @param deliveries and deadLetters are filled by the cell */
    StagePerformance(
            Cell cell,
            PassingMemory memory,
            StageHands hands,
            List<Delivery> deliveries,
            List<String> deadLetters,
            ExecutorService workers) {
        this.cell = cell;
        this.memory = memory;
        this.hands = hands;
        this.deliveries = deliveries;
        this.deadLetters = deadLetters;
        this.workers = workers;
    }

    @Override
    public @Nullable Answer deliver(@Nullable String body, Map<String, String> headers, Duration limit) {
        var done = new CompletableFuture<HttpAnswer>();
        long begun = System.nanoTime();
        workers.execute(hands.counted(() -> start(body, headers, done)));
        try {
            var answer = done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            hands.rest(limit.minusNanos(System.nanoTime() - begun));
            return cell.doors().isEmpty() ? null : new Answer(answer.status(), answer.contentType(), answer.text());
        } catch (TimeoutException late) {
            throw new IllegalStateException(
                    "The message was still under way after %d ms.".formatted(limit.toMillis()), late);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("The message could not be sent in.", failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The rehearsal was stopped.", stopped);
        }
    }

    private void start(@Nullable String body, Map<String, String> given, CompletableFuture<HttpAnswer> done) {
        try {
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(given);
            var bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
            var door = cell.doors().stream().findFirst();
            if (door.isPresent()) {
                if (body != null) headers.putIfAbsent("Content-Type", "application/json");
                var entry = new Grant.Entry(
                        "http",
                        door.get().methods().iterator().next(),
                        door.get().path());
                door.get().deliver(new Message(entry, headers, bytes), cell.custody(), done::complete);
                return;
            }
            var route = cell.anyPoller()
                    .orElseThrow(() -> new IllegalStateException("The draft has no entry to send a message in by."));
            var entry = Entries.entry(cell.grant(), route.getEndpoint());
            cell.deliver(route, new Message(entry, headers, bytes))
                    .orElseThrow(() -> new IllegalStateException("The stage is closed."))
                    .thenAccept(passage -> done.complete(new HttpAnswer(200, "", Map.of(), new byte[0])));
        } catch (RuntimeException failure) {
            done.completeExceptionally(failure);
        }
    }

    @Override
    public void beginTrial() {
        memory.clear();
    }

    @Override
    public void endTrial(Duration limit) {
        cell.completeGroups();
        try {
            hands.rest(limit);
        } catch (TimeoutException late) {
            throw new IllegalStateException(
                    "A group was still under way after %d ms.".formatted(limit.toMillis()), late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The rehearsal was stopped.", stopped);
        }
    }

    @Override
    public List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    @Override
    public List<String> deadLetters() {
        return List.copyOf(deadLetters);
    }

    @Override
    public void close() {
        cell.stop();
    }
}
