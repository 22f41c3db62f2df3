package dev.routewright.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.language.simple.SimpleExpressionParser;
import org.apache.camel.language.simple.SimplePredicateParser;
import org.apache.camel.language.simple.ast.SimpleFunctionStart;
import org.apache.camel.language.simple.ast.SimpleNode;
import org.apache.camel.language.simple.ast.SingleQuoteStart;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Texts made at random from the pieces of Simple. Whatever inspection accepts may hold only listed functions in Camel's
 * own tree, and may not show a system property when Camel evaluates it, although the message brings functions along.
 */
class SimpleAgainstCamelTest {
    private static final String SECRET = "s3cret-of-the-runtime";
    private static final String[] PIECES = {
        "${",
        "}",
        "${",
        "}",
        "(",
        ")",
        "'",
        "\"",
        ",",
        " ",
        "{",
        "$",
        "\\",
        " ? ",
        " : ",
        "?",
        ":",
        " ?: ",
        " ~> ",
        " == ",
        " && ",
        " contains ",
        " regex ",
        " is ",
        "++",
        "sys.evil",
        "${sys.evil}",
        "header.a",
        "${header.a}",
        "header[a]",
        "body",
        "${body}",
        "trim(",
        "concat(",
        "iif(",
        "not(",
        "replace(",
        "join(",
        "split(",
        "jsonpath(",
        "uppercase(",
        "isEmpty(",
        "$param",
        "a",
        "5",
        "null",
        "true",
        "[",
        "]",
        ".",
        "class",
        "$simple{",
        "$init{",
        "}init$",
        "\n",
        "pad(",
        "${uppercase(",
        "${trim(",
        "${concat(",
        "${iif(",
        ")}",
        "'${header.a}'",
        "x"
    };

    private static DefaultCamelContext camel;

    @BeforeAll
    static void start() {
        System.setProperty("evil", SECRET);
        camel = new DefaultCamelContext();
        camel.start();
    }

    @AfterAll
    static void stop() {
        camel.stop();
        System.clearProperty("evil");
    }

    @Test
    void acceptedTextsHoldOnlyListedFunctions() {
        var random = new Random(20260301);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = text(random);
            boolean predicate = i % 2 == 0;
            if (!SimpleTextTest.findings(text, predicate).isEmpty()) continue;
            if (text.contains("${")) accepted++;
            for (SimpleNode node : nodes(text.strip(), predicate)) onlyListed(node, text);
            assertThat(evaluated(text, predicate)).as(text).doesNotContain(SECRET);
        }
        assertThat(accepted).as("texts with functions that were accepted").isGreaterThan(100);
    }

    /** Mostly well-formed: a function or two with pieces mixed in. */
    private static String text(Random random) {
        var text = new StringBuilder();
        int length = 1 + random.nextInt(7);
        for (int i = 0; i < length; i++) {
            text.append(random.nextInt(3) == 0 ? call(random, 2) : PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static String call(Random random, int depth) {
        String[] names = {"trim", "uppercase", "concat", "iif", "replace", "join", "isEmpty", "not", "length", "pad"};
        var arguments = new ArrayList<String>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String argument =
                    depth > 0 && random.nextBoolean() ? call(random, depth - 1) : PIECES[random.nextInt(PIECES.length)];
            arguments.add(random.nextInt(4) == 0 ? "'" + argument + "'" : argument);
        }
        return random.nextInt(4) == 0
                ? "${header.a}"
                : "${" + names[random.nextInt(names.length)] + "(" + String.join(",", arguments) + ")}";
    }

    private static List<SimpleNode> nodes(String text, boolean predicate) {
        try {
            return predicate
                    ? new SimplePredicateParser(camel, text, true, null).parseTokens()
                    : new Template(text).parseTokens();
        } catch (RuntimeException refusedByCamel) {
            return List.of();
        }
    }

    private static void onlyListed(SimpleNode node, String text) {
        if (node instanceof SingleQuoteStart quote)
            quote.getBlock().getChildren().forEach(child -> onlyListed(child, text));
        if (!(node instanceof SimpleFunctionStart function)) return;
        String name = function.getBlock().toString().split("[(.\\[ ]", 2)[0];
        boolean listed = WidePolicy.FUNCTIONS.stream().anyMatch(f -> f.equals(name) || f.startsWith(name + "."));
        boolean choice = function.getBlock().toString().contains("?");
        assertThat(listed || choice).as("%s in %s", function, text).isTrue();
        function.getBlock().getChildren().forEach(child -> onlyListed(child, text));
    }

    private static String evaluated(String text, boolean predicate) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody("a ${sys.evil} b");
        exchange.getMessage().setHeader("a", "${sys.evil}");
        try {
            var simple = camel.resolveLanguage("simple");
            if (predicate)
                return String.valueOf(simple.createPredicate(text.strip()).matches(exchange));
            var expression = simple.createExpression(text.strip());
            expression.init(camel);
            return String.valueOf(expression.evaluate(exchange, String.class)).replace("${sys.evil}", "");
        } catch (RuntimeException refusedByCamel) {
            return String.valueOf(refusedByCamel.getMessage()).replace("sys.evil", "");
        }
    }

    private static final class Template extends SimpleExpressionParser {
        Template(String text) {
            super(camel, text, true, null);
        }

        @Override
        public List<SimpleNode> parseTokens() {
            return super.parseTokens();
        }
    }
}
