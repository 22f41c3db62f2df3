package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Expressions: each language with its own reader; a policy can only list languages that have one. */
final class ExpressionRules implements Rule {
    static final Set<String> LANGUAGES = Set.of(
            "constant", "simple", "jq", "header", "variable", "exchangeProperty", "jsonpath", "xpath", "tokenize");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,127}");
    private final Policy.Content policy;

    ExpressionRules(Policy.Content policy) {
        this.policy = policy;
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        subject.elements().forEach(element -> element.expressions().forEach(e -> judge(e, element, findings)));
    }

    private void judge(Expression expression, Element element, Findings findings) {
        @Nullable String step = element.step();
        var text = expression.text();
        if (isLoaded(text.text())) {
            findings.add(
                    RuleId.RESOURCE_NOT_ALLOWED,
                    text.place(),
                    step,
                    "The expression is loaded from " + quote(text.text()) + ".",
                    RuleId.RESOURCE_NOT_ALLOWED.remedy());
            return;
        }
        var language = policy.languages().get(expression.language());
        if (expression.isPredicate() && language != null && !language.predicates()) {
            findings.add(
                    RuleId.LANGUAGE_NOT_ALLOWED,
                    text.place(),
                    step,
                    "The condition is written in " + quote(expression.language())
                            + ", which does not compare numbers exactly.",
                    "Write the condition in jq, such as `.total > 1000`.");
            return;
        }
        var values = new ValueRules(policy, findings);
        expression.attributes().forEach(value -> values.judge(value, step));
        if (expression.kind().type() == Kind.Type.CONSTANT) constant(expression, element, findings);
        else language(expression, step, findings);
        if (expression.kind().type() != Kind.Type.EXPRESSION) return;
        glued(expression, element, findings);
        many(expression, element, findings);
    }

    /** Camel makes a list of several values, the value itself of one, and nothing of none. */
    private static void many(Expression expression, Element element, Findings findings) {
        if (!expression.language().equals("jq")
                || !JqValues.areMany(expression.text().text())) return;
        boolean split = element.kind().equals("split");
        findings.add(
                RuleId.VALUES_NOT_LISTED,
                expression.text().place(),
                element.step(),
                split
                        ? "The `split` is given the values one by one; when there is one, it is taken apart itself."
                        : "The jq makes as many values as its list has: a list of several, the value itself of one.",
                split
                        ? "Give the list itself, such as `.items` instead of `.items[]`, or put the jq into brackets: `[…]`."
                        : "Put the jq into brackets, `[…]`, or use `map`, so that it makes one list.");
    }

    static boolean isLoaded(String text) {
        return text.strip().toLowerCase(Locale.ROOT).startsWith("resource:");
    }

    private void language(Expression expression, @Nullable String step, Findings findings) {
        var text = expression.text();
        switch (expression.language()) {
            case "constant" -> {}
            case "simple" ->
                new SimpleText(policy, findings)
                        .judge(text, isCondition(expression), policy.simple().functions(), step);
            case "jq" -> new JqText(policy, findings).judge(text, step);
            case "header", "variable", "exchangeProperty" -> name(text, step, findings);
            case "jsonpath" -> path(text, JsonPathText.problem(text.text()), step, findings);
            case "xpath" -> path(text, XPathText.problem(text.text()), step, findings);
            case "tokenize" -> tokenize(expression, step, findings);
            default ->
                findings.add(
                        RuleId.LANGUAGE_NOT_ALLOWED,
                        text.place(),
                        step,
                        "The expression language " + quote(expression.language()) + " cannot be inspected.",
                        RuleId.LANGUAGE_NOT_ALLOWED.remedy());
        }
    }

    /** With a boolean as result Camel reads a condition wherever the text stands. */
    private static boolean isCondition(Expression expression) {
        return expression.isPredicate()
                || expression.attributes().stream()
                        .anyMatch(value -> value.name().equals("resultType")
                                && value.text().toLowerCase(Locale.ROOT).endsWith("boolean"));
    }

    private void constant(Expression expression, Element element, Findings findings) {
        String text = expression.text().text().strip();
        boolean number = expression.isFixed() && text.matches("\\d{1,12}");
        if (number
                && Long.parseLong(text) >= expression.kind().least()
                && Long.parseLong(text) <= expression.kind().most()) return;
        findings.add(
                number ? RuleId.LIMIT_EXCEEDED : RuleId.VALUE_NOT_ALLOWED,
                expression.text().place(),
                element.step(),
                "In " + quote(element.kind()) + " " + quote(text) + " is not a constant number of "
                        + expression.kind().range() + ".",
                "Write a constant number of " + expression.kind().range() + ".");
    }

    private void name(Node.Scalar text, @Nullable String step, Findings findings) {
        if (!NAME.matcher(text.text()).matches()) syntax(text, step, "a plain name", findings);
        else if (Names.matchesAny(policy.simple().sensitive(), text.text()))
            findings.add(
                    RuleId.LOG_REVEALS,
                    text.place(),
                    step,
                    "The expression reads " + quote(text.text()) + ", which may hold a credential.",
                    "Leave it out.");
    }

    private static void path(Node.Scalar text, Optional<String> problem, @Nullable String step, Findings findings) {
        problem.ifPresent(sentence -> findings.add(
                RuleId.EXPRESSION_SYNTAX,
                text.place(),
                step,
                "In " + quote(text.text()) + ": " + sentence,
                "Write a plain path with the functions of its language only, or use jq."));
    }

    /** Camel reads the separator as Simple first, and then as a pattern, whether it is called one or not. */
    private void tokenize(Expression expression, @Nullable String step, Findings findings) {
        String token = expression.text().text();
        if (token.contains("${") || token.contains("$simple{") || token.contains("$init{"))
            syntax(expression.text(), step, "a literal separator", findings);
        else if (!RegexCost.isCheap(token))
            findings.add(
                    RuleId.REGEX_COSTLY,
                    expression.text().place(),
                    step,
                    "The separator " + quote(token) + " is no pattern or may take endless time.",
                    "Write a plain separator such as `,`, and signs with a meaning in patterns behind a backslash.");
    }

    private void syntax(Node.Scalar text, @Nullable String step, String expected, Findings findings) {
        findings.add(
                RuleId.EXPRESSION_SYNTAX,
                text.place(),
                step,
                "The expression " + quote(text.text()) + " is not " + expected + ".",
                "Write " + expected + ", or use jq.");
    }

    private static void glued(Expression expression, Element element, Findings findings) {
        String text = expression.text().text().strip();
        boolean json = text.startsWith("{") || text.startsWith("[");
        if (!expression.language().equals("simple") || !json || !text.contains("${")) return;
        findings.add(
                RuleId.JSON_FROM_TEXT,
                expression.text().place(),
                element.step(),
                "The JSON is glued together from text; the first quote in a value breaks it.",
                "Build it with jq, such as `{orderId: .orderId}`.");
    }
}
