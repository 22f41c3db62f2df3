package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.Message;
import dev.routewright.cell.CellRuntime.Replayed;
import dev.routewright.cell.CellRuntime.StillUnderWay;
import dev.routewright.services.Asked;
import dev.routewright.services.CallCredentials.Caller;
import dev.routewright.services.Invoker;
import dev.routewright.services.ServiceFailure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes a kept call once more: only the call, not the message it came from. The version that is live must hold its
 * operation in the grant.
 */
final class CallAgain {
    private CallAgain() {}

    static Replayed by(Invoker invoker, Cell cell, Message message, Duration limit) {
        var key = message.entry().address();
        if (!cell.grant().operations().contains(key))
            throw new IllegalArgumentException(
                    "[%s v%d] The live version may not call %s. The call is still kept; approve a version that may, or delete it."
                            .formatted(cell.integration(), cell.number(), key));
        int dot = key.indexOf('.');
        var done = new CompletableFuture<Replayed>();
        invoker.call(
                new Caller(cell.integration(), cell.number()),
                key.substring(0, dot),
                key.substring(dot + 1),
                input(message),
                Asked.NOTHING,
                id(message),
                () -> {},
                (reply, failure) -> {
                    if (failure == null) done.complete(new Replayed(200, String.valueOf(reply), null));
                    else done.completeExceptionally(failure);
                });
        return await(done, key, limit);
    }

    private static com.fasterxml.jackson.databind.JsonNode input(Message message) {
        var body = message.body();
        try {
            return Json.MAPPER.readTree(body == null ? new byte[] {'{', '}'} : body);
        } catch (java.io.IOException notJson) {
            throw new IllegalArgumentException(
                    "The inputs of the call are not JSON. Nothing was sent; the call is still kept.", notJson);
        }
    }

    /** The key it had before, so that a service that knows it does it once. */
    private static String id(Message message) {
        var headers = message.headers();
        return Map.copyOf(headers).getOrDefault("Idempotency-Key", "");
    }

    private static Replayed await(CompletableFuture<Replayed> done, String key, Duration limit) {
        try {
            return done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new StillUnderWay(
                    "The call %s is still under way after %d s; it will be done or kept."
                            .formatted(key, limit.toSeconds()),
                    done);
        } catch (ExecutionException failed) {
            var why = failed.getCause() instanceof ServiceFailure known ? known.getMessage() : "It broke off.";
            throw new IllegalStateException("%s The call is still kept.".formatted(why), failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The replay was interrupted; the call is still kept.", stopped);
        }
    }
}
