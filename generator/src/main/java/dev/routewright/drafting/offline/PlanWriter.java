package dev.routewright.drafting.offline;

import dev.routewright.drafting.offline.Flow.Block;
import dev.routewright.drafting.offline.Flow.CallNode;
import dev.routewright.drafting.offline.Flow.ChoiceNode;
import dev.routewright.drafting.offline.Flow.DoneNode;
import dev.routewright.drafting.offline.Flow.EachNode;
import dev.routewright.drafting.offline.Flow.Node;
import dev.routewright.drafting.offline.Flow.ParallelNode;
import dev.routewright.route.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns the finished flow into the steps of a plan. With a caller, every path ends in an answer. */
final class PlanWriter {
    private final Replies replies;
    private final Questions questions;
    private final Notes notes;
    private final boolean caller;

    PlanWriter(Replies replies, Questions questions, Notes notes, boolean caller) {
        this.replies = replies;
        this.questions = questions;
        this.notes = notes;
        this.caller = caller;
    }

    List<Step> write(Block root) {
        if (caller) answer(root, new Last("", List.of()));
        return steps(root);
    }

    /** The last thing done on a path: its words are the outcome. */
    private record Last(String label, List<Integer> clauses) {}

    private void answer(Block block, Last before) {
        if (block.isAnswered()) return;
        var last = before;
        for (var node : block.nodes) last = last(node, last);
        var end = block.nodes.isEmpty() ? null : block.nodes.get(block.nodes.size() - 1);
        if (!(end instanceof ChoiceNode choice)) {
            block.nodes.add(new DoneNode(replies.answer(last.clauses(), last.label(), block)));
            return;
        }
        var here = last;
        choice.branches.forEach(b -> answer(b.block(), here));
        if (choice.otherwise == null) {
            choice.otherwise = new Block("", block.known, block.item);
            choice.unsaid = true;
        }
        answer(choice.otherwise, here);
    }

    private static Last last(Node node, Last before) {
        if (node instanceof CallNode call && call.undoes == null)
            return new Last(call.label, Token.clauses(call.phrase.words()));
        if (node instanceof DoneNode done && !(done.step instanceof Step.Undo))
            return new Last(done.step.label(), done.step.clauses());
        if (node instanceof EachNode each) return new Last(each.label, each.clauses);
        if (node instanceof ParallelNode parallel)
            return new Last(
                    String.join(", ", parallel.calls.stream().map(c -> c.label).toList()), parallel.clauses);
        return before;
    }

    private List<Step> steps(Block block) {
        return block.nodes.stream().map(this::step).toList();
    }

    private Step step(Node node) {
        if (node instanceof CallNode call) return call(call);
        if (node instanceof DoneNode done) return done.step;
        if (node instanceof EachNode each)
            return new Step.ForEach(each.id, each.clauses, each.label, each.items, steps(each.block));
        if (node instanceof ParallelNode parallel)
            return new Step.Parallel(
                    parallel.id,
                    parallel.clauses,
                    parallel.label,
                    parallel.calls.stream().map(c -> List.<Step>of(call(c))).toList());
        return choice((ChoiceNode) node);
    }

    private Step choice(ChoiceNode choice) {
        var branches = choice.branches.stream()
                .map(b -> new Step.Branch(b.condition(), b.text(), steps(b.block())))
                .toList();
        var otherwise = choice.otherwise == null ? List.<Step>of() : steps(choice.otherwise);
        var clauses = choice.clauses.stream().sorted().toList();
        // "If it is verified …. If it is not verified …": the second is what otherwise means.
        boolean opposites = branches.size() == 2
                && (otherwise.isEmpty() || choice.unsaid)
                && Overlap.leavesNothing(
                        branches.get(0).condition(), branches.get(1).condition());
        return opposites
                ? new Step.Choice(
                        choice.id,
                        clauses,
                        choice.label,
                        branches.subList(0, 1),
                        branches.get(1).steps())
                : new Step.Choice(choice.id, clauses, choice.label, branches, otherwise);
    }

    private Step.Call call(CallNode call) {
        var clauses = Stream.concat(Token.clauses(call.phrase.words()).stream(), call.clauses.stream())
                .distinct()
                .sorted()
                .toList();
        var failure = new ArrayList<>(steps(call.failure));
        boolean answered = call.failure.isAnswered();
        if (call.kept && answered) questions.about("overlap", call.phrase.words());
        if (call.kept) notes.add("kept");
        else if ((call.told || (caller && call.failure.undoes())) && !answered)
            failure.add(replies.failed(call, clauses));
        var operation = call.profile.operation();
        return new Step.Call(
                call.id,
                clauses,
                call.label,
                operation.service(),
                operation.id(),
                call.inputs,
                call.result,
                call.resilience,
                failure,
                Optional.ofNullable(call.undoes).map(undone -> undone.id));
    }
}
