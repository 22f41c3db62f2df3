package dev.routewright.cell;

import java.util.List;
import org.apache.camel.language.simple.SimpleExpressionParser;
import org.apache.camel.language.simple.SimplePredicateParser;
import org.apache.camel.language.simple.ast.SimpleNode;

/** Camel's own reading of a Simple text, without evaluating it. */
final class SimpleTree extends SimpleExpressionParser {
    private SimpleTree(String text) {
        super(null, text, true, null);
    }

    static List<SimpleNode> ofTemplate(String text) {
        return new SimpleTree(text).parseTokens();
    }

    static List<SimpleNode> ofCondition(String text) {
        return new SimplePredicateParser(null, text, true, null).parseTokens();
    }
}
