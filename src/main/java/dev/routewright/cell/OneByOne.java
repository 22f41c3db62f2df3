package dev.routewright.cell;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.support.ExpressionAdapter;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a split. Where jq comes to one object only, as {@code .items[]} does for a list of one, that object is the
 * one part: Camel would split it into the values of its members.
 */
final class OneByOne extends ExpressionAdapter {
    private final ExpressionDefinition parts;
    private @Nullable Expression expression;

    private OneByOne(ExpressionDefinition parts) {
        this.parts = parts;
    }

    static void applyTo(ExpressionNode split) {
        split.setExpression(new ExpressionDefinition((Expression) new OneByOne(split.getExpression())));
    }

    @Override
    public void init(CamelContext context) {
        super.init(context);
        var made = parts.createExpression(context);
        made.init(context);
        expression = made;
    }

    @Override
    public Object evaluate(Exchange exchange) {
        if (expression == null) init(exchange.getContext());
        var value = expression.evaluate(exchange, Object.class);
        return value instanceof ObjectNode ? List.of(value) : value;
    }
}
