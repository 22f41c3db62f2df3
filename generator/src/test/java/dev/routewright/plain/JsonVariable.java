package dev.routewright.plain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;
import org.apache.camel.language.jq.JqFunctions;
import org.jspecify.annotations.Nullable;

/** {@code variable("name")} that leaves JSON what it is. */
final class JsonVariable implements Function {

    @Override
    public void apply(
            Scope scope, List<Expression> args, JsonNode in, @Nullable Path path, PathOutput output, Version version)
            throws JsonQueryException {
        args.get(0).apply(scope, in, name -> {
            var exchange = JqFunctions.EXCHANGE_LOCAL.get();
            var value = exchange.getVariable(name.asText());
            if (value instanceof JsonNode node) output.emit(node, null);
            else if (value == null) output.emit(NullNode.getInstance(), null);
            else output.emit(new TextNode(exchange.getVariable(name.asText(), String.class)), null);
        });
    }
}
