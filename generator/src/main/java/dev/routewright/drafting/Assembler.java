package dev.routewright.drafting;

import dev.routewright.drafting.Description.Joint;
import dev.routewright.drafting.Flow.Block;
import dev.routewright.drafting.Flow.BranchNode;
import dev.routewright.drafting.Flow.CallNode;
import dev.routewright.drafting.Flow.ChoiceNode;
import dev.routewright.drafting.Flow.EachNode;
import dev.routewright.drafting.Statement.Placed;
import dev.routewright.route.Condition;
import dev.routewright.route.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts statements together: what belongs to which condition, which loop, which failure. Where the text leaves that
 * open it asks; it never takes the likelier reading of two that do different things.
 */
final class Assembler {
    private enum Kind {
        IF,
        ELSE,
        FAILURE,
        EACH
    }

    /** A block that is open for more, and what opened it. */
    private static final class Frame {
        final Kind kind;
        final Block block;
        final @Nullable ChoiceNode choice;
        final @Nullable CallNode call;
        /** Whether a condition behind its action closed it: only "otherwise" may follow. */
        boolean closed;
        /** Whether it began in the sentence that is being read. */
        boolean here = true;
        /** Whether another condition at the same place came before, so that "otherwise" could mean either. */
        boolean second;

        Frame(Kind kind, Block block, @Nullable ChoiceNode choice, @Nullable CallNode call) {
            this.kind = kind;
            this.block = block;
            this.choice = choice;
            this.call = call;
        }
    }

    private final Phrasebook book;
    private final Questions questions;
    private final ConditionReader conditions;
    private final Actions actions;
    private final Finder finder;
    private final Ids ids;
    private final List<String> notes;
    private final Block root = new Block("", List.of(), null);
    private final Deque<Frame> frames = new ArrayDeque<>();
    private @Nullable Placed before;
    private @Nullable CallNode latest;

    Assembler(
            Phrasebook book,
            Questions questions,
            ConditionReader conditions,
            Actions actions,
            Finder finder,
            Ids ids,
            List<String> notes) {
        this.book = book;
        this.questions = questions;
        this.conditions = conditions;
        this.actions = actions;
        this.finder = finder;
        this.ids = ids;
        this.notes = notes;
    }

    /** The block of everything; questions have been asked when something did not fit. */
    Block assemble(List<Placed> statements) {
        for (var placed : statements) {
            if (placed.joint() == Joint.SENTENCE) frames.forEach(f -> f.here = false);
            place(placed);
            before = placed;
        }
        return root;
    }

    private void place(Placed placed) {
        var statement = placed.statement();
        if (statement instanceof Statement.Guard guard) guard(placed, guard);
        else if (statement instanceof Statement.Otherwise) otherwise(placed);
        else if (statement instanceof Statement.Close) close();
        else if (statement instanceof Statement.Failure failure) failure(placed, failure);
        else if (statement instanceof Statement.Each each) each(placed, each);
        else if (statement instanceof Statement.Repeat repeat) repeat(placed, repeat);
        else if (statement instanceof Statement.Refused refused) refused(placed, refused);
        else if (statement instanceof Statement.Group group)
            settle(placed).ifPresent(b -> actions.together(placed, group, b));
        else if (statement instanceof Statement.Do did) settle(placed).ifPresent(b -> perform(placed, did, b));
        else questions.about("alone", placed.words());
    }

    private Block top() {
        return frames.isEmpty() ? root : frames.peek().block;
    }

    private void close() {
        if (!frames.isEmpty()) frames.peek().closed = true;
    }

    private void perform(Placed placed, Statement.Do did, Block block) {
        if (block.isAnswered()) {
            questions.about("alone", placed.words());
            return;
        }
        var frame = frames.peek();
        var failed = frame != null && frame.kind == Kind.FAILURE ? frame.call : null;
        actions.perform(placed, did.action(), block, failed).ifPresent(call -> latest = call);
    }

    /** The block an action belongs to; empty after asking. */
    private Optional<Block> settle(Placed placed) {
        if (placed.always()) {
            frames.clear();
            return Optional.of(root);
        }
        while (!frames.isEmpty() && frames.peek().closed) leave();
        if (frames.isEmpty() || placed.joint() == Joint.SOFT || through.contains(frames.peek()))
            return Optional.of(top());
        var frame = frames.peek();
        boolean whole = frame.kind == Kind.ELSE
                && frame.here == false
                && placed.joint() == Joint.SENTENCE
                && isOneSentence(frame);
        if (whole || (frame.block.isAnswered() && frame.kind != Kind.FAILURE)) {
            leave();
            return settle(placed);
        }
        var choices = book.choices("scope-choices");
        var answer = questions.choose("scope", placed.words(), book.say("scope", Token.text(placed.words())), choices);
        if (answer.isEmpty()) return Optional.empty();
        if (answer.get().equals(choices.get(0))) while (!frames.isEmpty()) leave();
        return Optional.of(top());
    }

    private static boolean isOneSentence(Frame frame) {
        return !frame.second;
    }

    /**
     * Leaves the innermost block. When some branches of its choice have answered and one has not, whatever follows
     * belongs to that one.
     */
    private void leave() {
        var frame = frames.pop();
        var choice = frame.choice;
        if (choice == null || frame.kind == Kind.FAILURE) return;
        var blocks =
                new ArrayList<>(choice.branches.stream().map(BranchNode::block).toList());
        if (choice.otherwise != null) blocks.add(choice.otherwise);
        long answered = blocks.stream().filter(Block::isAnswered).count();
        if (answered == 0) return;
        if (choice.otherwise == null) {
            choice.otherwise = new Block("", top().known, top().item);
            blocks.add(choice.otherwise);
        }
        var open = blocks.stream().filter(b -> !b.isAnswered()).toList();
        if (open.size() == 1) {
            var rest = new Frame(Kind.ELSE, open.get(0), null, null);
            frames.push(rest);
            through.add(rest);
        }
    }

    /** Blocks that stand for "from here on", so that nothing about their extent is open. */
    private final List<Frame> through = new ArrayList<>();

    private void guard(Placed placed, Statement.Guard guard) {
        if (guard.orElse()) {
            orElse(placed, guard.claim());
            return;
        }
        if (placed.joint() == Joint.SOFT && !frames.isEmpty() && !frames.peek().closed && !isSibling(guard.claim())) {
            open(placed, guard.claim(), top());
            return;
        }
        sibling(placed, guard.claim());
    }

    /** Whether a condition said after a comma is about the same field as the one before, and not inside it. */
    private boolean isSibling(Claim claim) {
        var frame = frames.peek();
        if (frame == null || frame.kind != Kind.IF || frame.choice == null || frame.block.nodes.isEmpty()) return false;
        var here = conditions.read(claim, finder.sources(frame.block)).condition();
        return here.isPresent()
                && left(here.get()).equals(left(frame.choice.branches.get(0).condition()));
    }

    private static Optional<Value> left(Condition condition) {
        return condition instanceof Condition.Compare compare ? Optional.of(compare.left()) : Optional.empty();
    }

    /** A condition that starts anew stands beside the one before, unless only the block before knows its field. */
    private void sibling(Placed placed, Claim claim) {
        var inner = top();
        var open = new ArrayDeque<>(frames);
        ChoiceNode beside = null;
        boolean after = false;
        while (!frames.isEmpty() && frames.peek().kind != Kind.EACH && !through.contains(frames.peek())) {
            var frame = frames.peek();
            if (frame.choice != null) {
                beside = frame.kind == Kind.IF ? frame.choice : null;
                after = frame.kind == Kind.IF;
            }
            leave();
        }
        var found = conditions.read(claim, finder.sources(top()));
        if (found.condition().isEmpty() && !open.isEmpty() && inner != top()) {
            frames.clear();
            frames.addAll(open);
            open(placed, claim, inner);
            return;
        }
        if (beside == null || found.condition().isEmpty()) {
            open(placed, claim, top());
            return;
        }
        beside(placed, claim, beside, found.condition().get(), after);
    }

    private void beside(Placed placed, Claim claim, ChoiceNode beside, Condition condition, boolean after) {
        for (var branch : beside.branches) {
            var relation = Overlap.between(branch.condition(), condition);
            if (relation == Overlap.OVERLAPPING) {
                questions.about("overlap", placed.words());
                return;
            }
            if (relation == Overlap.UNRELATED) {
                open(placed, claim, top());
                if (!frames.isEmpty()) frames.peek().second = after;
                return;
            }
        }
        // A branch that answered has sent the rest into an otherwise; the new branch takes its place.
        if (beside.otherwise != null && beside.otherwise.nodes.isEmpty()) {
            beside.otherwise = null;
            frames.removeIf(through::contains);
        }
        branch(placed, claim, beside, condition);
    }

    private void orElse(Placed placed, Claim claim) {
        while (!frames.isEmpty() && frames.peek().kind != Kind.IF) frames.pop();
        var frame = frames.poll();
        if (frame == null || frame.choice == null) {
            questions.about("alone", placed.words());
            return;
        }
        found(placed, claim, top()).ifPresent(c -> branch(placed, claim, frame.choice, c));
    }

    /** The condition as the plan has it; empty after asking. */
    private Optional<Condition> found(Placed placed, Claim claim, Block block) {
        var found = conditions.read(claim, finder.sources(block));
        if (found.condition().isPresent()) {
            finder.message().assume(found.fields());
            found.notes().stream().filter(n -> !notes.contains(n)).forEach(notes::add);
            return found.condition();
        }
        if (found.choices().isEmpty()) questions.about("condition", placed.words());
        else questions.about("which-condition", placed.words(), String.join(book.say("comma"), found.choices()));
        return Optional.empty();
    }

    private void open(Placed placed, Claim claim, Block block) {
        if (claim.isFailure()
                && conditions.read(claim, finder.sources(block)).condition().isEmpty()) {
            var call = failed(block, claim.subject());
            if (call.isPresent()) {
                notes.add(book.say("failure", claim.text()));
                enterFailure(call.get());
                return;
            }
        }
        if (block.isAnswered()) {
            questions.about("alone", placed.words());
            return;
        }
        found(placed, claim, block).ifPresent(condition -> {
            var choice = new ChoiceNode(ids.step("decide-" + subject(claim)), claim.text());
            block.add(choice);
            branch(placed, claim, choice, condition);
        });
    }

    private static String subject(Claim claim) {
        if (claim.kind() == Claim.Kind.COMPARE && !claim.subject().isEmpty())
            return claim.subject().get(claim.subject().size() - 1).senses().stream()
                    .findFirst()
                    .map(Concept::id)
                    .orElse("amount");
        return claim.operand().stream()
                .flatMap(t -> t.senses().stream())
                .findFirst()
                .map(Concept::id)
                .orElse(claim.kind().name());
    }

    private void branch(Placed placed, Claim claim, ChoiceNode choice, Condition condition) {
        placed.clauses().stream().filter(c -> !choice.clauses.contains(c)).forEach(choice.clauses::add);
        var block = new Block(claim.text(), top().known, top().item);
        choice.branches.add(new BranchNode(condition, claim.text(), block));
        frames.push(new Frame(Kind.IF, block, choice, null));
    }

    private void otherwise(Placed placed) {
        while (!frames.isEmpty() && frames.peek().kind != Kind.IF) {
            var frame = frames.pop();
            if (frame.kind == Kind.FAILURE) return;
        }
        if (!owner(placed)) return;
        var frame = frames.poll();
        if (frame == null || frame.choice == null || frame.second || frame.choice.otherwise != null) {
            questions.about("alone", placed.words());
            return;
        }
        var choice = frame.choice;
        var block = new Block(otherwise(choice), top().known, top().item);
        choice.otherwise = block;
        placed.clauses().stream().filter(c -> !choice.clauses.contains(c)).forEach(choice.clauses::add);
        var otherwise = new Frame(Kind.ELSE, block, choice, null);
        // "Otherwise" in a sentence of its own leaves open whether the next sentence still belongs to it.
        otherwise.second = placed.joint() == Joint.SENTENCE;
        frames.push(otherwise);
    }

    /** Of several conditions one inside the other, "otherwise" after more than a comma could mean any. */
    private boolean owner(Placed placed) {
        var open = frames.stream()
                .filter(f -> f.kind == Kind.IF && f.choice != null && f.choice.otherwise == null)
                .toList();
        if (open.size() < 2 || placed.joint() == Joint.SOFT) return true;
        var texts = open.stream()
                .map(f -> f.choice == null ? "" : f.choice.label)
                .distinct()
                .toList();
        if (texts.size() < 2) return true;
        var answer = questions.choose(
                "otherwise", placed.words(), book.say("which-otherwise", Token.text(placed.words())), texts);
        if (answer.isEmpty()) return false;
        while (frames.peek() != null
                && !(frames.peek().choice != null && frames.peek().choice.label.equals(answer.get()))) frames.pop();
        return true;
    }

    private String otherwise(ChoiceNode choice) {
        return choice.branches.size() == 1
                ? book.opposite(choice.branches.get(0).text())
                : "";
    }

    private void failure(Placed placed, Statement.Failure failure) {
        var call = failed(top(), failure.subject());
        boolean elsewhere = !frames.isEmpty()
                && (frames.peek().closed || (placed.joint() != Joint.SOFT && frames.peek().kind == Kind.ELSE));
        if (call.isEmpty() || elsewhere) {
            questions.about("alone", placed.words());
            return;
        }
        failure.timeout().ifPresent(t -> actions.limit(call.get(), t, placed));
        enterFailure(call.get());
    }

    private void enterFailure(CallNode call) {
        frames.push(new Frame(Kind.FAILURE, call.failure, null, call));
    }

    /** The call that is said to fail: the latest, or the one the words are about. */
    private Optional<CallNode> failed(Block block, List<Token> subject) {
        var things = subject.stream()
                .filter(t -> !book.isIn("stop", t)
                        && (t.isNoun() || t.has(Concept.Kind.ACT))
                        && t.senses().stream().noneMatch(s -> s.is(Concept.Kind.ACT) && s.isGeneric()))
                .toList();
        var last = block.lastCall();
        if (things.isEmpty()) return last.filter(c -> c.failure.nodes.isEmpty());
        return last.filter(c -> c.failure.nodes.isEmpty())
                .filter(c -> things.stream().allMatch(finder.reply(c)::isAbout));
    }

    private void each(Placed placed, Statement.Each each) {
        settle(placed).ifPresent(block -> {
            var list = actions.items(placed, each.items(), block);
            list.ifPresent(l -> {
                var inside = new Block("", block.known, l.item());
                block.add(new EachNode(
                        ids.step("each-" + l.item().name()),
                        placed.clauses(),
                        actions.label(placed),
                        l.items(),
                        inside));
                frames.push(new Frame(Kind.EACH, inside, null, null));
            });
        });
    }

    private void repeat(Placed placed, Statement.Repeat repeat) {
        boolean follows = before != null
                && (before.statement() instanceof Statement.Do did && did.action() instanceof Statement.Call
                        || before.statement() instanceof Statement.Repeat
                        || before.statement() instanceof Statement.Close);
        if (!follows
                || latest == null
                || (before != null
                        && before.statement() instanceof Statement.Close
                        && top().lastCall().isEmpty())) {
            questions.about("alone", placed.words());
            return;
        }
        actions.repeat(latest, repeat.resilience(), placed);
    }

    /** A refusal is decided right after the call it depends on; everything said to happen later waits for it. */
    private void refused(Placed placed, Statement.Refused refused) {
        var block = top();
        for (int at = 0; at < block.nodes.size(); at++) {
            if (!(block.nodes.get(at) instanceof CallNode call)) continue;
            var known = block.known.subList(0, block.known.indexOf(call) + 1);
            var scope = new Block("", known, block.item);
            var found = conditions.read(refused.claim(), List.of(finder.reply(call)));
            if (found.condition().isEmpty()) continue;
            refuse(placed, refused.claim(), found.condition().get(), block, at, scope);
            return;
        }
        open(placed, refused.claim(), block);
        if (!questions.any()) actions.perform(placed, new Statement.Refuse(), top(), null);
    }

    private void refuse(Placed placed, Claim claim, Condition condition, Block block, int at, Block scope) {
        var choice = new ChoiceNode(ids.step("decide-" + subject(claim)), claim.text());
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
        notes.add(book.say("order", claim.text()));
        var frame = new Frame(Kind.ELSE, rest, null, null);
        frames.push(frame);
        through.add(frame);
    }
}
