package dev.routewright.inspection;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads JSONPath: names, places, wildcards and filters that compare. Camel would evaluate Simple inside a JSONPath, so
 * that no function may stand in one, quoted or not.
 */
final class JsonPathText {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]{0,127}");
    private static final Pattern PLACES = Pattern.compile("\\*|-?\\d{0,6}:-?\\d{0,6}|-?\\d{1,6}(?: ?, ?-?\\d{1,6})*");
    private static final Pattern OPERATOR =
            Pattern.compile("==|!=|<=|>=|<|>|=~|(?:in|nin|subsetof|anyof|noneof|contains|size|empty)(?![\\w-])");
    private static final Pattern REGEX = Pattern.compile("/((?:[^/\\\\]|\\\\.){0,256})/[i]?");
    private static final Pattern WORD = Pattern.compile("true|false|null");
    private static final Set<String> FUNCTIONS =
            Set.of("length", "size", "sum", "min", "max", "avg", "first", "last", "keys");
    private static final int MOST_DEEP_SCANS = 2;

    private final PathReader in;
    private int deepScans;

    private JsonPathText(String path) {
        in = new PathReader(path);
    }

    /** What is wrong with the path, as a sentence; empty when nothing is. */
    static Optional<String> problem(String text) {
        String path = text.strip();
        if (path.contains("${") || path.contains("$simple{") || path.contains("$init{"))
            return Optional.of("The path holds a function of Simple.");
        try {
            new JsonPathText(path).whole();
            return Optional.empty();
        } catch (PathReader.NotAPath not) {
            return Optional.of(String.valueOf(not.getMessage()));
        }
    }

    private void whole() {
        if (!in.takes("$")) name();
        segments();
        in.blanks();
        if (!in.atEnd()) comparison();
        in.blanks();
        if (!in.atEnd()) throw in.fails();
    }

    private void segments() {
        while (true) {
            if (in.takes("..")) {
                if (++deepScans > MOST_DEEP_SCANS) throw new PathReader.NotAPath("The path scans too deeply.");
                if (!in.sees("[") && !in.takes("*")) name();
            } else if (in.takes(".")) {
                if (!in.takes("*")) nameOrFunction();
            } else if (in.takes("[")) bracket();
            else return;
        }
    }

    private void name() {
        if (in.takes(NAME).isEmpty()) throw in.fails();
    }

    private void nameOrFunction() {
        String name = in.takes(NAME);
        if (name.isEmpty()) throw in.fails();
        if (!in.takes("(")) return;
        if (!FUNCTIONS.contains(name))
            throw new PathReader.NotAPath("The function `%s` is not one of JSONPath that is allowed.".formatted(name));
        in.needs(")");
    }

    private void bracket() {
        in.deeper();
        in.blanks();
        if (in.takes("?")) {
            in.blanks();
            in.needs("(");
            condition();
            in.needs(")");
        } else if (in.takesQuoted() != null) {
            in.blanks();
            while (in.takes(",")) {
                in.blanks();
                if (in.takesQuoted() == null) throw in.fails();
                in.blanks();
            }
        } else if (in.takes(PLACES).isEmpty()) throw in.fails();
        in.blanks();
        in.needs("]");
        in.shallower();
    }

    private void condition() {
        do {
            in.blanks();
            boolean negated = in.takes("!");
            in.blanks();
            if (in.takes("(")) {
                in.deeper();
                condition();
                in.needs(")");
                in.shallower();
            } else {
                operand();
                in.blanks();
                if (!negated && !in.sees("&&") && !in.sees("||") && !in.sees(")")) comparison();
            }
            in.blanks();
        } while (in.takes("&&") || in.takes("||"));
    }

    private void comparison() {
        String operator = in.takes(OPERATOR);
        if (operator.isEmpty()) throw in.fails();
        in.blanks();
        if (operator.equals("=~")) regex();
        else operand();
    }

    private void regex() {
        String regex = in.takes(REGEX);
        if (regex.isEmpty()) throw in.fails();
        String pattern = regex.substring(1, regex.lastIndexOf('/'));
        if (!RegexCost.isCheap(pattern)) throw new PathReader.NotAPath("A pattern in the path may take endless time.");
    }

    private void operand() {
        if (in.takes("@") || in.takes("$")) segments();
        else if (in.takes("[")) {
            in.deeper();
            in.blanks();
            if (!in.sees("]"))
                do {
                    in.blanks();
                    operand();
                    in.blanks();
                } while (in.takes(","));
            in.needs("]");
            in.shallower();
        } else if (in.takesQuoted() == null
                && !in.takesNumber()
                && in.takes(WORD).isEmpty()) throw in.fails();
    }
}
