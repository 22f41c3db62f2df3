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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.jspecify.annotations.Nullable;

/** One draft on its stage. */
final class StagePerformance implements Stage.Performance {
    private final Cell cell;
    private final PassingMemory memory;
    private final StageHands hands;
    private final List<Delivery> deliveries;
    private final List<String> deadLetters;
    private final ExecutorService workers;
    private final List<Delivery> moved = new CopyOnWriteArrayList<>();

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

    /** Memory and keys of messages seen before are forgotten with the trial that saw them. */
    @Override
    public void beginTrial() {
        memory.clear();
        cell.context().getRegistry().findByType(SeenBefore.class).forEach(SeenBefore::forget);
    }

    @Override
    public @Nullable Answer deliver(@Nullable String body, Map<String, String> headers, Duration limit) {
        var door = cell.doors().stream().findFirst();
        if (door.isPresent()) return throughDoor(door.get(), body, headers, limit);
        return byRoute(
                cell.anyPoller()
                        .orElseThrow(
                                () -> new IllegalStateException("The draft has no entry to send a message in by.")),
                body,
                headers,
                limit);
    }

    @Override
    public @Nullable Answer deliver(
            Grant.Entry entry, @Nullable String body, Map<String, String> headers, Duration limit) {
        if (entry.kind().equals("http")) {
            var door = cell.doors().stream().filter(one -> one.serves(entry)).findFirst();
            return door.isPresent() ? throughDoor(door.get(), body, headers, limit) : deliver(body, headers, limit);
        }
        var route = cell.context().getRoutes().stream()
                .filter(one -> Entries.kind(one.getEndpoint()).equals(entry.kind()))
                .filter(one -> Entries.entry(cell.grant(), one.getEndpoint()).equals(entry))
                .findFirst();
        return route.isPresent() ? byRoute(route.get(), body, headers, limit) : deliver(body, headers, limit);
    }

    private Answer throughDoor(HttpEntry door, @Nullable String body, Map<String, String> given, Duration limit) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(given);
        if (body != null) headers.putIfAbsent("Content-Type", "application/json");
        var entry = new Grant.Entry("http", door.methods().iterator().next(), door.path());
        var answered = new CompletableFuture<HttpAnswer>();
        var answer = done(
                answered,
                () -> door.deliver(
                        new Message(entry, headers, bytes(body)),
                        cell.custody(),
                        (got, passage) -> answered.complete(got)),
                limit);
        return new Answer(answer.status(), answer.contentType(), answer.text());
    }

    private @Nullable Answer byRoute(Route route, @Nullable String body, Map<String, String> headers, Duration limit) {
        var message = new Message(Entries.entry(cell.grant(), route.getEndpoint()), headers, bytes(body));
        var over = new CompletableFuture<Passage>();
        var passage = done(
                over,
                () -> cell.deliver(route, message)
                        .orElseThrow(() -> new IllegalStateException("The stage is closed."))
                        .thenAccept(over::complete),
                limit);
        if (route.getEndpoint() instanceof StageComponent.StageEndpoint folder)
            folder.moved(
                            headers.getOrDefault(Exchange.FILE_NAME, ""),
                            passage.outcome().kind() == Passage.Kind.DONE)
                    .ifPresent(target -> moved.add(new Delivery(target, body == null ? "" : body)));
        return null;
    }

    /** Sends on a thread of the stage and waits, also for whatever the message set going. */
    private <T> T done(CompletableFuture<T> outcome, Runnable sending, Duration limit) {
        long begun = System.nanoTime();
        workers.execute(hands.counted(() -> {
            try {
                sending.run();
            } catch (RuntimeException failure) {
                outcome.completeExceptionally(failure);
            }
        }));
        try {
            var got = outcome.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            hands.rest(limit.minusNanos(System.nanoTime() - begun));
            return got;
        } catch (TimeoutException late) {
            throw new IllegalStateException(
                    "The message was still under way after %d ms.".formatted(limit.toMillis()), late);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IllegalStateException known) throw known;
            throw new IllegalStateException("The message could not be sent in.", failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The rehearsal was stopped.", stopped);
        }
    }

    private static byte @Nullable [] bytes(@Nullable String body) {
        return body == null ? null : body.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<Delivery> moved() {
        return List.copyOf(moved);
    }

    @Override
    public void settle(Duration limit) {
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
