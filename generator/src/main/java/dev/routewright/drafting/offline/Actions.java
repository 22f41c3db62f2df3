package dev.routewright.drafting.offline;

import dev.routewright.drafting.offline.Flow.Block;
import dev.routewright.drafting.offline.Flow.CallNode;
import dev.routewright.drafting.offline.Flow.DoneNode;
import dev.routewright.drafting.offline.Flow.ParallelNode;
import dev.routewright.drafting.offline.OperationMatcher.Candidate;
import dev.routewright.drafting.offline.Statement.Placed;
import dev.routewright.route.Step;
import dev.routewright.route.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what is asked for into nodes of the flow, or asks. */
final class Actions {
    private static final int LABEL = 40;

    private final Phrasebook book;
    private final OperationMatcher operations;
    private final Questions questions;
    private final Finder finder;
    private final Contents contents;
    private final Filler filler;
    private final Replies replies;
    private final Ids ids;
    private final Notes notes;
    private final Set<String> context;
    private final boolean caller;

    /**
     * @param context what the description is about already
     * @param caller whether somebody waits for an answer
     */
    Actions(
            Phrasebook book,
            OperationMatcher operations,
            Questions questions,
            Finder finder,
            Ids ids,
            Notes notes,
            Set<String> context,
            Replies replies,
            Contents contents,
            boolean caller) {
        this.book = book;
        this.operations = operations;
        this.questions = questions;
        this.finder = finder;
        this.ids = ids;
        this.notes = notes;
        this.context = context;
        this.caller = caller;
        this.contents = contents;
        this.replies = replies;
        this.filler = new Filler(book, operations, finder, contents, questions, notes);
    }

    /** @param failed the call whose failure is being dealt with; @return the call made, if it is one */
    Optional<CallNode> perform(Placed placed, Statement.Action action, Block block, @Nullable CallNode failed) {
        if (action instanceof Statement.Call call) {
            var made = call(placed, call.phrase(), block);
            made.ifPresent(block::add);
            insist(made.isPresent(), placed);
            return made;
        }
        if (action instanceof Statement.Keep || action instanceof Statement.TellCaller)
            told(placed, action, block, failed);
        else {
            var step = step(placed, action, block);
            step.ifPresent(s -> block.add(new DoneNode(s)));
            insist(step.isPresent(), placed);
        }
        return Optional.empty();
    }

    /** Nothing that was asked for may be missing from a plan without a question. */
    private void insist(boolean placedSomething, Placed placed) {
        if (!placedSomething && !questions.any()) questions.about("not-placed", placed.words());
    }

    void together(Placed placed, Statement.Group group, Block block) {
        var calls = new ArrayList<CallNode>();
        for (var action : group.actions())
            if (action.statement() instanceof Statement.Do did && did.action() instanceof Statement.Call call)
                call(action, call.phrase(), block).ifPresent(calls::add);
        insist(calls.size() == group.actions().size(), placed);
        var words = group.actions().stream().flatMap(a -> a.words().stream()).toList();
        block.add(new ParallelNode(ids.step("together"), Token.clauses(words), book.say("parallel-label"), calls));
    }

    /** Those of the calls the phrase takes back: of the same service, changing something, and what the words are about. */
    List<CallNode> undone(CallPhrase phrase, List<CallNode> calls) {
        var undoing = operations.lexicon().names("undoing");
        if (phrase.acts().stream().noneMatch(a -> undoing.contains(a.id()))) return List.of();
        var best = operations.best(phrase, context);
        if (best.isEmpty()) return List.of();
        var operation = best.get(0).operation();
        var same = calls.stream()
                .filter(c -> c.profile.operation().service().equals(operation.service()))
                .filter(c -> !c.profile.operation().isSafe()
                        && !c.profile.operation().id().equals(operation.id()))
                .toList();
        var about = same.stream()
                .filter(c -> phrase.things().stream().allMatch(finder.reply(c)::isAbout))
                .toList();
        return same.size() > 1 && !about.isEmpty() ? about : same;
    }

    Optional<CallNode> call(Placed placed, CallPhrase phrase, Block block) {
        return candidate(placed, phrase, block).flatMap(c -> filler.fill(c, phrase, block, placed.words())
                .map(inputs -> new CallNode(
                        c.profile(),
                        phrase,
                        ids.call(phrase, c.profile()),
                        ids.result(phrase, c.profile()),
                        label(placed),
                        inputs,
                        new Block(book.say("failed") + ": " + label(placed), block.known, block.item))));
    }

    private Optional<Candidate> candidate(Placed placed, CallPhrase phrase, Block block) {
        var best = operations.best(phrase, context);
        if (best.isEmpty()) {
            questions.about("no-operation", placed.words());
            return Optional.empty();
        }
        if (best.size() == 1) return Optional.of(best.get(0));
        var keys = best.stream().map(c -> c.operation().key()).sorted().toList();
        var told = best.stream()
                .map(c -> "%s (%s)".formatted(c.operation().key(), c.operation().summary()))
                .sorted()
                .toList();
        var text = book.say("which-operation", Token.text(placed.words()), String.join(book.say("comma"), told));
        return questions.choose("operation", placed.words(), text, keys).flatMap(k -> best.stream()
                .filter(c -> c.operation().key().equals(k))
                .findFirst());
    }

    /** In the words of the description, cut to what a diagram has room for. */
    static String label(Placed placed) {
        var text = Token.text(placed.words());
        return text.length() <= LABEL ? text : text.substring(0, LABEL - 1) + "…";
    }

    private void told(Placed placed, Statement.Action action, Block block, @Nullable CallNode failed) {
        if (failed != null && caller && block.item == null) {
            if (action instanceof Statement.Keep) failed.kept = true;
            else failed.told = true;
        } else if (failed != null && action instanceof Statement.Keep) failed.kept = true;
        else if (action instanceof Statement.TellCaller && caller && block.item == null)
            block.add(new DoneNode(replies.answer(placed.clauses(), label(placed), block)));
        else questions.about("alone", placed.words());
    }

    private Optional<Step> step(Placed placed, Statement.Action action, Block block) {
        var label = label(placed);
        var clauses = placed.clauses();
        if (action instanceof Statement.Wait wait) {
            if (wait.time().isZero()) {
                questions.about("zero", placed.words());
                return Optional.empty();
            }
            return Optional.of(new Step.Wait(ids.step("wait"), clauses, label, wait.time()));
        }
        if (action instanceof Statement.Log log)
            return log(placed, log, block).map(v -> new Step.Log(ids.step("log"), clauses, label, v));
        if (action instanceof Statement.Publish publish)
            return contents.read(publish.what(), block, placed.words())
                    .map(v -> new Step.Publish(ids.step("publish"), clauses, label, publish.topic(), null, v));
        if (action instanceof Statement.Write write)
            return contents.read(write.what(), block, placed.words()).map(v -> write(placed, write, v));
        // Inside a loop an answer would be given once for many items: which one is not said.
        if (!caller || block.item != null) {
            questions.about("alone", placed.words());
            return Optional.empty();
        }
        if (action instanceof Statement.Reply reply) return replies.reply(placed, reply, block);
        return Optional.of(replies.refusal(clauses, label, block));
    }

    private Step write(Placed placed, Statement.Write write, Value content) {
        if (write.file().isEmpty()) notes.add("file-name", write.folder());
        var name = write.file().orElse("${date:now:yyyyMMddHHmmssSSS}-${exchangeId}.json");
        return new Step.WriteFile(
                ids.step("write"), placed.clauses(), label(placed), write.folder(), new Value.Literal(name), content);
    }

    private Optional<Value> log(Placed placed, Statement.Log log, Block block) {
        if (log.text().isEmpty()) return Optional.of(new Value.Literal(label(placed)));
        if (log.text().get(0).kind() == Token.Kind.QUOTED)
            return Optional.of(new Value.Literal(log.text().get(0).text()));
        return contents.read(log.text(), block, placed.words())
                .map(v -> new Value.Text(List.of(new Value.Literal(Token.text(log.text()) + ": "), v)));
    }
}
