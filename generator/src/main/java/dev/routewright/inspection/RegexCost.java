package dev.routewright.inspection;

import dev.routewright.inspection.RegexTree.Alternatives;
import dev.routewright.inspection.RegexTree.Repeat;
import dev.routewright.inspection.RegexTree.Sequence;
import dev.routewright.inspection.RegexTree.Signs;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Whether a regular expression takes time that no caller can blow up. A matcher that goes back takes exponential time
 * only where one text has several ways through a loop, and polynomial time where several loops can share a text between
 * them (Weideman, van der Merwe, Berglund, Watson: Analyzing Matching Time Behavior of Backtracking Regular Expression
 * Matchers by Using Ambiguity of NFA, CIAA 2016). Loops inside loops are refused whether they are harmless or not, and
 * so is everything that cannot be judged.
 */
public final class RegexCost {
    private static final int LONGEST = 256;
    private static final int MOST_SHARING = 3;
    private static final int LONG_LOOP = 64;

    private RegexCost() {}

    public static boolean isCheap(String regex) {
        if (regex.length() > LONGEST) return false;
        try {
            Pattern.compile(regex);
            RegexTree tree = RegexParser.parse(regex);
            return loopsAreSimple(tree, false) && !sharesText(tree);
        } catch (PatternSyntaxException | RegexParser.NotJudged | StackOverflowError notJudged) {
            return false;
        }
    }

    private static boolean loopsAreSimple(RegexTree tree, boolean inLoop) {
        if (tree instanceof Sequence sequence)
            return sequence.parts().stream().allMatch(part -> loopsAreSimple(part, inLoop));
        if (tree instanceof Alternatives alternatives)
            return alternatives.options().stream().allMatch(option -> loopsAreSimple(option, inLoop));
        if (!(tree instanceof Repeat repeat)) return true;
        boolean varies = repeat.least() != repeat.most();
        boolean repeats = repeat.isUnbounded() || repeat.most() > 1;
        if (inLoop && varies && repeats) return false;
        if (!repeats) return loopsAreSimple(repeat.inner(), inLoop);
        return loopsAreSimple(repeat.inner(), true) && !RegexLoop.leavesChoice(repeat.inner());
    }

    /** Two loops that one text could be shared between in any way, or a row of loops that each could take the next. */
    private static boolean sharesText(RegexTree tree) {
        var parts = new ArrayList<RegexTree>();
        flatten(tree, false, parts);
        var rows = new int[parts.size()];
        for (int last = 0; last < parts.size(); last++) {
            if (!(parts.get(last) instanceof Repeat after) || !isLong(after)) continue;
            rows[last] = 1;
            for (int i = 0; i < last; i++) {
                if (rows[i] == 0 || !(parts.get(i) instanceof Repeat before)) continue;
                var between = parts.subList(i + 1, last);
                if (!canShare(before, between, after)) continue;
                if (between.stream().allMatch(RegexCost::isNullable)) return true;
                rows[last] = Math.max(rows[last], rows[i] + 1);
            }
            if (rows[last] > MOST_SHARING) return true;
        }
        return false;
    }

    private static boolean isLong(Repeat loop) {
        return loop.isUnbounded() || loop.most() > LONG_LOOP && loop.most() != loop.least();
    }

    /** Everything in a row; of what need not be there, each part need not. */
    private static void flatten(RegexTree tree, boolean optional, List<RegexTree> parts) {
        if (tree instanceof Sequence sequence) sequence.parts().forEach(part -> flatten(part, optional, parts));
        else if (tree instanceof Alternatives alternatives)
            alternatives.options().forEach(option -> flatten(option, true, parts));
        else if (tree instanceof Repeat repeat && repeat.most() == 1)
            flatten(repeat.inner(), optional || repeat.least() == 0, parts);
        else if (optional && tree instanceof Repeat repeat) parts.add(new Repeat(repeat.inner(), 0, repeat.most()));
        else parts.add(optional ? new Repeat(tree, 0, 1) : tree);
    }

    private static boolean canShare(Repeat before, List<RegexTree> between, Repeat after) {
        if (!signs(before).overlaps(signs(after))) return false;
        Signs both = common(signs(before), signs(after));
        return !both.set().isEmpty()
                && between.stream()
                        .allMatch(part -> isNullable(part) || signs(part).overlaps(both));
    }

    private static Signs common(Signs one, Signs other) {
        var set = (java.util.BitSet) one.set().clone();
        set.and(other.set());
        return new Signs(set);
    }

    private static boolean isNullable(RegexTree tree) {
        if (tree instanceof Repeat repeat) return repeat.least() == 0 || isNullable(repeat.inner());
        if (tree instanceof Sequence sequence) return sequence.parts().stream().allMatch(RegexCost::isNullable);
        return tree instanceof Alternatives alternatives
                && alternatives.options().stream().anyMatch(RegexCost::isNullable);
    }

    private static Signs signs(RegexTree tree) {
        if (tree instanceof Signs signs) return signs;
        if (tree instanceof Repeat repeat) return signs(repeat.inner());
        List<RegexTree> parts = tree instanceof Sequence sequence ? sequence.parts() : alternatives(tree);
        Signs all = Signs.NONE;
        for (RegexTree part : parts) all = all.and(signs(part));
        return all;
    }

    private static List<RegexTree> alternatives(RegexTree tree) {
        return tree instanceof Alternatives alternatives ? alternatives.options() : List.of();
    }
}
