package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParserTokenManager;
import net.thisptr.jackson.jq.internal.javacc.SimpleCharStream;
import net.thisptr.jackson.jq.internal.javacc.Token;
import net.thisptr.jackson.jq.internal.javacc.TokenMgrError;
import org.jspecify.annotations.Nullable;

/**
 * Judges a jq text. It is cut into words by jq's own tokenizer, so that a function hidden in a string interpolation is
 * seen; every name that is called must be on the policy's list, and own functions may not be defined, because they
 * could call themselves for ever.
 */
final class JqText {
    private static final int LONGEST = 4096;
    private static final int DEEPEST = 64;
    private static final Set<Integer> REFUSED = Set.of(
            ExpressionParserConstants.KEYWORD_DEF,
            ExpressionParserConstants.KEYWORD_IMPORT,
            ExpressionParserConstants.KEYWORD_INCLUDE,
            ExpressionParserConstants.KEYWORD_MODULE,
            ExpressionParserConstants.KEYWORD_LABEL,
            ExpressionParserConstants.KEYWORD_BREAK,
            ExpressionParserConstants.DOUBLE_COLON);
    /** Functions whose first argument is a regular expression. */
    private static final Set<String> REGEX = Set.of("test", "match", "capture", "scan", "sub", "gsub", "splits");
    /** Camel's functions; their first argument names what is read and must be literal. */
    private static final Set<String> READS = Set.of("header", "variable", "property");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,127}");

    private final Policy.Content policy;
    private final Findings findings;

    JqText(Policy.Content policy, Findings findings) {
        this.policy = policy;
        this.findings = findings;
    }

    void judge(Node.Scalar scalar, @Nullable String step) {
        String text = scalar.text();
        if (text.length() > LONGEST) {
            refuse(
                    scalar,
                    step,
                    RuleId.TEXT_TOO_LONG,
                    "The jq expression is longer than 4096 characters.",
                    "Shorten it.");
            return;
        }
        try {
            var tokens = tokens(text);
            if (depth(tokens) > DEEPEST) {
                refuse(
                        scalar,
                        step,
                        RuleId.EXPRESSION_SYNTAX,
                        "The jq expression is nested too deeply.",
                        "Flatten it.");
                return;
            }
            JsonQuery.compile(text, Versions.JQ_1_7);
            for (int i = 0; i < tokens.size(); i++) judge(tokens, i, scalar, step);
            JqNames.unknown(tokens)
                    .ifPresent(name -> refuse(
                            scalar,
                            step,
                            RuleId.EXPRESSION_SYNTAX,
                            "The jq reads " + quote("$" + name) + ", and nothing in it makes a name like that.",
                            "Write `variable(\"…\")` for a variable of the message, or `… as $name | …` before."));
            JqPlaces.open(tokens)
                    .ifPresent(place -> refuse(
                            scalar,
                            step,
                            RuleId.LIMIT_EXCEEDED,
                            "The jq assigns to a place that " + quote(place) + " decides.",
                            "Assign to a key or a small number written out, or build the value with `map`."));
        } catch (JsonQueryException | TokenMgrError | StackOverflowError | RuntimeException e) {
            refuse(
                    scalar,
                    step,
                    RuleId.EXPRESSION_SYNTAX,
                    "The expression " + quote(text) + " is not jq.",
                    text.contains("if ") && !text.contains("else")
                            ? "Give the `if` an `else`, such as `if … then … else . end`."
                            : "Write jq 1.6, such as `{sku: .sku, stock: variable(\"stock\").available}`.");
        }
    }

    static List<Token> tokens(String text) {
        var manager = new ExpressionParserTokenManager(new SimpleCharStream(new StringReader(text)));
        var tokens = new ArrayList<Token>();
        for (Token token = manager.getNextToken();
                token.kind != ExpressionParserConstants.EOF;
                token = manager.getNextToken()) tokens.add(token);
        return tokens;
    }

    private static int depth(List<Token> tokens) {
        int depth = 0;
        int deepest = 0;
        for (Token token : tokens) {
            if (opens(token)) deepest = Math.max(deepest, ++depth);
            if (closes(token)) depth--;
        }
        return deepest;
    }

    private void judge(List<Token> tokens, int i, Node.Scalar scalar, @Nullable String step) {
        Token token = tokens.get(i);
        int before = i == 0 ? -1 : tokens.get(i - 1).kind;
        int after = i + 1 == tokens.size() ? -1 : tokens.get(i + 1).kind;
        String name = token.image;
        if (token.kind == ExpressionParserConstants.RECURSION) {
            call("..", scalar, step);
        } else if (REFUSED.contains(token.kind) && !isKey(tokens, i, before, after)) {
            call(name, scalar, step);
        } else if (token.kind == ExpressionParserConstants.IDENTIFIER) {
            if (before == ExpressionParserConstants.DOLLAR) variable(name, scalar, step);
            else if (before == ExpressionParserConstants.ATSIGN) call("@" + name, scalar, step);
            else if (!isKey(tokens, i, before, after)) {
                call(name, scalar, step);
                argument(name, tokens, i, scalar, step);
            }
        } else if (name.equals("*") && repeatsText(tokens, i)) {
            refuse(
                    scalar,
                    step,
                    RuleId.LIMIT_EXCEEDED,
                    "A text is multiplied, which may make it endlessly long.",
                    "Write the text out.");
        } else if (token.kind == ExpressionParserConstants.INTEGER_LITERAL
                && name.length() > 4
                && isIndex(tokens, i, before)) {
            refuse(
                    scalar,
                    step,
                    RuleId.LIMIT_EXCEEDED,
                    "The jq index " + quote(name) + " is too large.",
                    "Use a smaller index.");
        }
    }

    /** Whether a text stands on one side of the sign and no small number on the other. */
    private boolean repeatsText(List<Token> tokens, int i) {
        if (i == 0 || i + 1 >= tokens.size()) return false;
        Token before = tokens.get(i - 1);
        Token after = tokens.get(i + 1);
        boolean text =
                before.kind == ExpressionParserConstants.ENDQUOTE || after.kind == ExpressionParserConstants.QUOTE;
        boolean again = tokens.stream().filter(t -> t.image.equals("*")).count() > 1;
        return text && (again || !isSmall(before) && !isSmall(after));
    }

    private boolean isSmall(Token token) {
        return token.kind == ExpressionParserConstants.INTEGER_LITERAL
                && token.image.length() < 10
                && Long.parseLong(token.image) <= policy.maxSimpleRange();
    }

    /** Behind a bracket, or as the end of a slice; behind the colon of an object stands a value. */
    private static boolean isIndex(List<Token> tokens, int i, int before) {
        return before == ExpressionParserConstants.OPEN_BRACKET
                || before == ExpressionParserConstants.COLON && !enclosedByBrace(tokens, i);
    }

    /** A name directly in braces: <code>{sku: …}</code> or the short form <code>{sku}</code>. */
    private static boolean isKey(List<Token> tokens, int i, int before, int after) {
        boolean begins = before == ExpressionParserConstants.OPEN_BRACE || before == ExpressionParserConstants.COMMA;
        boolean ends = after == ExpressionParserConstants.COLON
                || after == ExpressionParserConstants.COMMA
                || after == ExpressionParserConstants.CLOSE_BRACE;
        return begins && ends && enclosedByBrace(tokens, i);
    }

    private static boolean enclosedByBrace(List<Token> tokens, int i) {
        int depth = 0;
        for (int j = i - 1; j >= 0; j--) {
            if (closes(tokens.get(j))) depth++;
            if (opens(tokens.get(j)) && depth-- == 0) return tokens.get(j).kind == ExpressionParserConstants.OPEN_BRACE;
        }
        return false;
    }

    static boolean opens(Token token) {
        return token.kind == ExpressionParserConstants.OPEN_PAR
                || token.kind == ExpressionParserConstants.OPEN_BRACKET
                || token.kind == ExpressionParserConstants.OPEN_BRACE
                || token.kind == ExpressionParserConstants.OPEN_INTERP;
    }

    static boolean closes(Token token) {
        return token.kind == ExpressionParserConstants.CLOSE_PAR
                || token.kind == ExpressionParserConstants.CLOSE_BRACKET
                || token.kind == ExpressionParserConstants.CLOSE_BRACE;
    }

    private void call(String name, Node.Scalar scalar, @Nullable String step) {
        if (policy.jqFunctions().contains(name)) return;
        refuse(
                scalar,
                step,
                RuleId.FUNCTION_NOT_ALLOWED,
                "The jq function " + quote(name) + " is not on the policy's list.",
                NearMisses.ask(
                        name,
                        policy.jqFunctions(),
                        "A field is written with a dot, such as " + quote("." + name) + "; functions of the list are "
                                + NearMisses.list(policy.jqFunctions()) + "."));
    }

    private void variable(String name, Node.Scalar scalar, @Nullable String step) {
        if (!name.equals("ENV") && !name.startsWith("__")) return;
        refuse(
                scalar,
                step,
                RuleId.FUNCTION_NOT_ALLOWED,
                "The jq variable " + quote("$" + name) + " reads the environment of the runtime.",
                "Remove it.");
    }

    private void argument(String name, List<Token> tokens, int i, Node.Scalar scalar, @Nullable String step) {
        boolean regex = REGEX.contains(name) || name.equals("split") && hasTwoArguments(tokens, i + 1);
        if (!regex && !READS.contains(name)) return;
        String literal = literal(tokens, i + 1);
        if (literal == null)
            refuse(
                    scalar,
                    step,
                    RuleId.EXPRESSION_SYNTAX,
                    "The jq function " + quote(name) + " is not given a plain text in double quotes.",
                    "Write its first argument literally, such as `" + name + "(\"…\")`.");
        else if (regex && !RegexCost.isCheap(literal))
            refuse(
                    scalar,
                    step,
                    RuleId.REGEX_COSTLY,
                    "The pattern " + quote(literal) + " may take endless time.",
                    RuleId.REGEX_COSTLY.remedy());
        else if (!regex && !NAME.matcher(literal).matches())
            refuse(
                    scalar,
                    step,
                    RuleId.EXPRESSION_SYNTAX,
                    "The jq function " + quote(name) + " is not given a plain name.",
                    "Read by a name of letters, digits, dots and dashes.");
        else if (!regex && Names.matchesAny(policy.simple().sensitive(), literal))
            refuse(
                    scalar,
                    step,
                    RuleId.LOG_REVEALS,
                    "The expression reads " + quote(literal) + ", which may hold a credential.",
                    "Leave it out.");
    }

    /** With two arguments the first one of {@code split} is a pattern. */
    private static boolean hasTwoArguments(List<Token> tokens, int from) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            if (opens(tokens.get(i))) depth++;
            if (closes(tokens.get(i)) && --depth == 0) return false;
            if (depth == 1 && tokens.get(i).kind == ExpressionParserConstants.SEMICOLON) return true;
            if (depth == 0) return false;
        }
        return false;
    }

    /** The text of {@code ("…"} at this place, null when something else stands there. */
    private static @Nullable String literal(List<Token> tokens, int from) {
        if (from + 1 >= tokens.size()
                || tokens.get(from).kind != ExpressionParserConstants.OPEN_PAR
                || tokens.get(from + 1).kind != ExpressionParserConstants.QUOTE) return null;
        var text = new StringBuilder();
        for (int i = from + 2; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind == ExpressionParserConstants.ENDQUOTE) {
                int next = i + 1 < tokens.size() ? tokens.get(i + 1).kind : -1;
                boolean ends =
                        next == ExpressionParserConstants.CLOSE_PAR || next == ExpressionParserConstants.SEMICOLON;
                return ends ? text.toString() : null;
            }
            if (token.kind == ExpressionParserConstants.VISIBLE_CHAR) text.append(token.image);
            else if (token.image.startsWith("\\") && token.kind != ExpressionParserConstants.OPEN_INTERP)
                text.append(unescaped(token.image));
            else return null;
        }
        return null;
    }

    /** The escapes of a JSON string, so that a pattern is judged as the pattern it is. */
    private static String unescaped(String escape) {
        if (escape.length() == 6 && escape.charAt(1) == 'u')
            return String.valueOf((char) Integer.parseInt(escape.substring(2), 16));
        return switch (escape.charAt(1)) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'b' -> "\b";
            case 'f' -> "\f";
            default -> escape.substring(1);
        };
    }

    private void refuse(Node.Scalar scalar, @Nullable String step, RuleId rule, String problem, String remedy) {
        findings.add(rule, scalar.place(), step, problem, remedy);
    }
}
