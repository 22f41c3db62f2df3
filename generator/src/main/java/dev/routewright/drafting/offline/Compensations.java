package dev.routewright.drafting.offline;

import dev.routewright.drafting.offline.Failing.Place;
import dev.routewright.drafting.offline.Flow.Block;
import dev.routewright.drafting.offline.Flow.BranchNode;
import dev.routewright.drafting.offline.Flow.CallNode;
import dev.routewright.drafting.offline.Flow.ChoiceNode;
import dev.routewright.drafting.offline.Flow.DoneNode;
import dev.routewright.drafting.offline.Scopes.Kind;
import dev.routewright.drafting.offline.Statement.Placed;
import dev.routewright.route.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens when one of several calls fails, and what undoes those before it. A call undoes another when its words say
 * undoing, both belong to one service, and no second call of that service could be meant; anything less is asked about.
 */
final class Compensations {
    private final Phrasebook book;
    private final Questions questions;
    private final Scopes scopes;
    private final ConditionReader conditions;
    private final Finder finder;
    private final Actions actions;
    private final Manners manners;
    private final Ids ids;
    private final Notes notes;
    private final List<Placed> unnamed = new ArrayList<>();

    Compensations(
            Phrasebook book,
            Questions questions,
            Scopes scopes,
            ConditionReader conditions,
            Finder finder,
            Actions actions,
            Manners manners,
            Ids ids,
            Notes notes) {
        this.book = book;
        this.questions = questions;
        this.scopes = scopes;
        this.conditions = conditions;
        this.finder = finder;
        this.actions = actions;
        this.manners = manners;
        this.ids = ids;
        this.notes = notes;
    }

    /** Opens what is done when one of several calls fails. @param latest what "it" means */
    void failures(Placed placed, Statement.Failures failures, @Nullable CallNode latest) {
        var calls = new ArrayList<CallNode>();
        for (var subject : failures.subjects()) {
            if (subject.isEmpty() && latest != null) calls.add(latest);
            var meant = manners.about(subject, Flow.calls(scopes.root()));
            if (meant.size() == 1) calls.add(meant.get(0));
        }
        var around = around(calls);
        if (around.isEmpty()
                || calls.size() < failures.subjects().size()
                || calls.stream().distinct().count() < calls.size()
                || calls.stream().anyMatch(c -> !c.failure.nodes.isEmpty())) {
            questions.about("alone", placed.words());
            return;
        }
        open(placed, calls, around.get());
    }

    /** The block all of them stand in, one after the other. */
    private Optional<Block> around(List<CallNode> calls) {
        if (calls.isEmpty()) return Optional.empty();
        return Flow.blocks(scopes.root())
                .filter(b -> b.nodes.containsAll(calls))
                .findFirst();
    }

    private void open(Placed placed, List<CallNode> calls, Block around) {
        var made = around.nodes.stream()
                .filter(CallNode.class::isInstance)
                .map(CallNode.class::cast)
                .toList();
        int last = calls.stream().mapToInt(made::indexOf).max().orElseThrow();
        var failing = new Failing(made.subList(0, last));
        made.forEach(c -> failing.after.put(c, around));
        var rest = around;
        for (var call : made) {
            failing.after.put(call, rest);
            if (!calls.contains(call)) continue;
            failing.places.add(new Place(call.failure, call));
            rest = decided(placed, call, rest, failing);
            failing.after.put(call, rest);
        }
        if (scopes.top() != rest) scopes.enter(Kind.REST, rest, null, null);
        scopes.enter(Kind.FAILURE, calls.get(0).failure, null, calls.get(0)).failing = failing;
    }

    /** A reply that says that it came to nothing is a failure too. @return where it goes on when it did not */
    private Block decided(Placed placed, CallNode call, Block block, Failing failing) {
        var known = block.known.subList(0, block.known.indexOf(call) + 1);
        var scope = new Block("", known, block.item);
        var words = book.tokens(book.say("failed-state"));
        var claim = new Claim(
                Claim.Kind.STATE,
                false,
                List.of(),
                words,
                null,
                List.of(),
                words,
                book.say("failed") + book.say("colon") + call.label);
        var found = conditions.read(claim, List.of(finder.reply(call)));
        if (found.condition().isEmpty()) return block;
        notes.addAll(found.notes());
        notes.add("failed-reply", call.label, call.profile.operation().key());
        var choice = new ChoiceNode(ids.step("decide-failed"), claim.text(), scope);
        choice.clauses.addAll(placed.clauses());
        var failed = new Block(claim.text(), known, block.item);
        choice.branches.add(new BranchNode(found.condition().get(), claim.text(), failed));
        failing.places.add(new Place(failed, null));
        var rest = new Block("", block.known, block.item);
        var later = block.nodes.subList(block.nodes.indexOf(call) + 1, block.nodes.size());
        rest.nodes.addAll(later);
        later.clear();
        block.known.retainAll(List.copyOf(known));
        choice.otherwise = rest;
        block.nodes.add(choice);
        return rest;
    }

    void undoing(Placed placed) {
        var frame = scopes.frame();
        if (frame == null || frame.failing == null) {
            questions.about("alone", placed.words());
            return;
        }
        frame.failing.undoing = placed;
        unnamed.add(placed);
    }

    void perform(Placed placed, Statement.Action action, Failing failing) {
        if (action instanceof Statement.Call call && undoes(placed, call.phrase(), failing)) return;
        failing.places.forEach(p -> actions.perform(placed, action, p.block(), p.call()));
    }

    /** @return whether the call is one that undoes, which then has been dealt with */
    private boolean undoes(Placed placed, CallPhrase phrase, Failing failing) {
        var undone = actions.undone(phrase, failing.before);
        if (undone.isEmpty()) return false;
        var undoing = undone.get(0);
        boolean twice = Flow.blocks(scopes.root())
                .flatMap(b -> b.nodes.stream())
                .anyMatch(n -> n instanceof CallNode other && other.undoes == undoing);
        if (undone.size() > 1 || twice) {
            questions.about("undo-which", placed.words());
            return true;
        }
        undo(placed, phrase, undoing, java.util.Objects.requireNonNull(failing.after.get(undoing)));
        failing.places.forEach(p -> mark(p.block(), placed));
        if (failing.undoing != null) unnamed.remove(failing.undoing);
        return true;
    }

    /** Stands where the call has turned out well: right behind it, or behind what its reply decides. */
    private void undo(Placed placed, CallPhrase phrase, CallNode undone, Block after) {
        var known = after.known.subList(0, after.known.indexOf(undone) + 1);
        actions.call(placed, phrase, new Block("", known, after.item)).ifPresent(c -> {
            c.undoes = undone;
            after.nodes.add(after.nodes.indexOf(undone) + 1, c);
            notes.add("compensation", Token.text(phrase.words()), undone.label);
        });
    }

    private void mark(Block failed, Placed placed) {
        if (failed.undoes()) return;
        failed.add(new DoneNode(new Step.Undo(ids.step("undo"), placed.clauses(), Actions.label(placed))));
    }

    /** "Undo everything" without a word on how asks how. */
    void settle() {
        unnamed.forEach(p -> questions.about("undo-how", p.words()));
    }
}
