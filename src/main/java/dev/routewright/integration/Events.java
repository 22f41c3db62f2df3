package dev.routewright.integration;

import dev.routewright.journal.Version;
import dev.routewright.route.Evidence;
import dev.routewright.route.Finding;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What happens to versions, for whoever looks on. Memory only and bounded: the newest events of the versions that were
 * active last. Telling never waits for a listener: one that does not keep up loses what a model writes, and one that
 * keeps up with nothing is cut off.
 */
public final class Events {
    private static final int VERSIONS = 100;
    private static final int EVENTS = 300;
    private static final int BACKLOG = 1_000;
    /** So much of the backlog is left to events that matter. */
    private static final int RESERVED = 500;

    private static final String TOKEN = "token";

    /** Least recently told or followed first. */
    private final Map<String, Stream> streams = new LinkedHashMap<>(16, 0.75f, true);

    /** @param id counts from 1 within a version @param type {@code stage token finding scenario status} */
    public record Event(long id, String type, Map<String, Object> data) {}

    private final List<Consumer<String>> integrations = new CopyOnWriteArrayList<>();
    private final List<Consumer<Version>> statuses = new CopyOnWriteArrayList<>();

    private static final class Stream {
        private final Deque<Event> past = new ArrayDeque<>();
        private final List<Follower> followers = new ArrayList<>();
        private final Writing writing = new Writing();
        private long last;
    }

    /** One listener: first the past, then the present. */
    public final class Follower implements AutoCloseable {
        private final String version;
        private final BlockingQueue<Event> waiting = new LinkedBlockingQueue<>(BACKLOG);
        private volatile boolean cutOff;

        private Follower(String version) {
            this.version = version;
        }

        /** The next event, or nothing within this time. */
        public Optional<Event> next(Duration time) throws InterruptedException {
            return Optional.ofNullable(waiting.poll(time.toMillis(), TimeUnit.MILLISECONDS));
        }

        /** Whether events were lost because the listener was too slow. */
        public boolean isCutOff() {
            return cutOff;
        }

        @Override
        public void close() {
            synchronized (streams) {
                var stream = streams.get(version);
                if (stream != null) stream.followers.remove(this);
            }
        }
    }

    public Follower follow(String integration, int number) {
        synchronized (streams) {
            var key = key(integration, number);
            var stream = stream(key);
            var follower = new Follower(key);
            follower.waiting.addAll(stream.past);
            if (stream.writing.isUnderWay())
                follower.waiting.offer(new Event(stream.last, TOKEN, stream.writing.soFar()));
            stream.followers.add(follower);
            return follower;
        }
    }

    /** Is told the name of each integration that appears or goes, after it has. */
    public void onIntegrations(Consumer<String> listener) {
        integrations.add(listener);
    }

    /** Is told each version whose status has changed, on the thread that changed it. */
    public void onStatus(Consumer<Version> listener) {
        statuses.add(listener);
    }

    void changed(String integration) {
        integrations.forEach(listener -> listener.accept(integration));
    }

    void status(Version version) {
        statuses.forEach(listener -> listener.accept(version));
        var data = new LinkedHashMap<String, Object>();
        data.put("status", version.status().code());
        if (version.why() != null) data.put("why", version.why());
        tell(version.integration(), version.number(), "status", data);
    }

    /** A progress that tells everything to the listeners of this version. */
    Progress progress(Version version) {
        return new Progress() {
            @Override
            public void stage(Stage stage, String words) {
                tell(version.integration(), version.number(), "stage", Map.of("stage", stage.code(), "words", words));
            }

            @Override
            public void finding(Finding finding) {
                tell(version.integration(), version.number(), "finding", Map.of("finding", finding));
            }

            @Override
            public void run(Evidence.Run run) {
                var data = Map.<String, Object>of(
                        "name", run.name(),
                        "kind", run.kind(),
                        "injected", run.injected(),
                        "passed", run.passed(),
                        "problem", run.problem(),
                        "millis", run.millis());
                tell(version.integration(), version.number(), "scenario", data);
            }

            @Override
            public void token(String text) {
                tellWriting(version.integration(), version.number(), text);
            }
        };
    }

    private void tell(String integration, int number, String type, Map<String, Object> data) {
        synchronized (streams) {
            var stream = stream(key(integration, number));
            stream.writing.rest().ifPresent(rest -> passOn(stream, rest));
            if (!type.equals("finding") && !type.equals("scenario")) stream.writing.end();
            var event = new Event(++stream.last, type, data);
            stream.past.addLast(event);
            if (stream.past.size() > EVENTS) stream.past.removeFirst();
            for (var follower : stream.followers) if (!follower.waiting.offer(event)) follower.cutOff = true;
        }
    }

    private void tellWriting(String integration, int number, String text) {
        synchronized (streams) {
            var stream = stream(key(integration, number));
            stream.writing.add(text).ifPresent(piece -> passOn(stream, piece));
        }
    }

    /** Kept for nobody: who comes later is told the end of what is there by then. */
    private static void passOn(Stream stream, Map<String, Object> piece) {
        var event = new Event(++stream.last, TOKEN, piece);
        for (var follower : stream.followers)
            if (follower.waiting.remainingCapacity() > RESERVED) follower.waiting.add(event);
    }

    private Stream stream(String key) {
        var stream = streams.computeIfAbsent(key, missing -> new Stream());
        var excess = streams.size() - VERSIONS;
        for (var oldest = streams.values().iterator(); excess > 0 && oldest.hasNext(); ) {
            var one = oldest.next();
            if (one == stream || !one.followers.isEmpty()) continue;
            oldest.remove();
            excess--;
        }
        return stream;
    }

    private static String key(String integration, int number) {
        return integration + '/' + number;
    }
}
