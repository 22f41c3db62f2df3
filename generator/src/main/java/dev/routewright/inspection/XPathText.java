package dev.routewright.inspection;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads XPath 1.0 with its core functions. Variables and functions with a prefix come from outside and are none of it. */
final class XPathText {
    private static final String NCNAME = "[\\p{L}_][\\p{L}\\p{N}_.-]{0,127}";
    private static final Pattern NAME = Pattern.compile(NCNAME + "(?::(?!:)(?:" + NCNAME + "|\\*))?");
    private static final Pattern AXIS = Pattern.compile(
            "(?:ancestor|ancestor-or-self|attribute|child|descendant|"
                    + "descendant-or-self|following|following-sibling|namespace|parent|preceding|preceding-sibling|self)\\s*::");
    private static final Pattern FAR = Pattern.compile("ancestor|descendant|following|preceding");
    private static final Pattern OPERATOR =
            Pattern.compile("\\||\\+|-|\\*|!=|=|<=|>=|<|>|(?:and|or|div|mod)(?![\\p{L}\\p{N}_.-])");
    private static final Set<String> NODES = Set.of("text", "node", "comment", "processing-instruction");
    private static final Set<String> FUNCTIONS = Set.of(
            ("last position count id local-name namespace-uri name string concat starts-with contains substring-before"
                            + " substring-after substring string-length normalize-space translate boolean not true false"
                            + " lang number sum floor ceiling round")
                    .split(" "));

    /** A search of everything below, in each node that another search found, takes the square of the time. */
    private static final int MOST_SEARCHES = 4;

    private final PathReader in;
    private int searches;
    private int predicates;

    private XPathText(String path) {
        in = new PathReader(path);
    }

    /** What is wrong with the path, as a sentence; empty when nothing is. */
    static Optional<String> problem(String path) {
        if (path.contains("${") || path.contains("$simple{"))
            return Optional.of("The path holds a function of Simple.");
        try {
            var text = new XPathText(path.strip());
            text.expression();
            if (!text.in.atEnd()) throw text.in.fails();
            return Optional.empty();
        } catch (PathReader.NotAPath not) {
            return Optional.of(String.valueOf(not.getMessage()));
        }
    }

    private void expression() {
        in.deeper();
        do {
            in.blanks();
            while (in.takes("-")) in.blanks();
            operand();
            in.blanks();
        } while (!in.takes(OPERATOR).isEmpty());
        in.shallower();
    }

    private void operand() {
        if (in.sees("$")) throw new PathReader.NotAPath("The path reads a variable.");
        boolean primary = in.takesQuoted() != null || in.takesNumber();
        if (!primary && in.takes("(")) {
            expression();
            in.needs(")");
            primary = true;
        }
        if (primary) {
            predicates();
            if (in.sees("/")) steps();
        } else path();
    }

    private void path() {
        if (in.sees("/")) {
            steps();
            return;
        }
        step();
        steps();
    }

    private void steps() {
        in.blanks();
        while (in.takes("/")) {
            boolean all = in.takes("/");
            if (all) search();
            in.blanks();
            boolean root = !all && (in.atEnd() || in.sees(")") || in.sees("]") || in.sees("|") || in.sees(","));
            if (root) return;
            step();
            in.blanks();
        }
    }

    private void step() {
        in.blanks();
        if (in.takes("..") || in.takes(".")) return;
        String written = in.sees("@") ? "" : in.takes(AXIS);
        if (FAR.matcher(written).find()) search();
        boolean axis = in.takes("@") || !written.isEmpty();
        in.blanks();
        if (in.takes("*")) {
            predicates();
            return;
        }
        String name = in.takes(NAME);
        if (name.isEmpty()) throw in.fails();
        in.blanks();
        if (in.takes("(")) call(name, axis);
        predicates();
    }

    private void search() {
        if (++searches > MOST_SEARCHES || predicates > 1)
            throw new PathReader.NotAPath("The path searches too deeply.");
    }

    private void call(String name, boolean axis) {
        boolean node = NODES.contains(name);
        if (!node && (axis || !FUNCTIONS.contains(name)))
            throw new PathReader.NotAPath("The function `%s` is not one of XPath 1.0.".formatted(name));
        in.blanks();
        if (in.takes(")")) return;
        do expression();
        while (in.takes(","));
        in.needs(")");
    }

    private void predicates() {
        in.blanks();
        while (in.takes("[")) {
            predicates++;
            expression();
            predicates--;
            in.needs("]");
            in.blanks();
        }
    }
}
