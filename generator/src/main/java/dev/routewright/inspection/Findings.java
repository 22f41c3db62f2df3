package dev.routewright.inspection;

import dev.routewright.route.Finding;
import dev.routewright.route.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the rules have against a route. At most {@value #MOST} are shown, errors before warnings: a hostile file
 * must not be answered with a megabyte of complaints. What is left out is an error of its own, so that no warning is
 * approved unseen and no error is lost behind warnings.
 */
final class Findings {
    private static final int MOST = 100;
    /** Beyond these nothing more is looked for: the file is refused, and nobody reads on. */
    private static final int ENDLESS = 1_000;

    private static final int LONGEST_QUOTE = 80;

    private final Set<Finding> errors = new LinkedHashSet<>();
    private final Set<Finding> warnings = new LinkedHashSet<>();

    /** Thrown to whoever asked for the inspection; what was found until then stands. */
    static final class Endless extends RuntimeException {
        Endless() {
            super(null, null, false, false);
        }
    }

    void add(RuleId rule, @Nullable Place place, @Nullable String step, String problem, String remedy) {
        var found = rule.severity() == Severity.ERROR ? errors : warnings;
        found.add(new Finding(
                rule.id(),
                rule.severity(),
                place == null ? 0 : place.line(),
                place == null ? 0 : place.column(),
                step,
                problem,
                remedy));
        if (errors.size() + warnings.size() >= ENDLESS) throw new Endless();
    }

    boolean hasErrors() {
        return !errors.isEmpty() || warnings.size() > MOST;
    }

    boolean has(RuleId rule) {
        return Stream.concat(errors.stream(), warnings.stream())
                .anyMatch(f -> f.rule().equals(rule.id()));
    }

    List<Finding> inOrder() {
        int all = errors.size() + warnings.size();
        var list = new ArrayList<>(Stream.concat(errors.stream(), warnings.stream())
                .limit(MOST)
                .sorted(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column))
                .toList());
        if (all > MOST) list.add(leftOut(all));
        return List.copyOf(list);
    }

    private static Finding leftOut(int all) {
        var rule = RuleId.TOO_COMPLEX;
        var problem = all < ENDLESS
                ? "The file has %d more findings than are shown.".formatted(all - MOST)
                : "The file has at least %d more findings than are shown; the rest was not looked for."
                        .formatted(all - MOST);
        return new Finding(
                rule.id(),
                rule.severity(),
                0,
                0,
                null,
                problem,
                "Correct what is shown, then have the file inspected again.");
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
