package dev.routewright.cell;

import dev.routewright.inspection.Permitted;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.language.simple.SimpleLanguage;

/**
 * Camel's Simple with the functions of the policy only. Simple can call beans, read files and write headers; a text
 * that tries is refused before Camel makes anything of it, wherever Camel evaluates one: in names of headers, in file
 * names, in Kamelets, in arguments of other functions.
 */
final class PlainSimple extends SimpleLanguage {
    private static final int REMEMBERED = 2_000;

    private final SimpleGuard guard;
    private final Set<String> templates = ConcurrentHashMap.newKeySet();
    private final Set<String> conditions = ConcurrentHashMap.newKeySet();

    PlainSimple(Permitted permitted) {
        this.guard = new SimpleGuard(new SimpleFunctions(permitted.simpleFunctions()));
    }

    @Override
    public Predicate createPredicate(String expression) {
        if (!conditions.contains(expression)) {
            guard.checkCondition(expression);
            remember(conditions, expression);
        }
        return super.createPredicate(expression);
    }

    @Override
    public Expression createExpression(String expression) {
        if (!templates.contains(expression)) {
            guard.checkTemplate(expression);
            remember(templates, expression);
        }
        return SizedText.of(expression, super.createExpression(expression));
    }

    @Override
    public Expression createExpression(
            String expression, Class<?> resultType, boolean pretty, boolean trimResult, boolean nested) {
        if (nested) throw new OutsideGrant("the expression " + expression + " to be evaluated twice");
        return super.createExpression(expression, resultType, pretty, trimResult, false);
    }

    /** Texts are those of routes, few and fixed; should a route make them at run time, they are forgotten at once. */
    private static void remember(Set<String> checked, String text) {
        if (checked.size() >= REMEMBERED) checked.clear();
        checked.add(text);
    }
}
