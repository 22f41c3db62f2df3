package dev.routewright.drafting.offline;

import dev.routewright.drafting.offline.Flow.Block;
import dev.routewright.drafting.offline.Flow.CallNode;
import dev.routewright.drafting.offline.Flow.DoneNode;
import dev.routewright.drafting.offline.Scopes.Frame;
import dev.routewright.drafting.offline.Scopes.Kind;
import dev.routewright.drafting.offline.Statement.Placed;
import dev.routewright.route.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What undoes earlier calls when a later one fails. A call undoes another when its words say undoing, both belong to one
 * service, and no second call of that service could be meant; anything less is asked about.
 */
final class Compensations {
    private final Questions questions;
    private final Scopes scopes;
    private final Actions actions;
    private final Manners manners;
    private final Ids ids;
    private final Notes notes;
    private final List<Placed> unnamed = new ArrayList<>();

    Compensations(Questions questions, Scopes scopes, Actions actions, Manners manners, Ids ids, Notes notes) {
        this.questions = questions;
        this.scopes = scopes;
        this.actions = actions;
        this.manners = manners;
        this.ids = ids;
        this.notes = notes;
    }

    /** Opens what is done when one of several calls fails. */
    void failures(Placed placed, Statement.Failures failures) {
        var calls = new ArrayList<CallNode>();
        for (var subject : failures.subjects()) {
            var meant = manners.about(subject, Flow.calls(scopes.root()));
            if (meant.size() == 1) calls.add(meant.get(0));
        }
        var around = calls.isEmpty() ? Optional.<Block>empty() : around(calls);
        if (around.isEmpty()
                || calls.size() < failures.subjects().size()
                || calls.stream().distinct().count() < calls.size()
                || calls.stream().anyMatch(c -> !c.failure.nodes.isEmpty())) {
            questions.about("alone", placed.words());
            return;
        }
        if (scopes.top() != around.get()) scopes.enter(Kind.REST, around.get(), null, null);
        scopes.enter(Kind.FAILURE, calls.get(0).failure, null, calls.get(0)).others = calls.subList(1, calls.size());
    }

    /** The block all of them stand in, one after the other. */
    private Optional<Block> around(List<CallNode> calls) {
        return Flow.blocks(scopes.root())
                .filter(b -> b.nodes.containsAll(calls))
                .findFirst();
    }

    void undoing(Placed placed) {
        var frame = scopes.frame();
        if (frame == null || frame.kind != Kind.FAILURE) {
            questions.about("alone", placed.words());
            return;
        }
        frame.undoing = placed;
        unnamed.add(placed);
    }

    /** @return whether the call is one that undoes, which then has been dealt with */
    boolean undoes(Placed placed, Statement.Action action, Frame frame) {
        if (!(action instanceof Statement.Call call) || frame.call == null) return false;
        if (frame.undoing == null && frame.others.isEmpty()) return false;
        var failing =
                Stream.concat(Stream.of(frame.call), frame.others.stream()).toList();
        var block = around(failing).orElseThrow();
        int last = failing.stream().mapToInt(block.nodes::indexOf).max().orElseThrow();
        var before =
                block.known.stream().filter(c -> block.nodes.indexOf(c) < last).toList();
        var undone = actions.undone(call.phrase(), before);
        if (undone.isEmpty()) return false;
        if (undone.size() > 1 || undone.get(0).compensation != null) {
            questions.about("undo-which", placed.words());
            return true;
        }
        undo(placed, call.phrase(), undone.get(0), block);
        failing.forEach(c -> mark(c, placed));
        if (frame.undoing != null) unnamed.remove(frame.undoing);
        return true;
    }

    private void undo(Placed placed, CallPhrase phrase, CallNode undone, Block block) {
        var known = block.known.subList(0, block.known.indexOf(undone) + 1);
        actions.call(placed, phrase, new Block("", known, block.item)).ifPresent(c -> undone.compensation = c);
        notes.add("compensation", Token.text(phrase.words()), undone.label);
    }

    private void mark(CallNode failing, Placed placed) {
        if (failing.undoes()) return;
        failing.failure.add(new DoneNode(new Step.Undo(ids.step("undo"), placed.clauses(), Actions.label(placed))));
    }

    /** "Undo everything" without a word on how asks how. */
    void settle() {
        unnamed.forEach(p -> questions.about("undo-how", p.words()));
    }
}
