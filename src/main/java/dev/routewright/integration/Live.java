package dev.routewright.integration;

import dev.routewright.cell.CellRuntime;
import dev.routewright.cell.CellRuntime.CellFailed;
import dev.routewright.journal.Integration;
import dev.routewright.journal.Journal;
import dev.routewright.journal.StoreTrouble;
import dev.routewright.journal.Version;
import dev.routewright.journal.Versions;
import dev.routewright.route.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what runs equal to what should run. One integration is changed by one caller at a time; integrations do not wait
 * for each other. A cell switches first and the store follows, so whatever fails or dies between leaves the version that
 * ran before.
 */
public final class Live {
    private static final Logger log = LoggerFactory.getLogger(Live.class);
    private static final int AT_ONCE = 4;

    private final CellRuntime cells;
    private final Versions versions;
    private final Journal journal;
    private final Events events;
    private final Claims claims = new Claims();
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    public Live(CellRuntime cells, Versions versions, Journal journal, Events events) {
        this.cells = cells;
        this.versions = versions;
        this.journal = journal;
        this.events = events;
    }

    /** A version of it was taken in, its first perhaps. */
    void appeared(String name) {
        events.changed(name);
    }

    Claims claims() {
        return claims;
    }

    /** Nobody else changes this integration meanwhile. */
    <T> T alone(String integration, Supplier<T> work) {
        var lock = locks.computeIfAbsent(integration, name -> new ReentrantLock());
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets a version take over that somebody has decided for.
     *
     * @return the version as it is now, live
     * @throws Declined when an entry is taken or the cell does not start; the version that was live never stopped
     */
    Version switchTo(Version version, String who, String what) {
        var name = version.integration();
        var before = versions.integration(name).orElseThrow(() -> unknown(name));
        claims.add(name, version.dossier().grant());
        Version live;
        try {
            var start = System.nanoTime();
            cells.switchTo(cellVersion(version));
            var millis = (System.nanoTime() - start) / 1_000_000;
            live = keep(version.with(version.dossier().withTiming("switch", millis)), before);
        } catch (CellFailed e) {
            claims.settle(name, entriesOf(before));
            throw failed(version, before, who, e.getMessage());
        } catch (RuntimeException e) {
            claims.settle(name, entriesOf(before));
            throw e;
        }
        claims.settle(name, version.dossier().grant().entries());
        if (before.paused()) cells.pause(name);
        journal.append(who, what, subject(version), "");
        events.status(live);
        return live;
    }

    /** When the store does not take the change, the cell goes back: it must not run what nobody would bring back. */
    private Version keep(Version version, Integration before) {
        try {
            return versions.makeLive(version);
        } catch (RuntimeException e) {
            runWhatRan(before);
            throw e;
        }
    }

    private void runWhatRan(Integration before) {
        try {
            var old = liveVersion(before);
            if (old == null) cells.remove(before.name());
            else cells.switchTo(cellVersion(old));
        } catch (CellFailed | RuntimeException e) {
            log.error("[{}] could not be taken back to the version the store holds", before.name(), e);
        }
    }

    private Declined failed(Version version, Integration before, String who, @Nullable String cause) {
        var holds = before.live() == null ? "Nothing was loaded." : "Version %d stays live.".formatted(before.live());
        var sentence = "[%s] version %d did not start: %s %s Change what it says, then approve it again."
                .formatted(version.integration(), version.number(), cause, holds);
        var failed = version.decided().as(Status.FAILED, sentence);
        versions.move(failed, version.status());
        journal.append(who, "approve-failed", subject(version), sentence);
        events.status(failed);
        return new Declined(Declined.Reason.UNUSABLE, sentence);
    }

    void pause(String name, boolean paused, String who) {
        alone(name, () -> {
            var integration = versions.integration(name).orElseThrow(() -> unknown(name));
            if (integration.live() == null)
                throw new Declined(
                        Declined.Reason.CONFLICT,
                        "%s has no live version. Nothing was changed. Approve a version first.".formatted(name));
            versions.pause(name, paused);
            // One that did not start yet will be paused when it does.
            if (cells.figures(name).isPresent()) {
                if (paused) cells.pause(name);
                else cells.resume(name);
            }
            journal.append(who, paused ? "pause" : "resume", name, "");
            return null;
        });
    }

    /** Lets nothing more into an integration that does what it may not, until a person resumes it. */
    public void quarantine(String name, String why) {
        alone(name, () -> {
            var integration = versions.integration(name);
            if (integration.isEmpty()
                    || integration.get().live() == null
                    || integration.get().paused()) return null;
            if (cells.figures(name).isPresent()) cells.pause(name);
            versions.pause(name, true);
            var sentence = why + " It is paused; look at its security events, then resume it or roll it back.";
            journal.append("runtime", SecurityRecord.QUARANTINE, name, sentence);
            log.warn("[{}] {}", name, sentence);
            return null;
        });
    }

    void delete(String name, String who) {
        alone(name, () -> {
            versions.integration(name).orElseThrow(() -> unknown(name));
            journal.append(who, "delete", name, "");
            versions.delete(name);
            cells.remove(name);
            versions.forget(name);
            claims.settle(name, List.of());
            events.changed(name);
            return null;
        });
    }

    /**
     * Brings back whatever should run and does not, several at once; one that fails is recorded and stops nothing. At
     * start this is everything, later only what failed before.
     */
    public void reconcile() {
        var running = cells.figures().stream()
                .collect(Collectors.toMap(CellRuntime.Figures::integration, CellRuntime.Figures::version));
        var missing = versions.integrations().stream()
                .filter(one -> one.live() != null && !one.live().equals(running.get(one.name())))
                .map(Integration::name)
                .toList();
        if (!missing.isEmpty()) bringBack(missing);
    }

    private void bringBack(List<String> names) {
        var workers = Executors.newFixedThreadPool(AT_ONCE);
        for (var name : names)
            workers.execute(() -> alone(name, () -> {
                versions.integration(name).ifPresent(this::bringBack);
                return null;
            }));
        workers.shutdown();
        try {
            while (!workers.awaitTermination(1, TimeUnit.MINUTES)) log.warn("Live integrations are still starting.");
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void bringBack(Integration desired) {
        var version = liveVersion(desired);
        if (version == null || runs(version)) return;
        try {
            claims.add(desired.name(), version.dossier().grant());
            cells.switchTo(cellVersion(version));
            if (desired.paused()) cells.pause(desired.name());
            if (version.status() != Status.LIVE) events.status(versions.makeLive(version));
        } catch (CellFailed | Declined e) {
            notBack(version, e.getMessage());
        } catch (RuntimeException e) {
            StoreTrouble.log(log, desired.name(), e);
            notBack(
                    version,
                    "it broke off by a mistake of Routewright (%s)."
                            .formatted(e.getClass().getSimpleName()));
        }
    }

    /** It stays desired, and is tried again. */
    private void notBack(Version version, @Nullable String cause) {
        var sentence =
                ("[%s] version %d should be live and did not start: %s The others run. It is tried again every 30 seconds.")
                        .formatted(version.integration(), version.number(), cause);
        if (sentence.equals(version.why())) return;
        log.error(sentence);
        try {
            var failed = version.as(Status.FAILED, sentence);
            if (versions.move(failed, Status.LIVE, Status.FAILED)) events.status(failed);
        } catch (RuntimeException e) {
            StoreTrouble.log(log, version.integration(), e);
        }
    }

    private boolean runs(Version version) {
        return cells.figures(version.integration())
                .filter(figures -> figures.version() == version.number())
                .isPresent();
    }

    private @Nullable Version liveVersion(Integration integration) {
        return integration.live() == null
                ? null
                : versions.find(integration.name(), integration.live()).orElse(null);
    }

    private List<dev.routewright.route.Grant.Entry> entriesOf(Integration integration) {
        var version = liveVersion(integration);
        return version == null ? List.of() : version.dossier().grant().entries();
    }

    private static CellRuntime.Version cellVersion(Version version) {
        var yaml = version.dossier().yaml();
        if (yaml == null) throw new IllegalStateException("%s has no route.".formatted(subject(version)));
        return new CellRuntime.Version(
                version.integration(), version.number(), yaml, version.dossier().grant());
    }

    static String subject(Version version) {
        return version.integration() + "/" + version.number();
    }

    static Declined unknown(String name) {
        return new Declined(
                Declined.Reason.UNKNOWN,
                "There is no integration %s. Nothing was changed. GET /api/integrations lists those there are."
                        .formatted(Quoted.of(name)));
    }
}
