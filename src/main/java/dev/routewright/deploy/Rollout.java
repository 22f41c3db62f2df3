package dev.routewright.deploy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Waits until what was applied runs, or does not and why. Changes are watched; where watching is not allowed it looks by
 * itself.
 */
public final class Rollout {
    private final Api api;
    private final Pace pace;

    Rollout(Api api, Pace pace) {
        this.api = api;
        this.pace = pace;
    }

    /**
     * @param look how often it looks by itself
     * @param patience how long pods may be in a trouble that sometimes goes away
     */
    public record Pace(Duration look, Duration patience) {
        public static final Pace STANDARD = new Pace(Duration.ofSeconds(2), Duration.ofSeconds(20));
    }

    /** What came of waiting. */
    public sealed interface Outcome {
        <T> T fold(Function<Runs, T> runs, Function<Fails, T> fails, Function<Late, T> late);

        /** @param pods how many the cluster has for it; none where it scales to nothing */
        record Runs(int pods) implements Outcome {
            @Override
            public <T> T fold(Function<Runs, T> runs, Function<Fails, T> fails, Function<Late, T> late) {
                return runs.apply(this);
            }
        }

        /** It will not come up by itself. */
        record Fails(Cause cause) implements Outcome {
            @Override
            public <T> T fold(Function<Runs, T> runs, Function<Fails, T> fails, Function<Late, T> late) {
                return fails.apply(this);
            }
        }

        /** It may still come up. */
        record Late(Cause cause) implements Outcome {
            @Override
            public <T> T fold(Function<Runs, T> runs, Function<Fails, T> fails, Function<Late, T> late) {
                return late.apply(this);
            }
        }
    }

    /** @param progress told each step once */
    public Outcome await(Plan plan, Duration limit, Consumer<String> progress) {
        var ref = Ref.to(plan.bundle().root());
        var happened = new Semaphore(0);
        var watched = new Watched(api, ref, plan.before(), pace.patience());
        var end = System.nanoTime() + limit.toNanos();
        var told = "";
        // Beside: where something between does not let a watch through, it takes a minute until that is known.
        var watch = CompletableFuture.supplyAsync(() -> api.watch(ref, happened::release));
        try {
            while (true) {
                var seen = look(watched);
                if (seen.outcome().isPresent()) return seen.outcome().get();
                if (!seen.state().equals(told)) progress.accept(seen.state());
                told = seen.state();
                var left = end - System.nanoTime();
                if (left <= 0) return new Outcome.Late(seen.cause());
                happened.tryAcquire(Math.min(left, pace.look().toNanos()), TimeUnit.NANOSECONDS);
                happened.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Late(new Cause("Waiting was interrupted", "The cluster goes on by itself"));
        } finally {
            watch.thenAccept(Rollout::close);
        }
    }

    /** A cluster that is away for a moment goes on with what it was given. */
    private static Seen look(Watched watched) {
        try {
            return watched.look();
        } catch (ClusterTrouble trouble) {
            if (trouble.reason() != ClusterTrouble.Reason.UNREACHABLE) throw trouble;
            var what = trouble.getMessage().replaceFirst("\\.$", "");
            return new Seen("No answer from the cluster", new Cause(what, ""), Optional.empty());
        }
    }

    private static void close(AutoCloseable watch) {
        try {
            watch.close();
        } catch (Exception gone) {
            // It only watched.
        }
    }

    /**
     * One look.
     *
     * @param state how far it is, in words
     * @param cause what it waits for
     */
    record Seen(String state, Cause cause, Optional<Outcome> outcome) {
        static Seen of(Outcome outcome) {
            return new Seen("", new Cause("", ""), Optional.of(outcome));
        }
    }

    /** What somebody knows who has looked before. */
    private static final class Watched {
        private final Api api;
        private final Ref ref;
        private final Optional<Status> before;
        private final Duration patience;
        private long troubledSince;
        private String trouble = "";

        Watched(Api api, Ref ref, Optional<GenericKubernetesResource> before, Duration patience) {
            this.api = api;
            this.ref = ref;
            this.before = before.map(Status::of);
            this.patience = patience;
        }

        Seen look() {
            var live = api.find(ref);
            if (live.isEmpty())
                return Seen.of(new Outcome.Fails(new Cause(
                        "%s was removed by somebody else".formatted(ref), "Deploy again, or find out who did")));
            var status = Status.of(live.get());
            var pods = new PodTroubles(api).of(ref.name());
            if (!status.isOf(before)) return new Seen("Camel K has not looked at it yet", unseen(), Optional.empty());
            if (status.hasFailed())
                return Seen.of(
                        new Outcome.Fails(pods.map(PodTroubles.Trouble::cause).orElse(status.cause())));
            if (status.runs()) return Seen.of(new Outcome.Runs(status.replicas()));
            if (pods.isEmpty()) {
                trouble = "";
                return new Seen(status.words(), status.cause(), Optional.empty());
            }
            var found = pods.get();
            if (!found.cause().what().equals(trouble)) troubledSince = System.nanoTime();
            trouble = found.cause().what();
            if (found.lasting() && System.nanoTime() - troubledSince >= patience.toNanos())
                return Seen.of(new Outcome.Fails(found.cause()));
            return new Seen(status.words() + "; " + trouble, found.cause(), Optional.empty());
        }

        private static Cause unseen() {
            return new Cause(
                    "Camel K has not looked at it",
                    "Check that its operator runs and watches this namespace: kubectl get pods -A -l app=camel-k");
        }
    }
}
