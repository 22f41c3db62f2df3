package dev.routewright.drafting.offline;

import dev.routewright.drafting.Description.Joint;
import dev.routewright.drafting.offline.Flow.Block;
import dev.routewright.drafting.offline.Flow.BranchNode;
import dev.routewright.drafting.offline.Flow.CallNode;
import dev.routewright.drafting.offline.Flow.ChoiceNode;
import dev.routewright.drafting.offline.Scopes.Kind;
import dev.routewright.drafting.offline.Statement.Placed;
import dev.routewright.route.Condition;
import dev.routewright.route.Value;
import java.util.List;
import java.util.Optional;

/** Where each condition stands to those before it: inside, beside, instead, or about a call that failed. */
final class Branching {
    private final Phrasebook book;
    private final Questions questions;
    private final ConditionReader conditions;
    private final Finder finder;
    private final Ids ids;
    private final Notes notes;
    private final Scopes scopes;

    Branching(
            Phrasebook book,
            Questions questions,
            ConditionReader conditions,
            Finder finder,
            Ids ids,
            Notes notes,
            Scopes scopes) {
        this.book = book;
        this.questions = questions;
        this.conditions = conditions;
        this.finder = finder;
        this.ids = ids;
        this.notes = notes;
        this.scopes = scopes;
    }

    void guard(Placed placed, Statement.Guard guard) {
        var claim = carried(guard.claim());
        if (guard.orElse()) {
            orElse(placed, claim);
            return;
        }
        var frame = scopes.frame();
        boolean beside = claim != guard.claim() || isSibling(claim);
        if (placed.joint() == Joint.SOFT && frame != null && !frame.closed && !beside) {
            open(placed, claim, scopes.top());
            return;
        }
        sibling(placed, claim);
    }

    /** "If it is DECLINE", 低于600的: said of what the condition before was about, where it makes sense of that. */
    private Claim carried(Claim claim) {
        var frame = scopes.frame();
        if (!claim.subject().isEmpty() || frame == null || frame.kind != Kind.IF || frame.choice == null) return claim;
        var choice = frame.choice;
        if (frame.block.nodes.isEmpty()) return claim;
        for (var candidate : List.of(claim.about(choice.subject), claim.about(List.of()))) {
            var read = conditions.read(candidate, finder.sources(choice.before)).condition();
            if (read.isPresent()
                    && left(read.get()).equals(left(choice.branches.get(0).condition()))) return candidate;
        }
        return claim;
    }

    /** Whether a condition said after a comma is about the same field as the one before, and not inside it. */
    private boolean isSibling(Claim claim) {
        var frame = scopes.frame();
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
        var inner = scopes.top();
        var mark = scopes.mark();
        ChoiceNode beside = null;
        boolean after = false;
        for (var frame = scopes.frame();
                frame != null && frame.kind != Kind.EACH && frame.kind != Kind.REST;
                frame = scopes.frame()) {
            if (frame.choice != null) {
                after = frame.kind == Kind.IF;
                beside = after ? frame.choice : null;
            }
            scopes.leave();
        }
        var found = conditions.read(claim, finder.sources(scopes.top()));
        var within = conditions.read(claim, finder.sources(inner)).condition();
        boolean nested = within.isPresent() && !within.equals(found.condition());
        if ((nested || found.condition().isEmpty()) && inner != scopes.top()) {
            scopes.back(mark);
            open(placed, claim, inner);
            return;
        }
        if (beside == null || found.condition().isEmpty()) {
            open(placed, claim, scopes.top());
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
                open(placed, claim, scopes.top());
                var frame = scopes.frame();
                if (frame != null) frame.open = after;
                return;
            }
        }
        // A branch that answered has sent the rest into an otherwise; the new branch takes its place.
        if (beside.otherwise != null && beside.otherwise.nodes.isEmpty()) {
            beside.otherwise = null;
            scopes.forgetRest();
        }
        branch(placed, claim, beside, condition);
    }

    private void orElse(Placed placed, Claim claim) {
        var frame = scopes.poll();
        while (frame != null && frame.kind != Kind.IF) frame = scopes.poll();
        if (frame == null || frame.choice == null) {
            questions.about("alone", placed.words());
            return;
        }
        var choice = frame.choice;
        found(placed, claim, scopes.top()).ifPresent(c -> branch(placed, claim, choice, c));
    }

    /** The condition as the plan has it; empty after asking. */
    private Optional<Condition> found(Placed placed, Claim claim, Block block) {
        var found = conditions.read(claim, finder.sources(block));
        if (found.condition().isPresent()) {
            finder.message().assume(found.fields());
            notes.addAll(found.notes());
            return found.condition();
        }
        if (found.choices().isEmpty()) questions.about("condition", placed.words());
        else questions.about("which-condition", placed.words(), String.join(book.say("comma"), found.choices()));
        return Optional.empty();
    }

    void open(Placed placed, Claim claim, Block block) {
        if (claim.isFailure()
                && conditions.read(claim, finder.sources(block)).condition().isEmpty()) {
            var call = failed(block, claim.subject());
            if (call.isPresent()) {
                notes.add("failure", claim.text());
                enterFailure(call.get());
                return;
            }
        }
        if (block.isAnswered()) {
            questions.about("alone", placed.words());
            return;
        }
        found(placed, claim, block).ifPresent(condition -> {
            var choice = new ChoiceNode(ids.step("decide-" + subject(claim)), claim.text(), block);
            block.add(choice);
            branch(placed, claim, choice, condition);
        });
    }

    static String subject(Claim claim) {
        if (claim.kind() == Claim.Kind.COMPARE && !claim.subject().isEmpty())
            return claim.subject().get(claim.subject().size() - 1).senses().stream()
                    .findFirst()
                    .map(Concept::id)
                    .orElse("amount");
        return claim.operand().stream()
                .flatMap(t -> t.senses().stream())
                .filter(s -> !s.is(Concept.Kind.ACT))
                .findFirst()
                .map(Concept::id)
                .orElse(claim.kind().name());
    }

    private void branch(Placed placed, Claim claim, ChoiceNode choice, Condition condition) {
        placed.clauses().stream().filter(c -> !choice.clauses.contains(c)).forEach(choice.clauses::add);
        var block = new Block(claim.text(), scopes.top().known, scopes.top().item);
        choice.branches.add(new BranchNode(condition, claim.text(), block));
        if (!claim.subject().isEmpty()) choice.subject = claim.subject();
        scopes.enter(Kind.IF, block, choice, null);
    }

    void otherwise(Placed placed) {
        for (var frame = scopes.frame(); frame != null && frame.kind != Kind.IF; frame = scopes.frame()) {
            scopes.poll();
            if (frame.kind == Kind.FAILURE) return;
        }
        var frame = scopes.owner(placed);
        if (frame == null || frame.choice == null) {
            if (!questions.any()) questions.about("alone", placed.words());
            return;
        }
        var choice = frame.choice;
        var block = new Block(otherwise(choice), scopes.top().known, scopes.top().item);
        choice.otherwise = block;
        placed.clauses().stream().filter(c -> !choice.clauses.contains(c)).forEach(choice.clauses::add);
        // "Otherwise" in a sentence of its own leaves open whether the next sentence still belongs to it.
        scopes.enter(Kind.ELSE, block, choice, null).open = placed.joint() == Joint.SENTENCE;
    }

    private String otherwise(ChoiceNode choice) {
        return choice.branches.size() == 1
                ? book.opposite(choice.branches.get(0).text())
                : "";
    }

    void enterFailure(CallNode call) {
        scopes.enter(Kind.FAILURE, call.failure, null, call);
    }

    /** The call that is said to fail: the latest, or the one the words are about. */
    Optional<CallNode> failed(Block block, List<Token> subject) {
        var things = subject.stream()
                .filter(t -> !book.isIn("stop", t)
                        && (t.isNoun() || t.has(Concept.Kind.ACT))
                        && t.senses().stream().noneMatch(s -> s.is(Concept.Kind.ACT) && s.isGeneric()))
                .toList();
        var last = block.lastCallBeforeReply();
        if (things.isEmpty()) return last.filter(c -> c.failure.nodes.isEmpty());
        return last.filter(c -> c.failure.nodes.isEmpty())
                .filter(c -> things.stream().allMatch(finder.reply(c)::isAbout));
    }
}
