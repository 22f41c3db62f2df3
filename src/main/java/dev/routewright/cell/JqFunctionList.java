package dev.routewright.cell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.routewright.inspection.RegexCost;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
import org.apache.camel.language.jq.JqFunctions;

/**
 * The functions a jq text of a route can call. What the policy does not list is not there at all; the functions that
 * are there know the others, because some are written in jq themselves.
 */
final class JqFunctionList {
    private static final Scope ALL = all();
    private static final Map<Set<String>, Scope> MADE = new ConcurrentHashMap<>();
    private static final Set<String> PATTERNS = Set.of(
            "test/1",
            "test/2",
            "match/1",
            "match/2",
            "capture/1",
            "capture/2",
            "scan/1",
            "scan/2",
            "sub/2",
            "sub/3",
            "gsub/2",
            "gsub/3",
            "split/2",
            "splits/1",
            "splits/2");

    private JqFunctionList() {}

    /** One scope for all cells of a policy; it is never changed once built. */
    static Scope of(Set<String> permitted) {
        return MADE.computeIfAbsent(Set.copyOf(permitted), JqFunctionList::listed);
    }

    private static Scope listed(Set<String> permitted) {
        var scope = Scope.newEmptyScope();
        ALL.getLocalFunctions().forEach((key, function) -> {
            int slash = key.lastIndexOf('/');
            String name = slash < 0 ? key : key.substring(0, slash);
            if (permitted.contains(name))
                scope.addFunction(key, PATTERNS.contains(key) ? new Cheap(function) : function);
        });
        return scope;
    }

    private static Scope all() {
        var scope = Scope.newEmptyScope();
        var loader = BuiltinFunctionLoader.getInstance();
        var classes = BuiltinFunctionLoader.class.getClassLoader();
        loader.loadFunctionsFromServiceLoader(classes, Versions.JQ_1_7).forEach(scope::addFunction);
        loader.loadFunctionsFromJsonJq(classes, Versions.JQ_1_7, scope).forEach(scope::addFunction);
        JqFunctions.loadLocal(scope);
        JqOwnFunctions.addTo(scope);
        scope.addFunction("variable", 1, new Variable());
        scope.addFunction("variable", 2, new Variable());
        for (var name : List.of("env", "hostname", "input_filename", "debug_scope"))
            scope.addFunction(name, 0, new Refused(name));
        return scope;
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
            if (value instanceof Number || value instanceof Boolean || value instanceof Map || value instanceof List)
                return Json.MAPPER.valueToTree(value);
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

    /** Its first argument is a regular expression, which must not take endless time. */
    private record Cheap(Function inner) implements Function {
        private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();
        private static final int REMEMBERED = 1_000;

        @Override
        public void apply(
                Scope scope, List<Expression> args, JsonNode in, Path path, PathOutput output, Version version)
                throws JsonQueryException {
            args.get(0).apply(scope, in, Cheap::check);
            inner.apply(scope, args, in, path, output, version);
        }

        @Override
        public String toString() {
            return inner.toString();
        }

        private static void check(JsonNode pattern) {
            String text = pattern.isArray() ? pattern.path(0).asText() : pattern.asText();
            if (KNOWN.contains(text)) return;
            if (!RegexCost.isCheap(text)) throw new OutsideGrant("the pattern " + text);
            if (KNOWN.size() >= REMEMBERED) KNOWN.clear();
            KNOWN.add(text);
        }
    }
}
