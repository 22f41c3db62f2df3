package dev.routewright.cell;

import dev.routewright.inspection.RegexCost;
import java.util.List;
import org.apache.camel.language.simple.ast.BinaryExpression;
import org.apache.camel.language.simple.ast.BooleanExpression;
import org.apache.camel.language.simple.ast.ChainExpression;
import org.apache.camel.language.simple.ast.DoubleQuoteStart;
import org.apache.camel.language.simple.ast.LiteralExpression;
import org.apache.camel.language.simple.ast.LogicalExpression;
import org.apache.camel.language.simple.ast.NullExpression;
import org.apache.camel.language.simple.ast.NumericExpression;
import org.apache.camel.language.simple.ast.OtherExpression;
import org.apache.camel.language.simple.ast.SimpleFunctionStart;
import org.apache.camel.language.simple.ast.SimpleNode;
import org.apache.camel.language.simple.ast.SingleQuoteStart;
import org.apache.camel.language.simple.ast.TernaryExpression;
import org.apache.camel.language.simple.ast.UnaryExpression;
import org.apache.camel.language.simple.types.BinaryOperatorType;
import org.apache.camel.language.simple.types.SimpleParserException;

/**
 * Holds Camel's tree of a Simple text against the functions of the policy. A node it does not know is refused, so that
 * a new version of Camel cannot bring functions along unseen. Arguments of functions come back to {@link PlainSimple}
 * as texts of their own and are checked then.
 */
final class SimpleGuard {
    private final SimpleFunctions functions;

    SimpleGuard(SimpleFunctions functions) {
        this.functions = functions;
    }

    void checkTemplate(String text) {
        checkText(text);
        if (text.contains("${")) walk(parsed(text, false), text);
    }

    void checkCondition(String text) {
        checkText(text);
        walk(parsed(text, true), text);
    }

    private static void checkText(String text) {
        if (text.stripLeading().regionMatches(true, 0, "resource:", 0, 9))
            throw new OutsideGrant("text from " + text.strip().substring(9));
        int start = text.indexOf("$simple{");
        if (start < 0) start = text.indexOf("$init{");
        if (start >= 0) throw new OutsideGrant("the expression " + text.substring(start));
    }

    /** What Camel cannot read it will say itself, in the same words as ever. */
    private static List<SimpleNode> parsed(String text, boolean condition) {
        try {
            return condition ? SimpleTree.ofCondition(text) : SimpleTree.ofTemplate(text);
        } catch (SimpleParserException | IllegalArgumentException unreadable) {
            throw new OutsideGrant("the expression " + text + ", which Camel cannot read");
        }
    }

    private void walk(List<SimpleNode> nodes, String text) {
        nodes.forEach(node -> walk(node, text));
    }

    private void walk(SimpleNode node, String text) {
        if (node instanceof SimpleFunctionStart function) function(function, text);
        else if (node instanceof SingleQuoteStart quote) walk(quote.getBlock().getChildren(), text);
        else if (node instanceof DoubleQuoteStart quote) {
            String inside = quote.toString();
            checkTemplate(inside.substring(1, inside.length() - 1));
        } else if (node instanceof BinaryExpression binary) binary(binary, text);
        else if (node instanceof LogicalExpression logical) both(logical.getLeft(), logical.getRight(), text);
        else if (node instanceof OtherExpression other) both(other.getLeft(), other.getRight(), text);
        else if (node instanceof UnaryExpression unary) walk(present(unary.getLeft(), text), text);
        else if (node instanceof ChainExpression chain) {
            walk(present(chain.getLeft(), text), text);
            walk(chain.getRight(), text);
        } else if (node instanceof TernaryExpression choice) choice(choice, text);
        else if (!isPlain(node)) throw new OutsideGrant("the expression " + text);
    }

    private static boolean isPlain(SimpleNode node) {
        return node.getClass() == LiteralExpression.class
                || node.getClass() == NumericExpression.class
                || node.getClass() == BooleanExpression.class
                || node.getClass() == NullExpression.class;
    }

    private void function(SimpleFunctionStart function, String text) {
        for (SimpleNode child : function.getBlock().getChildren()) {
            boolean quote = child instanceof SingleQuoteStart || child instanceof DoubleQuoteStart;
            // Camel puts the value of such a quote into the function and reads it again: the message would speak
            // Simple.
            if (quote && child.toString().contains("${")) throw new OutsideGrant("the expression " + function);
            if (child instanceof SimpleFunctionStart nested) function(nested, text);
            else if (!quote && !(child instanceof LiteralExpression) && !(child instanceof TernaryExpression))
                throw new OutsideGrant("the expression " + function);
        }
        functions.check(content(function), this);
    }

    /** The text in the braces as Camel puts it together, with the signs of choices where they stood. */
    private static String content(SimpleFunctionStart function) {
        var content = new StringBuilder();
        for (SimpleNode child : function.getBlock().getChildren()) {
            if (child instanceof LiteralExpression literal) content.append(literal.getText());
            else if (child instanceof TernaryExpression sign)
                content.append(sign.getToken().getText());
            else if (child instanceof SimpleFunctionStart nested)
                content.append("${").append(content(nested)).append('}');
            else content.append(child);
        }
        return content.toString();
    }

    private void binary(BinaryExpression binary, String text) {
        var operator = binary.getOperator();
        if (operator == BinaryOperatorType.IS || operator == BinaryOperatorType.NOT_IS)
            throw new OutsideGrant("the expression " + text);
        if (operator == BinaryOperatorType.REGEX || operator == BinaryOperatorType.NOT_REGEX) {
            String right = present(binary.getRight(), text).toString();
            boolean literal = right.length() > 1 && (right.charAt(0) == '\'' || right.charAt(0) == '"');
            if (!literal || right.contains("${") || !RegexCost.isCheap(right.substring(1, right.length() - 1)))
                throw new OutsideGrant("the pattern " + right);
        }
        both(binary.getLeft(), binary.getRight(), text);
    }

    private void choice(TernaryExpression choice, String text) {
        if (choice.getCondition() == null) return;
        walk(choice.getCondition(), text);
        both(choice.getTrueValue(), choice.getFalseValue(), text);
    }

    private void both(SimpleNode left, SimpleNode right, String text) {
        walk(present(left, text), text);
        walk(present(right, text), text);
    }

    private static SimpleNode present(SimpleNode node, String text) {
        if (node == null) throw new OutsideGrant("the expression " + text);
        return node;
    }
}
