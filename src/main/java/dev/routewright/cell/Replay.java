package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.Message;
import dev.routewright.cell.CellRuntime.Replayed;
import dev.routewright.cell.CellRuntime.StillUnderWay;
import dev.routewright.cell.Passage.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Lets a kept message in again. Whatever goes wrong, it is kept again: a replay never makes a message disappear. */
final class Replay {
    private Replay() {}

    /** @param live asked again when the cell it gave is being replaced */
    static Replayed into(Supplier<Cell> live, Repetitions repetitions, Message message, Duration limit) {
        while (true) {
            var cell = live.get();
            var done = message.entry().kind().equals("http")
                    ? byHttp(cell, repetitions, message)
                    : byPoller(cell, message);
            if (done.isPresent()) return await(done.get(), limit);
            Thread.onSpinWait();
        }
    }

    private static Optional<CompletableFuture<Replayed>> byHttp(Cell cell, Repetitions repetitions, Message message) {
        var door = cell.doors().stream()
                .filter(d -> d.serves(message.entry()))
                .findFirst()
                .orElseThrow(() -> gone(cell, message));
        var done = new CompletableFuture<Replayed>();
        boolean taken = door.deliverAgain(message, cell.custody(), (answer, passage) -> {
            try {
                var replayed = replayed(passage, answer.status(), answer.text());
                if (passage.outcome().kind() == Kind.DONE) repetitions.wentThrough(cell, door, message, answer);
                done.complete(replayed);
            } catch (IllegalStateException lost) {
                done.completeExceptionally(lost);
            }
        });
        return taken ? Optional.of(done) : Optional.empty();
    }

    private static Optional<CompletableFuture<Replayed>> byPoller(Cell cell, Message message) {
        var route = cell.poller(message.entry().kind()).orElseThrow(() -> gone(cell, message));
        return cell.deliver(route, message, true)
                .map(done -> done.thenApply(
                        passage -> replayed(passage, passage.outcome().kind() == Kind.DONE ? 200 : 500, "")));
    }

    private static Replayed replayed(Passage passage, int status, String body) {
        var outcome = passage.outcome();
        if (outcome.kind() == Kind.LOST)
            throw new IllegalStateException(
                    "The replay failed and the message could not be kept again. The first dead letter still holds it.");
        return new Replayed(status, body, outcome.kind() == Kind.KEPT ? outcome.text() : null);
    }

    private static Replayed await(CompletableFuture<Replayed> done, Duration limit) {
        try {
            return done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new StillUnderWay(
                    "The replayed message is still under way after %d s; it will be done or kept."
                            .formatted(limit.toSeconds()),
                    done);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException ours) throw ours;
            throw new IllegalStateException("The replay failed.", failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The replay was interrupted; the message will be done or kept.", stopped);
        }
    }

    private static IllegalArgumentException gone(Cell cell, Message message) {
        return new IllegalArgumentException(
                "[%s v%d] The live version has no entry %s %s %s any more. The message is still kept; edit or discard it."
                        .formatted(
                                cell.integration(),
                                cell.number(),
                                message.entry().kind(),
                                message.entry().method(),
                                message.entry().address()));
    }
}
