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

    /** One of several ways, of which a match takes only one: what stands in two of them never stands in a row. */
    private record Option(Object choice, int number) {}

    /**
     * @param groups what need not be there and holds it: whoever matches a part is inside all of them, so that the
     *     dot of {@code (\\.\\d+)?} cannot be left out when the digits behind it are there
     */
    private record Part(RegexTree tree, List<Object> groups) {
        boolean excludes(Part other) {
            return groups.stream()
                    .filter(Option.class::isInstance)
                    .map(Option.class::cast)
                    .anyMatch(own -> other.groups.stream()
                            .anyMatch(one -> one instanceof Option others
                                    && own.choice() == others.choice()
                                    && own.number() != others.number()));
        }

        boolean canBeLeftOut(Part before, Part after) {
            return isNullable(tree)
                    || groups.stream()
                            .anyMatch(group -> !before.groups.contains(group) && !after.groups.contains(group));
        }
    }

    /** Two loops that one text could be shared between in any way, or a row of loops that each could take the next. */
    private static boolean sharesText(RegexTree tree) {
        var parts = new ArrayList<Part>();
        flatten(tree, List.of(), parts);
        var rows = new int[parts.size()];
        for (int last = 0; last < parts.size(); last++) {
            Part after = parts.get(last);
            if (!(after.tree() instanceof Repeat later) || !isLong(later)) continue;
            rows[last] = 1;
            for (int i = 0; i < last; i++) {
                Part before = parts.get(i);
                if (rows[i] == 0 || before.excludes(after) || !(before.tree() instanceof Repeat earlier)) continue;
                var needed = parts.subList(i + 1, last).stream()
                        .filter(part -> !part.canBeLeftOut(before, after))
                        .toList();
                if (!canShare(earlier, needed, later)) continue;
                if (needed.isEmpty()) return true;
                rows[last] = Math.max(rows[last], rows[i] + 1);
            }
            if (rows[last] > MOST_SHARING) return true;
        }
        return false;
    }

    private static boolean isLong(Repeat loop) {
        return loop.isUnbounded() || loop.most() > LONG_LOOP && loop.most() != loop.least();
    }

    /** Everything in a row. */
    private static void flatten(RegexTree tree, List<Object> groups, List<Part> parts) {
        if (tree instanceof Sequence sequence) sequence.parts().forEach(part -> flatten(part, groups, parts));
        else if (tree instanceof Alternatives alternatives) {
            var choice = new Object();
            for (int n = 0; n < alternatives.options().size(); n++)
                flatten(alternatives.options().get(n), within(groups, new Option(choice, n)), parts);
        } else if (tree instanceof Repeat repeat && repeat.most() == 1)
            flatten(repeat.inner(), repeat.least() == 0 ? within(groups, new Object()) : groups, parts);
        else parts.add(new Part(tree, groups));
    }

    private static List<Object> within(List<Object> groups, Object group) {
        var inner = new ArrayList<>(groups);
        inner.add(group);
        return inner;
    }

    private static boolean canShare(Repeat before, List<Part> needed, Repeat after) {
        if (!signs(before).overlaps(signs(after))) return false;
        Signs both = common(signs(before), signs(after));
        return !both.set().isEmpty()
                && needed.stream().allMatch(part -> signs(part.tree()).overlaps(both));
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
