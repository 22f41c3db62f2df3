package dev.routewright.cell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/** Functions of jq that jackson-jq lacks, or has otherwise than the manual of jq. */
final class JqOwnFunctions {
    /** Beyond it a double is not exact, and no whole number anybody means. */
    private static final double LARGEST = 1L << 53;

    private JqOwnFunctions() {}

    static void addTo(Scope scope) {
        for (var name : List.of("todate", "todateiso8601")) scope.addFunction(name, 0, of(JqTime::iso));
        for (var name : List.of("fromdate", "fromdateiso8601")) scope.addFunction(name, 0, of(JqTime::seconds));
        scope.addFunction("gmtime", 0, of(JqTime::parts));
        scope.addFunction("mktime", 0, of(JqTime::ofParts));
        scope.addFunction("strftime", 1, with(JqTime::written));
        scope.addFunction("strptime", 1, with(JqTime::read));
        scope.addFunction("dateadd", 2, new Moved(1));
        scope.addFunction("datesub", 2, new Moved(-1));
        scope.addFunction("fabs", 0, number(Math::abs));
        scope.addFunction("abs", 0, number(Math::abs));
        scope.addFunction("floor", 0, number(Math::floor));
        scope.addFunction("ceil", 0, number(Math::ceil));
        scope.addFunction("round", 0, number(value -> Math.copySign(Math.floor(Math.abs(value) + 0.5), value)));
        scope.addFunction("trim", 0, text(String::strip));
        scope.addFunction("ltrim", 0, text(String::stripLeading));
        scope.addFunction("rtrim", 0, text(String::stripTrailing));
    }

    private static Function of(UnaryOperator<JsonNode> made) {
        return (scope, args, in, path, output, version) -> output.emit(orRefused(() -> made.apply(in)), null);
    }

    private static Function with(BiFunction<JsonNode, JsonNode, JsonNode> made) {
        return (scope, args, in, path, output, version) ->
                args.get(0).apply(scope, in, argument -> output.emit(orRefused(() -> made.apply(in, argument)), null));
    }

    private static Function number(DoubleUnaryOperator made) {
        return of(in -> {
            if (!in.isNumber()) throw new IllegalArgumentException("This is no number.");
            return number(made.applyAsDouble(in.doubleValue()));
        });
    }

    private static JsonNode number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) <= LARGEST;
        return whole ? LongNode.valueOf((long) value) : DoubleNode.valueOf(value);
    }

    private static Function text(UnaryOperator<String> made) {
        return of(in -> {
            if (!in.isTextual()) throw new IllegalArgumentException("This is no text.");
            return TextNode.valueOf(made.apply(in.textValue()));
        });
    }

    private static JsonNode orRefused(java.util.function.Supplier<JsonNode> made) throws JsonQueryException {
        try {
            return made.get();
        } catch (DateTimeException | IllegalArgumentException refused) {
            throw new JsonQueryException(String.valueOf(refused.getMessage()));
        }
    }

    /** @param sign 1 for later, -1 for earlier; the unit of jq's manual is never looked at, it is seconds */
    private record Moved(int sign) implements Function {
        @Override
        public void apply(
                Scope scope, List<Expression> args, JsonNode in, Path path, PathOutput output, Version version)
                throws JsonQueryException {
            if (!in.isNumber()) throw new JsonQueryException("Only a number of seconds can be moved.");
            args.get(1).apply(scope, in, by -> output.emit(number(in.doubleValue() + sign * by.doubleValue()), null));
        }
    }
}
