package dev.routewright.cell;

import dev.routewright.inspection.Permitted;
import dev.routewright.inspection.RegexCost;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.language.ConstantExpression;
import org.apache.camel.model.language.HeaderExpression;
import org.apache.camel.model.language.SimpleExpression;
import org.apache.camel.model.language.TokenizerExpression;

/** Judges texts in a model that mean more than they say: Simple, patterns, and values of headers that steer Camel. */
final class ModelTexts {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH");
    private static final Pattern STATUS = Pattern.compile("[1-5]\\d\\d");

    /** What the policy lists and no more; Camel itself uses some other functions, but not in the text of a route. */
    private final SimpleGuard simple;

    ModelTexts(Permitted permitted) {
        simple = new SimpleGuard(SimpleFunctions.ofRoutes(permitted.simpleFunctions()));
    }

    void template(String text) {
        simple.checkTemplate(text);
    }

    void expression(Object definition, String text) {
        if (definition instanceof SimpleExpression) simple.checkTemplate(text);
        if (definition instanceof HeaderExpression && Headers.isCredential(text))
            throw new OutsideGrant("reading the header " + text);
        if (definition instanceof TokenizerExpression tokens
                && "true".equals(tokens.getRegex())
                && tokens.getToken() != null) pattern(tokens.getToken());
    }

    /**
     * The status of an answer may depend on the message, because the ingress answers 500 for what is none; the method of a
     * call may not.
     *
     * @param plain what Camel makes of a text
     */
    void steering(SetHeaderDefinition header, Function<Object, String> plain) {
        var name = plain.apply(header.getName()).toLowerCase(Locale.ROOT);
        boolean method = name.equals("camelhttpmethod");
        if (!method && !name.equals("camelhttpresponsecode")) return;
        var expression = header.getExpression();
        boolean fixed = expression instanceof ConstantExpression || expression instanceof SimpleExpression;
        var value = fixed && expression.getExpression() != null
                ? plain.apply(expression.getExpression()).strip()
                : "";
        boolean decided = !method && (!fixed || value.contains("${"));
        if (!decided
                && !(method ? METHODS.contains(value) : STATUS.matcher(value).matches()))
            throw new OutsideGrant(
                    "the header %s as %s".formatted(header.getName(), fixed ? value : "the message says"));
    }

    static void pattern(String text) {
        plain("pattern", text);
        if (!RegexCost.isCheap(text)) throw new OutsideGrant("the pattern " + text);
    }

    /** Camel compares the names of headers, without regard to case, with a beginning and a star or with a pattern. */
    static void names(String text) {
        plain("pattern", text);
        var beginning = text.endsWith("*") ? text.substring(0, text.length() - 1) : text;
        boolean plain = beginning.chars().allMatch(c -> Character.isLetterOrDigit(c) || "-_. ".indexOf(c) >= 0);
        if (!plain) pattern(text.startsWith("(?i)") ? text.substring(4) : text);
    }

    /** Nothing is evaluated in it and nothing looked up. */
    static void plain(String attribute, String text) {
        if (text.contains("${") || text.contains("$simple{") || text.startsWith("#"))
            throw new OutsideGrant("%s: %s".formatted(attribute, text));
    }
}
