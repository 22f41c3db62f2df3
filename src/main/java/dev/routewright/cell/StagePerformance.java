package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.CellFailed;
import dev.routewright.cell.CellRuntime.Message;
import dev.routewright.outbox.Outbox;
import dev.routewright.rehearsal.Stage;
import dev.routewright.route.Evidence.Answer;
import dev.routewright.route.Evidence.Delivery;
import dev.routewright.route.Grant;
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
    /** Of processes that end one after the other before what the first left is done. */
    private static final int MOST_STARTS = 20;

    private final Start start;
    private final StageStore store;
    private final List<Delivery> deliveries;
    private final ExecutorService workers;
    private final List<Delivery> moved = new CopyOnWriteArrayList<>();
    private StageProcess process;
    private Running running;

    /** @param deliveries are filled by the cell */
    StagePerformance(Start start, StageStore store, List<Delivery> deliveries, ExecutorService workers)
            throws CellFailed {
        this.start = start;
        this.store = store;
        this.deliveries = deliveries;
        this.workers = workers;
        this.process = new StageProcess(store);
        this.running = start.in(process);
    }

    /** Makes the cell of a process. */
    @FunctionalInterface
    interface Start {
        Running in(StageProcess process) throws CellFailed;
    }

    /** @param hands the threads of the cell */
    record Running(Cell cell, StageHands hands, Outbox outbox) {}

    /** Memory and keys of messages seen before are forgotten with the trial that saw them. */
    @Override
    public void beginTrial() {
        store.beginTrial();
        running.cell().context().getRegistry().findByType(SeenBefore.class).forEach(SeenBefore::forget);
    }

    /** Another process goes on where one was made to end, with nothing but what the store holds. */
    private void startAgain() {
        for (int starts = 0; process.isOver(); starts++) {
            if (starts == MOST_STARTS) throw new IllegalStateException("The process ended again and again.");
            running.cell().stop();
            process = new StageProcess(store);
            try {
                running = start.in(process);
                store.recover();
                running.outbox().recover(Duration.ZERO);
                running.outbox().makeDue();
            } catch (CellFailed failure) {
                throw new IllegalStateException(Reasons.of(failure), failure);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The rehearsal was stopped.", stopped);
            } catch (ProcessEnded again) {
                // By a call that undoes something; the next one goes on.
            }
        }
    }

    /** What nobody waits for is made when the message is done. */
    private void makeDue() {
        if (!process.isOver()) running.outbox().makeDue();
        if (process.isOver()) startAgain();
    }

    @Override
    public @Nullable Answer deliver(@Nullable String body, Map<String, String> headers, Duration limit) {
        var door = running.cell().doors().stream().findFirst();
        if (door.isPresent()) return throughDoor(door.get(), body, headers, limit);
        return byRoute(
                running.cell()
                        .anyPoller()
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
            var door = running.cell().doors().stream()
                    .filter(one -> one.serves(entry))
                    .findFirst();
            return door.isPresent() ? throughDoor(door.get(), body, headers, limit) : deliver(body, headers, limit);
        }
        var route = running.cell().context().getRoutes().stream()
                .filter(one -> Entries.kind(one.getEndpoint()).equals(entry.kind()))
                .filter(one ->
                        Entries.entry(running.cell().grant(), one.getEndpoint()).equals(entry))
                .findFirst();
        return route.isPresent() ? byRoute(route.get(), body, headers, limit) : deliver(body, headers, limit);
    }

    private @Nullable Answer throughDoor(
            HttpEntry door, @Nullable String body, Map<String, String> given, Duration limit) {
        var bytes = bytes(body);
        if (bytes != null && bytes.length > CamelStage.LARGEST)
            return new Answer(
                    Reception.TOO_LARGE.status(), Reception.TOO_LARGE.contentType(), Reception.TOO_LARGE.text());
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(given);
        if (body != null) headers.putIfAbsent("Content-Type", "application/json");
        var entry = new Grant.Entry("http", door.methods().iterator().next(), door.path());
        var answered = new CompletableFuture<HttpAnswer>();
        var answer = done(
                answered,
                () -> door.deliver(
                        new Message(entry, headers, bytes),
                        running.cell().custody(),
                        (got, passage) -> answered.complete(got)),
                limit);
        boolean ended = process.isOver();
        makeDue();
        if (ended) return null;
        return new Answer(answer.status(), answer.contentType(), answer.text());
    }

    private @Nullable Answer byRoute(Route route, @Nullable String body, Map<String, String> headers, Duration limit) {
        var message = new Message(Entries.entry(running.cell().grant(), route.getEndpoint()), headers, bytes(body));
        var over = new CompletableFuture<Passage>();
        var passage = done(
                over,
                () -> running.cell()
                        .deliver(route, message, false)
                        .orElseThrow(() -> new IllegalStateException("The stage is closed."))
                        .thenAccept(over::complete),
                limit);
        boolean ended = process.isOver();
        makeDue();
        if (!ended && route.getEndpoint() instanceof StageComponent.StageEndpoint folder)
            folder.moved(
                            headers.getOrDefault(Exchange.FILE_NAME, ""),
                            passage.outcome().kind() == Passage.Kind.DONE)
                    .ifPresent(target -> moved.add(new Delivery(target, body == null ? "" : body)));
        return null;
    }

    /** Sends on a thread of the stage and waits, also for whatever the message set going. */
    private <T> T done(CompletableFuture<T> outcome, Runnable sending, Duration limit) {
        long begun = System.nanoTime();
        workers.execute(running.hands().counted(() -> {
            try {
                sending.run();
            } catch (RuntimeException failure) {
                outcome.completeExceptionally(failure);
            }
        }));
        try {
            var got = outcome.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            running.hands().rest(limit.minusNanos(System.nanoTime() - begun));
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
        running.cell().completeGroups();
        try {
            running.hands().rest(limit);
        } catch (TimeoutException late) {
            throw new IllegalStateException(
                    "A group was still under way after %d ms.".formatted(limit.toMillis()), late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The rehearsal was stopped.", stopped);
        }
        makeDue();
    }

    @Override
    public List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    @Override
    public List<String> deadLetters() {
        return store.kept();
    }

    @Override
    public void close() {
        running.cell().stop();
    }
}
