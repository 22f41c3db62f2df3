package dev.routewright.cell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.routewright.inspection.Permitted;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.language.jq.JqExpression;
import org.apache.camel.language.jq.JqLanguage;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.builder.ExpressionBuilder;

/**
 * jq as routes use it: {@code variable("x")} gives JSON as JSON, an absent body is null, only the functions of the
 * policy are there, and one evaluation may make no more than a message is worth.
 */
final class SharedJq extends JqLanguage {
    private final Scope functions;

    SharedJq(Permitted permitted) {
        this.functions = JqFunctionList.of(permitted.jqFunctions());
    }

    @Override
    public void init() {
        // Camel would load all functions again for each context, and write into the scope while others read it.
    }

    @Override
    public Scope getRootScope() {
        return functions;
    }

    @Override
    public Expression createExpression(Expression source, String expression, Object[] properties) {
        if (expression.stripLeading().toLowerCase(Locale.ROOT).startsWith("resource:"))
            throw new OutsideGrant("text from " + expression.strip().substring(9));
        var jq = new Bounded(Scope.newChildScope(functions), expression);
        jq.setResultType(property(Class.class, properties, 0, null));
        jq.setSource(new OrNull(source == null ? ExpressionBuilder.bodyExpression() : source));
        if (getCamelContext() != null) jq.init(getCamelContext());
        return jq;
    }

    private static final class Bounded extends JqExpression {
        private boolean metered;

        Bounded(Scope scope, String expression) {
            super(scope, expression);
        }

        @Override
        public void init(CamelContext context) {
            super.init(context);
            if (metered) return;
            MeteredJq.meter(query());
            metered = true;
        }

        @Override
        public Object evaluate(Exchange exchange) {
            return JqMeter.metered(() -> super.evaluate(exchange));
        }

        private JsonQuery query() {
            try {
                var field = JqExpression.class.getDeclaredField("query");
                field.setAccessible(true);
                return (JsonQuery) field.get(this);
            } catch (ReflectiveOperationException changed) {
                throw new IllegalStateException(
                        "The jq language of Camel is not the one this was written for.", changed);
            }
        }
    }

    /**
     * What Camel cannot give jq: nothing, for a timer's message has no body; lists, of which groups and CSV are made; and
     * text that is no JSON. Camel would take the first number of {@code 12;13} for the whole.
     */
    private static final class OrNull extends ExpressionAdapter {
        private final Expression source;

        OrNull(Expression source) {
            this.source = source;
        }

        @Override
        public <T> T evaluate(Exchange exchange, Class<T> type) {
            if (type != JsonNode.class) return source.evaluate(exchange, type);
            var value = source.evaluate(exchange, Object.class);
            if (value == null) return type.cast(NullNode.getInstance());
            if (value instanceof Collection
                    || value instanceof Map
                    || value instanceof Number
                    || value instanceof Boolean) return type.cast(Json.MAPPER.valueToTree(value));
            if (value instanceof JsonNode) return type.cast(value);
            var text = source.evaluate(exchange, String.class);
            return text == null ? source.evaluate(exchange, type) : type.cast(Json.parsed(text));
        }
    }
}
