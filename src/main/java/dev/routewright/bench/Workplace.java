package dev.routewright.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** One product and what surrounds it: runs one case after the other. */
final class Workplace implements AutoCloseable {
    private static final Pattern FOREIGN = Pattern.compile("[^a-z0-9-]+");
    private static final int LONGEST_NAME = 60;

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

    Run run(BenchCase played, String language, int number) {
        if (played.needsKafka() && kafka == null) return Run.skipped(played, language, number, "no kafka broker");
        var route = routes == null ? null : routes.of(played.slug(), language).orElse(null);
        if (routes != null && route == null) return Run.skipped(played, language, number, "no route");
        var began = Call.now();
        var topics = kafka == null || played.topics().isEmpty() ? null : new Topics(kafka);
        calls.clear();
        try (topics;
                var world = new World(played, product, topics, ports, calls)) {
            var name = name(played, language, number);
            var submission = submission(played, language, world, name, route);
            synchronized (stage) {
                return performed(played, language, number, world, submission, name, began);
            }
        }
    }

    static String name(BenchCase played, String language, int number) {
        var slug = FOREIGN.matcher(played.slug().toLowerCase(Locale.ROOT)).replaceAll("-");
        var ending = "-" + language + (number == 1 ? "" : "-" + number);
        var begins = "bench-" + slug;
        var room = Math.min(begins.length(), LONGEST_NAME - ending.length());
        return begins.substring(0, room).replaceFirst("-+$", "") + ending;
    }

    private Submission submission(BenchCase played, String language, World world, String name, @Nullable Path route) {
        var began = Call.now();
        try {
            for (var folder : played.folders())
                Files.createDirectories(world.data().resolve(folder));
            drafts.register(world.documents());
            return route == null
                    ? drafts.submit(name, played.texts().getOrDefault(language, ""), language)
                    : drafts.lay(name, route);
        } catch (IllegalStateException e) {
            return Submission.none("failed", String.valueOf(e.getMessage()), Call.now() - began);
        } catch (IOException e) {
            throw new UncheckedIOException("The folders of " + played.slug() + " cannot be made.", e);
        }
    }

    private Run performed(
            BenchCase played,
            String language,
            int number,
            World world,
            Submission submitted,
            String name,
            double began) {
        try {
            if (world.hasTopics()) world.topics().prepare(played.topics());
            var submission = drafts.approve(submitted);
            // A timer or a topic may have set it off already.
            var early = played.entryKind().matches("http|file") ? writes() : List.<Call>of();
            var behaviours = behaviours(played, world, submission);
            return new Run(played, language, number, "", submission, early, behaviours, Call.now() - began);
        } finally {
            drafts.remove(name);
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
