package dev.routewright.deploy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Takes away what was deployed: only what carries our label, and nothing another integration uses. */
public final class Removal {
    private static final long LOOK = TimeUnit.SECONDS.toNanos(1);

    private final Api api;

    Removal(Api api) {
        this.api = api;
    }

    /**
     * @param version of what was removed, empty when it could not be told
     * @param kept still used by others
     * @param gone whether the cluster is done with it; otherwise it still works on it
     */
    public record Removed(String version, List<String> removed, List<String> kept, boolean gone) {}

    /** Removes it and waits until it is gone. @return empty lists when there was nothing of it */
    public Removed remove(String integration, Duration limit, Consumer<String> progress) {
        var own = api.ours(Kind.INTEGRATION, integration);
        var others = new Users(
                api.integrations(),
                own.isEmpty() ? "" : own.get(0).getMetadata().getName());
        var all = new TreeSet<Ref>(java.util.Comparator.reverseOrder());
        var version = "";
        api.ours(Kind.CONFIG_MAP, integration).forEach(one -> all.add(Ref.to(one)));
        for (var one : own) {
            all.add(Ref.to(one));
            all.addAll(Labels.parts(one));
            version = Labels.of(one, Labels.VERSION);
        }
        var removed = new ArrayList<String>();
        var kept = new ArrayList<String>();
        var end = System.nanoTime() + limit.toNanos();
        for (var ref : all) {
            if (api.find(ref).filter(Labels::isOurs).isEmpty()) continue;
            if (!others.of(ref).isEmpty()) {
                kept.add(ref.toString());
                continue;
            }
            api.delete(ref);
            if (!isGone(ref, end)) {
                removed.add(ref.toString());
                return new Removed(version, removed, kept, false);
            }
            progress.accept(ref + " removed");
            removed.add(ref.toString());
        }
        return new Removed(version, removed, kept, true);
    }

    private boolean isGone(Ref ref, long end) {
        var happened = new Semaphore(0);
        try (var watch = api.watch(ref, happened::release)) {
            while (api.find(ref).isPresent()) {
                var left = end - System.nanoTime();
                if (left <= 0) return false;
                happened.tryAcquire(Math.min(left, LOOK), TimeUnit.NANOSECONDS);
                happened.drainPermits();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ClusterTrouble trouble) {
            throw trouble;
        } catch (Exception unwatched) {
            return api.find(ref).isEmpty();
        }
    }
}
