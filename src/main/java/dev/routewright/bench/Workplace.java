package dev.routewright.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** One product and what surrounds it: runs one case after the other. */
final class Workplace implements AutoCloseable {
    private final Product product;
    private final Drafts drafts;
    private final Ports ports;
    private final Calls calls = new Calls();
    private final @Nullable Crowd crowd;
    private final @Nullable Routes routes;
    private final @Nullable String kafka;
    private final Object stage;

    /**
     * @param stage held while something is live: several products may draft at once, but times are only right when one
     *     of them performs
     */
    Workplace(Bench.Options options, Product product, Ports ports, List<BenchCase> cases, Object stage) {
        this.product = product;
        this.drafts = new Drafts(product, options.patience());
        this.ports = ports;
        this.routes = options.routes() == null ? null : new Routes(options.routes());
        this.kafka = options.kafka();
        this.stage = stage;
        this.crowd = options.crowd() == 0 ? null : new Crowd(options.crowd(), cases, ports.free(), calls);
        if (crowd != null) drafts.surround(crowd.documents());
    }

    Run run(Job job) {
        var played = job.played();
        if (played.needsKafka() && kafka == null) return Run.skipped(job, "no kafka broker");
        var route =
                routes == null ? null : routes.of(played.slug(), job.language()).orElse(null);
        if (routes != null && route == null) return Run.skipped(job, "no route");
        var began = Call.now();
        var topics = kafka == null || played.topics().isEmpty() ? null : new Topics(kafka);
        calls.clear();
        try (topics;
                var world = new World(played, product, topics, ports, calls)) {
            var submission = submission(job, world, route);
            synchronized (stage) {
                return performed(job, world, submission, began);
            }
        }
    }

    private Submission submission(Job job, World world, @Nullable Path route) {
        var played = job.played();
        var began = Call.now();
        try {
            for (var folder : played.folders())
                Files.createDirectories(world.data().resolve(folder));
            drafts.register(world.documents());
            return route == null
                    ? drafts.submit(job.name(), played.texts().getOrDefault(job.language(), ""), job.language())
                    : drafts.lay(job.name(), route);
        } catch (IllegalStateException e) {
            return Submission.none("failed", String.valueOf(e.getMessage()), Call.now() - began);
        } catch (IOException e) {
            throw new UncheckedIOException("The folders of " + played.slug() + " cannot be made.", e);
        }
    }

    private Run performed(Job job, World world, Submission submitted, double began) {
        var played = job.played();
        try {
            if (world.hasTopics()) world.topics().prepare(played.topics());
            var submission = approved(submitted);
            // A timer or a topic may have set it off already.
            var early = played.entryKind().matches("http|file") ? writes() : List.<Call>of();
            var behaviours = behaviours(played, world, submission);
            return new Run(job, "", submission, early, behaviours, Call.now() - began);
        } finally {
            drafts.remove(job.name());
        }
    }

    private Submission approved(Submission submitted) {
        try {
            return drafts.approve(submitted);
        } catch (IllegalStateException e) {
            return submitted.failed(String.valueOf(e.getMessage()));
        }
    }

    private List<Call> writes() {
        return calls.all().stream().filter(call -> !call.method().equals("GET")).toList();
    }

    private static List<BehaviourResult> behaviours(BenchCase played, World world, Submission submission) {
        var player = new Player(world);
        if (played.expectsNothingLive())
            return List.of(
                    BehaviourResult.unseen("asks or refuses", "outcome", 0, refusal(played, player, submission)));
        var all = played.behaviours();
        if (!submission.isLive())
            return all.stream()
                    .map(one -> BehaviourResult.unseen(
                            one.name(), one.kind(), 0, List.of("not live: " + submission.status())))
                    .toList();
        Pause.seconds(played.warmup());
        return IntStream.range(0, all.size())
                .mapToObj(i -> player.play(all.get(i), i + 1))
                .toList();
    }

    private static List<String> refusal(BenchCase played, Player player, Submission submission) {
        var outcome = played.outcome();
        var failures = new ArrayList<String>();
        if (StreamSupport.stream(outcome.path("status").spliterator(), false)
                .noneMatch(status -> status.asText().equals(submission.status())))
            failures.add(
                    "status %s, expected one of %s".formatted(submission.status(), Text.json(outcome.path("status"))));
        var said = Text.json(submission.said());
        for (var group : outcome.path("mentions"))
            if (StreamSupport.stream(group.spliterator(), false)
                    .noneMatch(regex -> Regex.foundInAnyCase(regex.asText(), said)))
                failures.add("the question or reason names none of %s: %s"
                        .formatted(Text.json(group), Text.shortly(said, 300)));
        failures.addAll(player.probe(outcome));
        return failures;
    }

    @Override
    public void close() {
        try (product) {
            if (crowd != null) crowd.close();
        }
    }
}
