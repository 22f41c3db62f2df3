package dev.routewright.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs cases, each in each language, as often as asked. */
public final class Bench {
    private Bench() {}

    /**
     * @param dir the cases
     * @param only names or beginnings of names; empty for all
     * @param languages en, zh or both
     * @param times how often each case is run in each language
     * @param crowd how many services no case needs are registered too
     * @param kafka broker; without one, cases with topics are skipped
     * @param keep where to put what came of each run
     * @param parallel how many products draft at once
     * @param routes routes to run instead of what a drafter makes
     * @param patience seconds a description may take
     * @param firstPort first of the ports to use
     */
    public record Options(
            Path dir,
            List<String> only,
            List<String> languages,
            int times,
            int crowd,
            @Nullable String kafka,
            @Nullable Path keep,
            int parallel,
            @Nullable Path routes,
            double patience,
            int firstPort) {
        public Options {
            only = List.copyOf(only);
            languages = List.copyOf(languages);
        }
    }

    /**
     * @param progress lines for whoever watches, as runs end
     * @throws CaseUnusable when a case cannot be read; nothing was run
     */
    public static Results run(Options options, Product.Starter starter, Consumer<String> progress) {
        var cases = Cases.read(options.dir(), options.only());
        var jobs = jobs(cases, options);
        var queue = new ConcurrentLinkedQueue<>(jobs);
        var ports = new Ports(options.firstPort());
        var stage = new Object();
        var keep = options.keep() == null ? null : new Keep(options.keep());
        var runs = new ArrayList<Run>();
        Consumer<Run> done = run -> {
            synchronized (runs) {
                runs.add(run);
                run.lines(options.times()).forEach(progress);
                if (keep != null) keep.keep(run);
            }
        };
        var places = Math.max(1, Math.min(options.parallel(), jobs.size()));
        var workers = Executors.newFixedThreadPool(places);
        try {
            var working = new ArrayList<Future<?>>();
            for (int i = 0; i < places; i++)
                working.add(workers.submit(() -> work(options, starter, ports, cases, stage, queue, done)));
            for (var one : working) one.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The benchmark was interrupted.", e);
        } finally {
            queue.clear();
            workers.shutdownNow();
        }
        runs.sort(Comparator.comparing((Run run) -> run.played().slug())
                .thenComparing(Run::language)
                .thenComparing(Run::number));
        return new Results(runs, options);
    }

    private static List<Job> jobs(List<BenchCase> cases, Options options) {
        var jobs = new ArrayList<Job>();
        for (var played : cases)
            for (var language : options.languages())
                for (int number = 1; number <= options.times(); number++) jobs.add(new Job(played, language, number));
        return jobs;
    }

    private static void work(
            Options options,
            Product.Starter starter,
            Ports ports,
            List<BenchCase> cases,
            Object stage,
            Queue<Job> queue,
            Consumer<Run> done) {
        var product = OwnProduct.start(starter, ports, options.kafka(), options.routes() != null);
        try (var place = new Workplace(options, product, ports, cases, stage)) {
            for (var job = queue.poll(); job != null; job = queue.poll()) done.accept(place.run(job));
        }
    }
}
