package dev.routewright.drafting.offline;

import dev.routewright.drafting.Description.Joint;
import dev.routewright.drafting.offline.Flow.Block;
import dev.routewright.drafting.offline.Flow.BranchNode;
import dev.routewright.drafting.offline.Flow.CallNode;
import dev.routewright.drafting.offline.Flow.ChoiceNode;
import dev.routewright.drafting.offline.Statement.Placed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which blocks are open, and to which of them the next statement belongs. Asks where the text leaves it open. */
final class Scopes {
    enum Kind {
        IF,
        ELSE,
        FAILURE,
        EACH,
        /** From here on: nothing about its extent is open. */
        REST
    }

    /** A block that is open for more, and what opened it. */
    static final class Frame {
        final Kind kind;
        final Block block;
        final @Nullable ChoiceNode choice;
        final @Nullable CallNode call;
        /** Whether a condition behind its action closed it: only "otherwise" may follow. */
        boolean closed;
        /** Whether it leaves open how far it reaches, since another like it came before or it began a sentence. */
        boolean open;
        /** Where one of several calls has failed, which is dealt with in the same way. */
        @Nullable
        Failing failing;
        /** Whether it began in the sentence that is being read. */
        boolean here = true;

        Frame(Kind kind, Block block, @Nullable ChoiceNode choice, @Nullable CallNode call) {
            this.kind = kind;
            this.block = block;
            this.choice = choice;
            this.call = call;
        }
    }

    private final Phrasebook book;
    private final Questions questions;
    private final Block root = new Block("", List.of(), null);
    private Deque<Frame> frames = new ArrayDeque<>();

    Scopes(Phrasebook book, Questions questions) {
        this.book = book;
        this.questions = questions;
    }

    Block root() {
        return root;
    }

    void sentence() {
        frames.forEach(f -> f.here = false);
    }

    Block top() {
        return frames.isEmpty() ? root : frames.peek().block;
    }

    @Nullable
    Frame frame() {
        return frames.peek();
    }

    Frame enter(Kind kind, Block block, @Nullable ChoiceNode choice, @Nullable CallNode call) {
        var frame = new Frame(kind, block, choice, call);
        frames.push(frame);
        return frame;
    }

    @Nullable
    Frame poll() {
        return frames.poll();
    }

    /** The frames as they are, to come back to. */
    Deque<Frame> mark() {
        return new ArrayDeque<>(frames);
    }

    void back(Deque<Frame> mark) {
        frames = new ArrayDeque<>(mark);
    }

    void forgetRest() {
        frames.removeIf(f -> f.kind == Kind.REST);
    }

    /** The block an action belongs to; empty after asking. */
    Optional<Block> settle(Placed placed) {
        if (placed.always()) return everywhere(placed);
        while (!frames.isEmpty() && frames.peek().closed) leave();
        var frame = frames.peek();
        if (frame == null || placed.joint() == Joint.SOFT || frame.kind == Kind.REST) return Optional.of(top());
        boolean whole = frame.kind == Kind.ELSE && !frame.here && placed.joint() == Joint.SENTENCE && !frame.open;
        if (whole || (frame.block.isAnswered() && frame.kind != Kind.FAILURE)) {
            leave();
            return settle(placed);
        }
        var choices = book.choices("scope-choices");
        var answer = questions.choose("scope", placed.words(), book.say("scope", Token.text(placed.words())), choices);
        if (answer.isEmpty()) return Optional.empty();
        if (answer.get().equals(choices.get(0))) while (!frames.isEmpty() && frames.peek().kind != Kind.REST) leave();
        return Optional.of(top());
    }

    /** "In any case" also means the cases that have been answered already, which nothing can follow. */
    private Optional<Block> everywhere(Placed placed) {
        if (root.answersSometimes()) {
            questions.about("alone", placed.words());
            return Optional.empty();
        }
        frames.clear();
        return Optional.of(root);
    }

    /** Leaves every loop and what is open inside of it. @return whether there was one */
    boolean leaveLoops() {
        int before = frames.size();
        while (frames.stream().anyMatch(f -> f.kind == Kind.EACH)) frames.pop();
        return frames.size() < before;
    }

    /**
     * Leaves the innermost block. When some branches of its choice have answered and one has not, whatever follows
     * belongs to that one.
     */
    void leave() {
        var frame = frames.pop();
        var choice = frame.choice;
        if (choice == null || frame.kind == Kind.FAILURE) return;
        var blocks =
                new ArrayList<>(choice.branches.stream().map(BranchNode::block).toList());
        if (choice.otherwise != null) blocks.add(choice.otherwise);
        if (blocks.stream().noneMatch(Block::isAnswered)) return;
        if (choice.otherwise == null) {
            choice.otherwise = new Block("", top().known, top().item);
            choice.unsaid = true;
            blocks.add(choice.otherwise);
        }
        var open = blocks.stream().filter(b -> !b.isAnswered()).toList();
        if (open.size() == 1) enter(Kind.REST, open.get(0), null, null);
    }

    /** The innermost condition an "otherwise" can belong to; null after asking, and when there is none. */
    @Nullable
    Frame owner(Placed placed) {
        var open = frames.stream()
                .filter(f -> f.kind == Kind.IF && f.choice != null && f.choice.otherwise == null)
                .toList();
        var texts = open.stream().map(Scopes::label).distinct().toList();
        // Of several conditions one inside the other, "otherwise" after more than a comma could mean any.
        if (texts.size() > 1 && placed.joint() != Joint.SOFT) {
            var text = book.say("which-otherwise", Token.text(placed.words()));
            var answer = questions.choose("otherwise", placed.words(), text, texts);
            if (answer.isEmpty()) return null;
            while (!frames.isEmpty() && !label(frames.peek()).equals(answer.get())) frames.pop();
        }
        var frame = frames.poll();
        boolean fits = frame != null && open.contains(frame) && !frame.open && !frame.block.nodes.isEmpty();
        if (fits) return frame;
        questions.about("alone", placed.words());
        return null;
    }

    private static String label(Frame frame) {
        return frame.choice == null ? "" : frame.choice.label;
    }
}
