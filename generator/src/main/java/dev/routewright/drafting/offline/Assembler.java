package dev.routewright.drafting.offline;

import dev.routewright.drafting.Description.Joint;
import dev.routewright.drafting.offline.Flow.Block;
import dev.routewright.drafting.offline.Flow.BranchNode;
import dev.routewright.drafting.offline.Flow.CallNode;
import dev.routewright.drafting.offline.Flow.ChoiceNode;
import dev.routewright.drafting.offline.Flow.EachNode;
import dev.routewright.drafting.offline.Scopes.Kind;
import dev.routewright.drafting.offline.Statement.Placed;
import dev.routewright.route.Condition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts statements together: what belongs to which condition, which loop, which failure. Where the text leaves that
 * open it asks; it never takes the likelier reading of two that do different things.
 */
final class Assembler {
    private final Phrasebook book;
    private final Questions questions;
    private final ConditionReader conditions;
    private final Actions actions;
    private final Finder finder;
    private final Ids ids;
    private final Notes notes;
    private final Loops loops;
    private final Scopes scopes;
    private final Branching branching;
    private final Manners manners;
    private final Compensations compensations;
    private @Nullable Placed before;
    private @Nullable CallNode latest;
    private final Map<Block, Placed> loopsOf = new LinkedHashMap<>();

    Assembler(
            Phrasebook book,
            Questions questions,
            ConditionReader conditions,
            Actions actions,
            Finder finder,
            Ids ids,
            Notes notes,
            Loops loops) {
        this.book = book;
        this.questions = questions;
        this.conditions = conditions;
        this.actions = actions;
        this.finder = finder;
        this.ids = ids;
        this.notes = notes;
        this.loops = loops;
        this.scopes = new Scopes(book, questions);
        this.branching = new Branching(book, questions, conditions, finder, ids, notes, scopes);
        this.manners = new Manners(book, questions, finder, notes);
        this.compensations =
                new Compensations(book, questions, scopes, conditions, finder, actions, manners, ids, notes);
    }

    /** The block of everything; questions have been asked when something did not fit. */
    Block assemble(List<Placed> statements) {
        for (var placed : statements) {
            if (placed.joint() == Joint.SENTENCE) scopes.sentence();
            if (placed.statement() instanceof Statement.Manner manner)
                manners.later(placed, manner, follows() && placed.joint() != Joint.SENTENCE ? latest : null);
            else {
                place(placed);
                before = placed;
            }
        }
        manners.settle(scopes.root());
        compensations.settle();
        // A loop in which nothing happens was not understood.
        loopsOf.forEach((block, placed) -> {
            if (block.nodes.isEmpty() && !questions.any()) questions.about("alone", placed.words());
        });
        return scopes.root();
    }

    private void place(Placed placed) {
        var statement = placed.statement();
        // Nothing but plain actions can be done alike in several places.
        var frame = scopes.frame();
        if (frame != null
                && frame.failing != null
                && placed.joint() == Joint.SOFT
                && !(statement instanceof Statement.Do)
                && !(statement instanceof Statement.Undoing)
                && !(statement instanceof Statement.Otherwise)) {
            questions.about("alone", placed.words());
            return;
        }
        if (statement instanceof Statement.Guard guard) branching.guard(placed, guard);
        else if (statement instanceof Statement.Otherwise) branching.otherwise(placed);
        else if (statement instanceof Statement.Close) close();
        else if (statement instanceof Statement.Failure failure) failure(placed, failure);
        else if (statement instanceof Statement.Failures failures) compensations.failures(placed, failures, latest);
        else if (statement instanceof Statement.Undoing) compensations.undoing(placed);
        else if (statement instanceof Statement.Each each) each(placed, each);
        else if (statement instanceof Statement.AllDone done) allDone(placed, done);
        else if (statement instanceof Statement.Repeat repeat) repeat(placed, repeat);
        else if (statement instanceof Statement.Refused refused) refused(placed, refused);
        else if (statement instanceof Statement.Group group)
            scopes.settle(placed).ifPresent(b -> actions.together(placed, group, b));
        else if (statement instanceof Statement.Do did) scopes.settle(placed).ifPresent(b -> perform(placed, did, b));
        else questions.about("alone", placed.words());
    }

    private void close() {
        var frame = scopes.frame();
        if (frame != null) frame.closed = true;
    }

    private void perform(Placed placed, Statement.Do did, Block block) {
        if (block.isAnswered()) {
            questions.about("alone", placed.words());
            return;
        }
        var frame = scopes.frame();
        if (frame != null && frame.failing != null) {
            compensations.perform(placed, did.action(), frame.failing);
            return;
        }
        var failed = frame != null && frame.kind == Kind.FAILURE ? frame.call : null;
        actions.perform(placed, did.action(), block, failed).ifPresent(call -> latest = call);
    }

    private void failure(Placed placed, Statement.Failure failure) {
        var call = branching.failed(scopes.top(), failure.subject());
        var frame = scopes.frame();
        boolean elsewhere =
                frame != null && (frame.closed || (placed.joint() != Joint.SOFT && frame.kind == Kind.ELSE));
        if (call.isEmpty() || elsewhere) {
            questions.about("alone", placed.words());
            return;
        }
        failure.timeout().ifPresent(t -> manners.limit(call.get(), t, placed));
        branching.enterFailure(call.get());
    }

    private void each(Placed placed, Statement.Each each) {
        scopes.settle(placed).ifPresent(block -> {
            // "For each message": that is how they come, one by one.
            if (block.known.isEmpty() && finder.message().isPresent() && book.isIn("arriving", each.items())) {
                scopes.enter(Kind.REST, block, null, null);
                return;
            }
            var list = loops.items(placed, each.items(), block);
            list.ifPresent(l -> {
                var inside = new Block("", block.known, l.item());
                block.add(new EachNode(
                        ids.step("each-" + l.item().name()),
                        placed.clauses(),
                        Actions.label(placed),
                        l.items(),
                        inside));
                loopsOf.put(inside, placed);
                scopes.enter(Kind.EACH, inside, null, null);
            });
        });
    }

    /** Behind a loop the loop ends; behind several calls they are done anyway. */
    private void allDone(Placed placed, Statement.AllDone done) {
        boolean other = latest == null
                || done.act().filter(a -> !latest.phrase.acts().contains(a)).isPresent();
        // Behind a branch without a loop "all" could be what the branch does, or everything.
        boolean looped = scopes.leaveLoops() && placed.joint() == Joint.SOFT;
        var frame = scopes.frame();
        if (other || (!looped && frame != null && frame.kind != Kind.REST)) questions.about("alone", placed.words());
    }

    private void repeat(Placed placed, Statement.Repeat repeat) {
        if (!follows() || latest == null) {
            questions.about("alone", placed.words());
            return;
        }
        manners.add(latest, repeat.resilience(), placed);
        if (!latest.resilience.async()) return;
        if (!latest.failure.nodes.isEmpty()) questions.about("overlap", placed.words());
        // What nobody waits for is not known to anything that follows.
        Flow.blocks(scopes.root()).forEach(b -> b.known.remove(latest));
    }

    /** Whether the words can only be about the latest call. */
    private boolean follows() {
        if (before == null) return false;
        if (before.statement() instanceof Statement.Close)
            return scopes.top().lastCall().isPresent();
        return before.statement() instanceof Statement.Repeat
                || before.statement() instanceof Statement.Do did
                        && (did.action() instanceof Statement.Call || isReplyTo(did, latest));
    }

    /** Whether the answer of the call was passed on right behind it, so that retrying can only mean the call. */
    private boolean isReplyTo(Statement.Do did, @Nullable CallNode call) {
        return did.action() instanceof Statement.Reply
                && scopes.top().lastCallBeforeReply().filter(c -> c == call).isPresent();
    }

    /** A refusal is decided right after the call it depends on; everything said to happen later waits for it. */
    private void refused(Placed placed, Statement.Refused refused) {
        var block = scopes.top();
        for (int at = 0; at < block.nodes.size(); at++) {
            if (!(block.nodes.get(at) instanceof CallNode call)) continue;
            var known = block.known.subList(0, block.known.indexOf(call) + 1);
            var scope = new Block("", known, block.item);
            var found = conditions.read(refused.claim(), List.of(finder.reply(call)));
            if (found.condition().isEmpty()) continue;
            refuse(placed, refused.claim(), found.condition().get(), block, at, scope);
            return;
        }
        branching.open(placed, refused.claim(), block);
        if (!questions.any()) actions.perform(placed, new Statement.Refuse(), scopes.top(), null);
    }

    private void refuse(Placed placed, Claim claim, Condition condition, Block block, int at, Block scope) {
        var choice = new ChoiceNode(ids.step("decide-" + Branching.subject(claim)), claim.text(), scope);
        choice.clauses.addAll(placed.clauses());
        var refusal = new Block(claim.text(), scope.known, block.item);
        choice.branches.add(new BranchNode(condition, claim.text(), refusal));
        var rest = new Block("", block.known, block.item);
        var later = block.nodes.subList(at + 1, block.nodes.size());
        rest.nodes.addAll(later);
        later.clear();
        choice.otherwise = rest;
        block.known.retainAll(scope.known);
        block.nodes.add(choice);
        actions.perform(placed, new Statement.Refuse(), refusal, null);
        notes.add("order", claim.text());
        scopes.enter(Kind.REST, rest, null, null);
    }
}
