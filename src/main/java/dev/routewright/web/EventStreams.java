package dev.routewright.web;

import dev.routewright.integration.Declined;
import dev.routewright.integration.Events;
import dev.routewright.journal.Version;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Events of versions as server-sent events. A stream ends when the version has come to rest, or when its listener is
 * gone, which a comment every few seconds finds out.
 */
@Component
class EventStreams {
    private static final int AT_ONCE = 64;
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Set<Object> AT_REST = Set.of("live", "rejected", "failed", "retired");

    private final Events events;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Set<SseEmitter> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService senders = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "event-stream");
        thread.setDaemon(true);
        return thread;
    });

    EventStreams(Events events) {
        this.events = events;
    }

    SseEmitter open(Version version) {
        if (!places.tryAcquire())
            throw new Declined(
                    Declined.Reason.BUSY,
                    "%d event streams are open. Yours was not opened. Close one, or ask for the version itself."
                            .formatted(AT_ONCE));
        var emitter = new SseEmitter(LONGEST.toMillis());
        open.add(emitter);
        emitter.onCompletion(() -> open.remove(emitter));
        emitter.onError(gone -> open.remove(emitter));
        emitter.onTimeout(emitter::complete);
        senders.execute(() -> {
            try (var follower = events.follow(version.integration(), version.number())) {
                send(version, follower, emitter);
                emitter.complete();
            } catch (IOException | IllegalStateException gone) {
                // Nobody listens any more.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                open.remove(emitter);
                places.release();
            }
        });
        return emitter;
    }

    private void send(Version version, Events.Follower follower, SseEmitter emitter)
            throws IOException, InterruptedException {
        var first = follower.next(Duration.ZERO);
        // After a restart nobody remembers what happened, but everybody knows where it stands.
        var event = first.orElseGet(() -> whereItStands(version));
        while (open.contains(emitter) && !follower.isCutOff()) {
            emitter.send(SseEmitter.event()
                    .id(Long.toString(event.id()))
                    .name(event.type())
                    .data(event.data(), MediaType.APPLICATION_JSON));
            var next = follower.next(Duration.ZERO);
            if (next.isEmpty() && isLast(event)) return;
            while (next.isEmpty()) {
                next = follower.next(HEARTBEAT);
                if (!open.contains(emitter)) return;
                if (next.isEmpty()) emitter.send(SseEmitter.event().comment("still there"));
            }
            event = next.get();
        }
    }

    private static boolean isLast(Events.Event event) {
        return event.type().equals("status") && AT_REST.contains(event.data().get("status"));
    }

    private static Events.Event whereItStands(Version version) {
        var data = new LinkedHashMap<String, Object>();
        data.put("status", version.status().code());
        if (version.why() != null) data.put("why", version.why());
        return new Events.Event(0, "status", data);
    }

    /** An open stream would keep the control plane from stopping. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        open.forEach(SseEmitter::complete);
        open.clear();
        senders.shutdownNow();
    }
}
