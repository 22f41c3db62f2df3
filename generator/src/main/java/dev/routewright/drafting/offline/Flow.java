package dev.routewright.drafting.offline;

import dev.routewright.route.Condition;
import dev.routewright.route.Step;
import dev.routewright.route.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A plan while it grows: blocks of nodes that later statements can still add to. */
final class Flow {
    private Flow() {}

    /** Things done one after the other. */
    static final class Block {
        final List<Node> nodes = new ArrayList<>();
        /** Calls whose replies can be used here, latest last. */
        final List<CallNode> known = new ArrayList<>();
        /** Why this block runs, in the words of the description; empty at the top. */
        final String why;

        final @Nullable Source item;

        Block(String why, List<CallNode> known, @Nullable Source item) {
            this.why = why;
            this.known.addAll(known);
            this.item = item;
        }

        void add(Node node) {
            nodes.add(node);
            if (node instanceof CallNode call) known.add(call);
            if (node instanceof ParallelNode parallel) parallel.calls.forEach(known::add);
        }

        boolean undoes() {
            return nodes.stream().anyMatch(n -> n instanceof DoneNode done && done.step instanceof Step.Undo);
        }

        /** Nothing can follow an answer. */
        boolean isAnswered() {
            if (nodes.isEmpty()) return false;
            var last = nodes.get(nodes.size() - 1);
            if (last instanceof DoneNode done) return done.step instanceof Step.Reply;
            return last instanceof ChoiceNode choice
                    && choice.otherwise != null
                    && choice.otherwise.isAnswered()
                    && choice.branches.stream().allMatch(b -> b.block.isAnswered());
        }

        /** Whether some path through this block ends in an answer. */
        boolean answersSometimes() {
            return nodes.stream().anyMatch(node -> {
                if (node instanceof DoneNode done) return done.step instanceof Step.Reply;
                if (!(node instanceof ChoiceNode choice)) return false;
                return choice.branches.stream().anyMatch(b -> b.block.answersSometimes())
                        || (choice.otherwise != null && choice.otherwise.answersSometimes());
            });
        }

        /** The call that words about a failure mean: an answer to the caller behind it cannot fail. */
        Optional<CallNode> lastCallBeforeReply() {
            int at = nodes.size() - 1;
            if (at > 0 && nodes.get(at) instanceof DoneNode done && done.step instanceof Step.Reply) at--;
            return at >= 0 && nodes.get(at) instanceof CallNode call ? Optional.of(call) : Optional.empty();
        }

        Optional<CallNode> lastCall() {
            if (nodes.isEmpty()) return Optional.empty();
            return nodes.get(nodes.size() - 1) instanceof CallNode call ? Optional.of(call) : Optional.empty();
        }
    }

    /** The block and every block inside it. */
    static Stream<Block> blocks(Block block) {
        return Stream.concat(Stream.of(block), block.nodes.stream().flatMap(Flow::blocks));
    }

    private static Stream<Block> blocks(Node node) {
        if (node instanceof CallNode call) return blocks(call.failure);
        if (node instanceof EachNode each) return blocks(each.block);
        if (node instanceof ParallelNode parallel)
            return parallel.calls.stream().flatMap(Flow::blocks);
        if (!(node instanceof ChoiceNode choice)) return Stream.empty();
        var branches = choice.branches.stream().flatMap(b -> blocks(b.block));
        return Stream.of(branches, Stream.ofNullable(choice.otherwise).flatMap(Flow::blocks), Stream.of(choice.before))
                .flatMap(s -> s);
    }

    /** Every call a block and what is inside it makes, without those that only undo. */
    static List<CallNode> calls(Block root) {
        return blocks(root)
                .flatMap(b -> b.nodes.stream())
                .flatMap(n -> n instanceof CallNode call
                        ? Stream.of(call)
                        : n instanceof ParallelNode parallel ? parallel.calls.stream() : Stream.empty())
                .filter(c -> c.undoes == null)
                .toList();
    }

    sealed interface Node {}

    static final class CallNode implements Node {
        final OperationProfile profile;
        final CallPhrase phrase;
        final String id;
        final String result;
        final String label;
        final Map<String, Value> inputs;
        final Block failure;
        Step.Resilience resilience = Step.Resilience.FROM_POLICY;
        /** Clauses beside its own that say how it is made. */
        final List<Integer> clauses = new ArrayList<>();
        /** The call that it undoes. */
        @Nullable
        CallNode undoes;
        /** Whether the description says that a request whose call failed is kept, and that its sender hears of it. */
        boolean kept;

        boolean told;

        CallNode(
                OperationProfile profile,
                CallPhrase phrase,
                String id,
                String result,
                String label,
                Map<String, Value> inputs,
                Block failure) {
            this.profile = profile;
            this.phrase = phrase;
            this.id = id;
            this.result = result;
            this.label = label;
            this.inputs = inputs;
            this.failure = failure;
        }
    }

    /** Something that needs nothing more. */
    static final class DoneNode implements Node {
        final Step step;

        DoneNode(Step step) {
            this.step = step;
        }
    }

    static final class ChoiceNode implements Node {
        final String id;
        final List<Integer> clauses = new ArrayList<>();
        final String label;
        final List<BranchNode> branches = new ArrayList<>();

        /** What was known when it was decided: what "it" means in the conditions beside. */
        final Block before;

        /** What the latest of its conditions was about. */
        List<Token> subject = List.of();

        @Nullable
        Block otherwise;

        /** Whether nobody said what happens otherwise. */
        boolean unsaid;

        ChoiceNode(String id, String label, Block around) {
            this.id = id;
            this.label = label;
            this.before = new Block("", around.known, around.item);
        }
    }

    record BranchNode(Condition condition, String text, Block block) {}

    static final class EachNode implements Node {
        final String id;
        final List<Integer> clauses;
        final String label;
        final Value items;
        final Block block;

        EachNode(String id, List<Integer> clauses, String label, Value items, Block block) {
            this.id = id;
            this.clauses = clauses;
            this.label = label;
            this.items = items;
            this.block = block;
        }
    }

    static final class ParallelNode implements Node {
        final String id;
        final List<Integer> clauses;
        final String label;
        final List<CallNode> calls;

        ParallelNode(String id, List<Integer> clauses, String label, List<CallNode> calls) {
            this.id = id;
            this.clauses = clauses;
            this.label = label;
            this.calls = calls;
        }
    }
}
