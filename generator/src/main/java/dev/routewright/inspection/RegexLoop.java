package dev.routewright.inspection;

import dev.routewright.inspection.RegexTree.Alternatives;
import dev.routewright.inspection.RegexTree.Repeat;
import dev.routewright.inspection.RegexTree.Sequence;
import dev.routewright.inspection.RegexTree.Signs;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is repeated, as the automaton of its positions (Glushkov). When no sign of the input leaves a choice between two
 * positions, there is one way through the loop for each text, and a matcher that goes back finds nothing to try again.
 */
final class RegexLoop {
    private static final int MOST = 256;

    private final List<Signs> positions = new ArrayList<>();
    private final List<BitSet> follow = new ArrayList<>();

    private RegexLoop() {}

    private record Part(BitSet first, BitSet last, boolean nullable) {}

    static boolean leavesChoice(RegexTree repeated) {
        var loop = new RegexLoop();
        Part part = loop.part(repeated);
        if (part.nullable()) return true;
        loop.link(part.last(), part.first());
        return Stream.concat(Stream.of(part.first()), loop.follow.stream())
                .distinct()
                .anyMatch(loop::overlaps);
    }

    private Part part(RegexTree tree) {
        if (tree instanceof Signs signs) return position(signs);
        if (tree instanceof Sequence sequence) return sequence(sequence.parts());
        if (tree instanceof Alternatives alternatives) return alternatives(alternatives.options());
        var repeat = (Repeat) tree;
        if (repeat.most() == 0) return new Part(new BitSet(), new BitSet(), true);
        Part inner = part(repeat.inner());
        if (repeat.isUnbounded() || repeat.most() > 1) link(inner.last(), inner.first());
        return new Part(inner.first(), inner.last(), inner.nullable() || repeat.least() == 0);
    }

    private Part position(Signs signs) {
        if (positions.size() == MOST) throw new RegexParser.NotJudged();
        var own = new BitSet();
        own.set(positions.size());
        positions.add(signs);
        follow.add(new BitSet());
        return new Part(own, own, false);
    }

    private Part sequence(List<RegexTree> parts) {
        var first = new BitSet();
        var last = new BitSet();
        boolean nullable = true;
        for (RegexTree each : parts) {
            Part part = part(each);
            link(last, part.first());
            if (nullable) first.or(part.first());
            if (!part.nullable()) last.clear();
            last.or(part.last());
            nullable &= part.nullable();
        }
        return new Part(first, last, nullable);
    }

    private Part alternatives(List<RegexTree> options) {
        var first = new BitSet();
        var last = new BitSet();
        boolean nullable = false;
        for (RegexTree each : options) {
            Part part = part(each);
            first.or(part.first());
            last.or(part.last());
            nullable |= part.nullable();
        }
        return new Part(first, last, nullable);
    }

    private void link(BitSet last, BitSet first) {
        last.stream().forEach(position -> follow.get(position).or(first));
    }

    private boolean overlaps(BitSet choice) {
        Signs before = Signs.NONE;
        for (int i = choice.nextSetBit(0); i >= 0; i = choice.nextSetBit(i + 1)) {
            if (positions.get(i).overlaps(before)) return true;
            before = before.and(positions.get(i));
        }
        return false;
    }
}
