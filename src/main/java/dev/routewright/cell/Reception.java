package dev.routewright.cell;

import dev.routewright.cell.CellRuntime.Message;
import dev.routewright.route.Grant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes HTTP requests in for integrations, whatever server they came by: the runtime's own door and the server of a
 * process an integration has left for give the same answers.
 */
final class Reception {
    static final HttpAnswer TOO_LARGE =
            HttpAnswer.problem(413, "Too large", "The body is larger than allowed. Nothing was done.");
    static final HttpAnswer UNDER_WAY = HttpAnswer.problem(
            504, "Still under way", "The message is taken in but not done yet. Do not send it again.");
    private static final HttpAnswer NOTHING_HERE =
            HttpAnswer.problem(404, "Nothing here", "No integration listens at this path.");
    private static final HttpAnswer BUSY = HttpAnswer.problem(
                    503, "Too busy", "Too many messages are under way. Nothing was done; send it again in a moment.")
            .with("Retry-After", "1");
    private static final HttpAnswer PAUSED = HttpAnswer.problem(
                    503, "Paused", "This integration is paused. Nothing was done; send it again later.")
            .with("Retry-After", "30");

    private final int largestBody;
    private final EntryTable table;
    private final Semaphore room;
    private final Rates rates;
    private final Repetitions repetitions;

    Reception(Settings settings, EntryTable table, Repetitions repetitions) {
        this.largestBody = settings.largestBody();
        this.table = table;
        this.repetitions = repetitions;
        this.rates = new Rates(settings.entrance().perSecond(), System::nanoTime);
        this.room = new Semaphore(settings.mostRequests());
    }

    /**
     * @param path as it came, without the query
     * @param headers by name in whatever spelling
     */
    record Request(String method, String path, @Nullable String query, Map<String, List<String>> headers) {
        private List<String> keys() {
            return headers.getOrDefault(Repetitions.HEADER, List.of());
        }
    }

    /** What it is turned away with; empty when it has a place among those under way, which {@link Visit} gives back. */
    Optional<HttpAnswer> turnsAway(String method, String path) {
        var found = table.find(method, path);
        if (found.door().isEmpty())
            return Optional.of(
                    found.allowed().isEmpty() ? NOTHING_HERE : notAllowed(String.join(", ", found.allowed())));
        long early = rates.take(found.door().get().cell().integration());
        if (early > 0) return Optional.of(tooOften(early));
        return room.tryAcquire() ? Optional.empty() : Optional.of(BUSY);
    }

    private static HttpAnswer tooOften(long nanosEarly) {
        long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanosEarly + 999_999_999));
        return HttpAnswer.problem(
                        429,
                        "Too often",
                        "More requests come for this integration than it takes in a second. Nothing was done; send it again "
                                + "in a moment.")
                .with("Retry-After", String.valueOf(seconds));
    }

    private static HttpAnswer notAllowed(String allowed) {
        return HttpAnswer.problem(405, "Not this method", "This path takes %s.".formatted(allowed))
                .with("Allow", allowed);
    }

    private static Map<String, String> headers(Request request, Map<String, String> pathParameters) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach((name, values) -> {
            if (Headers.mayEnter(name)) headers.put(name, String.join(", ", values));
        });
        Query.parameters(request.query()).forEach((name, value) -> {
            // A key is what the header says: no other part of an address may stand for it.
            if (Headers.mayEnter(name) && !name.equalsIgnoreCase(Repetitions.HEADER)) headers.put(name, value);
        });
        pathParameters.forEach((name, value) -> {
            if (Headers.mayEnter(name)) headers.put(name, value);
        });
        return headers;
    }

    /** One request's place among those under way; given back once. */
    final class Visit {
        private final Request request;
        private final Consumer<HttpAnswer> caller;
        private final AtomicBoolean answered = new AtomicBoolean();
        private final AtomicBoolean given = new AtomicBoolean();
        private volatile Optional<Repetitions.Claim> claim = Optional.empty();

        /** @param caller told at most once, on any thread */
        Visit(Request request, Consumer<HttpAnswer> caller) {
            this.request = request;
            this.caller = caller;
        }

        void take(byte @Nullable [] body) {
            if (body != null && body.length > largestBody) answer(TOO_LARGE);
            else deliver(body);
        }

        /** A version may be replaced between finding its entry and entering: then its successor is asked. */
        private void deliver(byte @Nullable [] body) {
            while (true) {
                var found = table.find(request.method(), request.path());
                if (found.door().isEmpty()) {
                    answer(NOTHING_HERE, null);
                    return;
                }
                var door = found.door().get();
                if (door.cell().isPaused()) {
                    answer(PAUSED, null);
                    return;
                }
                var entry =
                        new Grant.Entry("http", request.method(), door.entry().path());
                if (claim.isEmpty() && !request.keys().isEmpty())
                    claim = repetitions.claim(door.cell(), repetition(door.entry(), body));
                var first = claim.flatMap(Repetitions.Claim::answer);
                if (first.isPresent()) {
                    answer(first.get());
                    return;
                }
                var message = new Message(entry, headers(request, found.parameters()), body);
                if (door.entry().deliver(message, door.cell().custody(), this::answer)) return;
                Thread.onSpinWait();
            }
        }

        private Repetitions.Request repetition(HttpEntry entry, byte @Nullable [] body) {
            var uri = request.query() == null ? request.path() : request.path() + "?" + request.query();
            return new Repetitions.Request(request.method(), entry.path(), uri, request.keys(), body);
        }

        /** The end of the message is bound to its key before the caller hears of it. */
        private void answer(HttpAnswer answer, @Nullable Passage passage) {
            claim.ifPresent(claimed -> claimed.ended(answer, passage));
            answer(answer);
        }

        private void answer(HttpAnswer answer) {
            give();
            if (answered.compareAndSet(false, true)) caller.accept(answer);
        }

        /** The request could not be read: nothing was let in. */
        void failed() {
            claim.ifPresent(Repetitions.Claim::free);
            give();
        }

        /** True for the one who may tell the caller something else, because nobody waits any longer. */
        boolean timesOut() {
            return answered.compareAndSet(false, true);
        }

        private void give() {
            if (given.compareAndSet(false, true)) room.release();
        }
    }
}
