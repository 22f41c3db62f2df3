package dev.routewright.cell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;
import org.apache.camel.Exchange;
import org.apache.camel.language.jq.JqExpression;
import org.apache.camel.language.jq.JqFunctions;
import org.apache.camel.language.jq.JqLanguage;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.builder.ExpressionBuilder;

/**
 * jq as routes use it: {@code variable("x")} gives JSON as JSON, an absent body is null, and nothing of the machine
 * can be read. One scope with all functions serves every cell; it is never changed once built.
 */
final class SharedJq extends JqLanguage {
    private static final Scope ROOT = root();

    @Override
    public void init() {
        // Camel would load all functions again for each context, and write into the scope while others read it.
    }

    @Override
    public Scope getRootScope() {
        return ROOT;
    }

    @Override
    public org.apache.camel.Expression createExpression(
            org.apache.camel.Expression source, String expression, Object[] properties) {
        var jq = new JqExpression(Scope.newChildScope(ROOT), expression);
        jq.setResultType(property(Class.class, properties, 0, null));
        jq.setSource(new OrNull(source == null ? ExpressionBuilder.bodyExpression() : source));
        if (getCamelContext() != null) jq.init(getCamelContext());
        return jq;
    }

    private static Scope root() {
        var scope = Scope.newEmptyScope();
        var loader = BuiltinFunctionLoader.getInstance();
        var classes = BuiltinFunctionLoader.class.getClassLoader();
        loader.loadFunctionsFromServiceLoader(classes, Versions.JQ_1_7).forEach(scope::addFunction);
        loader.loadFunctionsFromJsonJq(classes, Versions.JQ_1_7, scope).forEach(scope::addFunction);
        JqFunctions.loadLocal(scope);
        scope.addFunction("variable", 1, new Variable());
        scope.addFunction("variable", 2, new Variable());
        for (var name : List.of("env", "hostname", "input_filename", "debug_scope"))
            scope.addFunction(name, 0, new Refused(name));
        return scope;
    }

    /** A timer's message has no body, and a jq expression without {@code .} does not need one. */
    private static final class OrNull extends ExpressionAdapter {
        private final org.apache.camel.Expression source;

        OrNull(org.apache.camel.Expression source) {
            this.source = source;
        }

        @Override
        public <T> T evaluate(Exchange exchange, Class<T> type) {
            T value = source.evaluate(exchange, type);
            if (value != null) return value;
            return source.evaluate(exchange, Object.class) == null ? type.cast(NullNode.getInstance()) : value;
        }
    }

    private static final class Variable extends JqFunctions.ExchangeAwareFunction {
        @Override
        protected void doApply(
                Scope scope,
                List<Expression> args,
                JsonNode in,
                Path path,
                PathOutput output,
                Version version,
                Exchange exchange)
                throws JsonQueryException {
            args.get(0).apply(scope, in, name -> {
                var value = json(exchange.getVariable(name.asText()), exchange);
                if (value.isNull() && args.size() == 2) args.get(1).apply(scope, in, other -> output.emit(other, null));
                else output.emit(value, null);
            });
        }

        private static JsonNode json(Object value, Exchange exchange) {
            if (value == null) return NullNode.getInstance();
            if (value instanceof JsonNode node) return node;
            if (value instanceof String text) return TextNode.valueOf(text);
            if (value instanceof Number
                    || value instanceof Boolean
                    || value instanceof java.util.Map
                    || value instanceof List) return Json.MAPPER.valueToTree(value);
            var text = exchange.getContext().getTypeConverter().tryConvertTo(String.class, exchange, value);
            return text == null ? NullNode.getInstance() : TextNode.valueOf(text);
        }
    }

    private record Refused(String name) implements Function {
        @Override
        public void apply(
                Scope scope, List<Expression> args, JsonNode in, Path path, PathOutput output, Version version)
                throws JsonQueryException {
            throw new JsonQueryException("The function " + name + " is not available in routes.");
        }
    }
}
