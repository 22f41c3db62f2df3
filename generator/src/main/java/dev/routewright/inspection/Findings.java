package dev.routewright.inspection;

import dev.routewright.route.Finding;
import dev.routewright.route.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the rules have against a route. Keeps at most {@value #MOST}: a hostile file must not be answered with
 * a megabyte of complaints.
 */
final class Findings {
    private static final int MOST = 100;
    private static final int LONGEST_QUOTE = 80;

    private final Set<Finding> found = new LinkedHashSet<>();

    void add(RuleId rule, @Nullable Place place, @Nullable String step, String problem, String remedy) {
        if (found.size() >= MOST) return;
        found.add(new Finding(
                rule.id(),
                rule.severity(),
                place == null ? 0 : place.line(),
                place == null ? 0 : place.column(),
                step,
                problem,
                remedy));
    }

    boolean hasErrors() {
        return found.stream().anyMatch(f -> f.severity() == Severity.ERROR);
    }

    List<Finding> inOrder() {
        var list = new ArrayList<>(found);
        list.sort(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column));
        return List.copyOf(list);
    }

    /** Text of the route inside a sentence: shortened, and without anything that could forge a line of a log. */
    static String quote(String text) {
        var clean = new StringBuilder("`");
        text.codePoints()
                .limit(LONGEST_QUOTE)
                .forEach(c -> clean.appendCodePoint(
                        Characters.isForbidden(c) || c == '\n' || c == '\r' || c == '`' ? '·' : c));
        return clean.append(text.codePointCount(0, text.length()) > LONGEST_QUOTE ? "…`" : "`")
                .toString();
    }
}
