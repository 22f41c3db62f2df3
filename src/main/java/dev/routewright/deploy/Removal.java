package dev.routewright.deploy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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
     * @param trouble what kept the rest from being removed, empty when nothing did
     */
    public record Removed(String version, List<String> removed, List<String> kept, boolean gone, String trouble) {}

    /**
     * Removes it and waits until it is gone.
     *
     * @return empty lists when there was nothing of it
     * @throws ClusterTrouble when nothing was removed
     */
    public Removed remove(String integration, Duration limit, Consumer<String> progress) {
        var all = new TreeSet<Ref>(Comparator.reverseOrder());
        var version = "";
        for (var kind : Deployer.OF_ONE)
            for (var one : api.ours(kind, integration)) {
                all.add(Ref.to(one));
                all.addAll(Labels.parts(one));
                version = Labels.of(one, Labels.VERSION);
            }
        var removed = new ArrayList<String>();
        var kept = new ArrayList<String>();
        var end = System.nanoTime() + limit.toNanos();
        for (var ref : all)
            try {
                if (api.find(ref).filter(Labels::isOurs).isEmpty()) continue;
                // Asked anew each time: somebody may have begun to use it while what came before was taken down.
                if (!new Users(api.integrations(), integration).of(ref).isEmpty()) {
                    kept.add(ref.toString());
                    continue;
                }
                api.delete(ref);
                removed.add(ref.toString());
                if (!isGone(ref, end)) return new Removed(version, removed, kept, false, "");
                progress.accept(ref + " removed");
            } catch (ClusterTrouble trouble) {
                if (removed.isEmpty()) throw trouble;
                return new Removed(version, removed, kept, false, trouble.getMessage());
            }
        return new Removed(version, removed, kept, true, "");
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
