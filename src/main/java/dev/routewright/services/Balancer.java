package dev.routewright.services;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/** Chooses among instances of one service. Thread-safe. */
final class Balancer {
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<LiveInstance, Share> shares = new IdentityHashMap<>();

    Balancer(List<LiveInstance> instances, Map<URI, Integer> weights) {
        for (var instance : instances)
            shares.put(
                    instance,
                    new Share(weights.getOrDefault(
                            instance.url(), instance.place().weight())));
    }

    /**
     * @param how one of {@link Balancing}'s names
     * @param among at least one
     * @param again whether the call has been somewhere already: it takes no further turn then, or two instances of which
     *     one fails would see every call begin at the same one
     */
    LiveInstance choose(
            String how, List<LiveInstance> among, boolean again, Optional<String> stickyBy, ObjectNode input) {
        if (among.size() == 1) return among.get(0);
        return switch (how) {
            case "random" -> among.get(ThreadLocalRandom.current().nextInt(among.size()));
            case "weighted" -> weighted(among);
            case "least-connections" -> least(among, again, LiveInstance::inUse);
            case "least-response-time" -> {
                long now = System.nanoTime();
                yield least(among, again, instance -> instance.load(now));
            }
            case "sticky" ->
                sticky(among, stickyBy.map(name -> Keys.text(input.get(name))).orElseGet(() -> Keys.text(input)));
            default -> among.get(start(among, again));
        };
    }

    private int start(List<LiveInstance> among, boolean again) {
        return Math.floorMod(again ? turn.get() : turn.getAndIncrement(), among.size());
    }

    /** Of equals the one whose turn it is. */
    private LiveInstance least(List<LiveInstance> among, boolean again, ToDoubleFunction<LiveInstance> by) {
        int start = start(among, again);
        var best = among.get(start);
        double least = by.applyAsDouble(best);
        for (int i = 1; i < among.size(); i++) {
            var other = among.get((start + i) % among.size());
            double its = by.applyAsDouble(other);
            if (its < least) {
                best = other;
                least = its;
            }
        }
        return best;
    }

    /**
     * Smooth weighted round-robin as nginx does it (ngx_http_upstream_round_robin.c): everybody gains its weight, who has
     * most is chosen and pays the sum, so that a heavy instance is not called many times in a row.
     */
    private synchronized LiveInstance weighted(List<LiveInstance> among) {
        var best = among.get(0);
        int total = 0;
        int most = Integer.MIN_VALUE;
        for (var instance : among) {
            var share = shares.computeIfAbsent(instance, i -> new Share(1));
            share.current += share.weight;
            total += share.weight;
            if (share.current > most) {
                best = instance;
                most = share.current;
            }
        }
        shares.get(best).current -= total;
        return best;
    }

    /**
     * Rendezvous hashing (Thaler and Ravishankar, 1998): the same value meets the same instance, and when one goes only its
     * values move.
     */
    private static LiveInstance sticky(List<LiveInstance> among, String value) {
        long key = Keys.hash(value);
        var best = among.get(0);
        long most = Long.MIN_VALUE;
        for (var instance : among) {
            long score = Keys.mixed(key ^ instance.hash());
            if (score > most) {
                best = instance;
                most = score;
            }
        }
        return best;
    }

    private static final class Share {
        private final int weight;
        private int current;

        Share(int weight) {
            this.weight = weight;
        }
    }
}
