package dev.routewright.drafting.offline;

import dev.routewright.drafting.offline.Flow.Block;
import dev.routewright.drafting.offline.Flow.CallNode;
import dev.routewright.drafting.offline.Statement.Placed;
import dev.routewright.route.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How calls are made: how often, how fast, by which instance, and when an earlier reply will do. What is said far from
 * its call waits until all calls are known; where several could be meant it asks.
 */
final class Manners {
    /** @param before the call it directly follows, if it follows one */
    private record Said(
            Placed placed,
            Statement.Manner manner,
            @Nullable CallNode before) {}

    private final Phrasebook book;
    private final Questions questions;
    private final Finder finder;
    private final Notes notes;
    private final List<Said> open = new ArrayList<>();

    Manners(Phrasebook book, Questions questions, Finder finder, Notes notes) {
        this.book = book;
        this.questions = questions;
        this.finder = finder;
        this.notes = notes;
    }

    void limit(CallNode call, Duration timeout, Placed placed) {
        add(call, new Step.Resilience(Optional.empty(), Optional.empty(), Optional.of(timeout)), placed);
    }

    /** Adds to what has been said of a call, unless that would contradict it or name no time at all. */
    void add(CallNode call, Step.Resilience more, Placed placed) {
        boolean zero = Stream.of(more.timeout(), more.total(), more.reuse(), more.standIn())
                .flatMap(Optional::stream)
                .anyMatch(Duration::isZero);
        if (zero || call.resilience.contradicts(more) || isOutOfOrder(call.resilience.and(more))) {
            questions.about(zero ? "zero" : "overlap", placed.words());
            return;
        }
        call.resilience = call.resilience.and(more);
        if (more.timeout().isPresent()) notes.add("attempt-time", Token.text(placed.words()));
        more.standIn().ifPresent(age -> notes.add("stand-in", Token.text(placed.words())));
        placed.clauses().stream().filter(c -> !call.clauses.contains(c)).forEach(call.clauses::add);
    }

    /** What may stand in is older than what is as good as new; one attempt takes no longer than all of them. */
    private static boolean isOutOfOrder(Step.Resilience said) {
        return isLess(said.standIn(), said.reuse()) || isLess(said.total(), said.timeout());
    }

    private static boolean isLess(Optional<Duration> one, Optional<Duration> other) {
        return one.isPresent() && other.isPresent() && one.get().compareTo(other.get()) < 0;
    }

    void later(Placed placed, Statement.Manner manner, @Nullable CallNode before) {
        open.add(new Said(placed, manner, before));
    }

    void settle(Block root) {
        for (var said : open)
            call(said, Flow.calls(root)).ifPresent(c -> add(c, said.manner.resilience(), said.placed));
    }

    private Optional<CallNode> call(Said said, List<CallNode> calls) {
        var subject = said.manner.subject();
        if (subject.isEmpty() && said.before != null) return Optional.of(said.before);
        var meant = subject.isEmpty() ? calls : about(subject, calls);
        // "A request", "an application": also what comes in, which says nothing about the call.
        if (meant.isEmpty() && calls.size() == 1 && isMessage(subject)) meant = calls;
        if (meant.size() == 1) return Optional.of(meant.get(0));
        if (meant.isEmpty()) {
            questions.about("alone", said.placed.words());
            return Optional.empty();
        }
        var choices =
                meant.stream().map(c -> c.profile.operation().key()).distinct().toList();
        var words = said.placed.words();
        return questions
                .choose("call", words, book.say("which-call", Token.text(words)), choices)
                .flatMap(key -> calls.stream()
                        .filter(c -> c.profile.operation().key().equals(key))
                        .findFirst());
    }

    private boolean isMessage(List<Token> subject) {
        var arrived = finder.message().topics();
        return subject.stream().allMatch(t -> t.keys().anyMatch(arrived::contains));
    }

    /** The calls the words are about; of several, those that name it themselves. */
    List<CallNode> about(List<Token> subject, List<CallNode> calls) {
        var things = subject.stream()
                .filter(t -> !book.isIn("stop", t) && !book.isIn("article", t))
                .toList();
        if (things.isEmpty()) return List.of();
        var meant = calls.stream()
                .filter(c -> things.stream().allMatch(finder.reply(c)::isAbout))
                .toList();
        var named = meant.stream()
                .filter(c -> things.stream().allMatch(t -> t.keys().anyMatch(c.phrase.topics()::contains)))
                .toList();
        return meant.size() > 1 && !named.isEmpty() ? named : meant;
    }
}
