package dev.routewright.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.language.simple.SimpleExpressionParser;
import org.apache.camel.language.simple.SimplePredicateParser;
import org.apache.camel.language.simple.ast.BinaryExpression;
import org.apache.camel.language.simple.ast.ChainExpression;
import org.apache.camel.language.simple.ast.CompositeNodes;
import org.apache.camel.language.simple.ast.DoubleQuoteStart;
import org.apache.camel.language.simple.ast.InitBlockExpression;
import org.apache.camel.language.simple.ast.LiteralNode;
import org.apache.camel.language.simple.ast.LogicalExpression;
import org.apache.camel.language.simple.ast.OtherExpression;
import org.apache.camel.language.simple.ast.SimpleFunctionStart;
import org.apache.camel.language.simple.ast.SimpleNode;
import org.apache.camel.language.simple.ast.SingleQuoteStart;
import org.apache.camel.language.simple.ast.TernaryExpression;
import org.apache.camel.language.simple.ast.UnaryExpression;
import org.apache.camel.language.simple.types.BinaryOperatorType;

/** What Camel's own Simple parser finds in a text that the plain lists do not allow. */
final class SimpleOracle {
    private static final Pattern START = Pattern.compile("\\$(simple)?\\{([A-Za-z-]*)");
    private static final Pattern CALL = Pattern.compile("([A-Za-z]+)\\((.*)\\)", Pattern.DOTALL);
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_-]*";
    private static final String KEY = "\\[(?:[A-Za-z0-9_-]+)]";
    private static final Pattern ACCESS =
            Pattern.compile("(body|header|variable|exchangeProperty)" + "((?:[.:]" + NAME + ")?(?:" + KEY + ")*)");
    private static final Set<String> UUIDS = Set.of("classic", "default", "short", "simple", "random");
    private static final int DEEPEST = 40;

    private final CamelContext context;
    private final List<String> found = new ArrayList<>();
    private int depth;

    SimpleOracle(CamelContext context) {
        this.context = context;
    }

    /** What is wrong with a text; null or unreadable text is nobody's danger, Camel refuses it. */
    List<String> judge(String text, boolean predicate) {
        found.clear();
        depth = 0;
        if (text.contains("$init{")) found.add("init block: " + text);
        starts(text);
        parse(text, predicate);
        return List.copyOf(found);
    }

    /** Every start of a function, wherever it stands: quotes and arguments are evaluated too. */
    private void starts(String text) {
        for (Matcher m = START.matcher(text); m.find(); ) {
            if (m.group(1) != null) found.add("$simple{ in " + text);
            String word = m.group(2);
            if (FIRST_WORDS.stream().noneMatch(word::equals)) found.add("function " + word + " in " + text);
        }
    }

    private static final Set<String> FIRST_WORDS = firstWords();

    private static Set<String> firstWords() {
        var words = new java.util.HashSet<String>();
        for (String f : OracleLists.FUNCTIONS) words.add(f.split("[.:]")[0]);
        return words;
    }

    private void parse(String text, boolean predicate) {
        if (++depth > DEEPEST) return;
        try {
            var nodes = predicate
                    ? new SimplePredicateParser(context, text, true, null).parseTokens()
                    : new Exposed(context, text).nodes();
            nodes.forEach(this::node);
        } catch (RuntimeException e) {
            // Camel cannot read it either, so it will not run.
        }
        depth--;
    }

    private void node(SimpleNode node) {
        if (node instanceof SimpleFunctionStart f) function(f);
        else if (node instanceof SingleQuoteStart q) q.getBlock().getChildren().forEach(this::node);
        else if (node instanceof DoubleQuoteStart q) parse(q.toString().replaceAll("^\"|\"$", ""), false);
        else if (node instanceof CompositeNodes c) c.getChildren().forEach(this::node);
        else if (node instanceof BinaryExpression b) {
            String operator = BinaryOperatorType.getOperatorText(b.getOperator());
            if (!OracleLists.OPERATORS.contains(operator)) found.add("operator " + operator);
            node(b.getLeft());
            node(b.getRight());
        } else if (node instanceof LogicalExpression l) {
            node(l.getLeft());
            node(l.getRight());
        } else if (node instanceof ChainExpression c) {
            node(c.getLeft());
            c.getRight().forEach(this::node);
        } else if (node instanceof OtherExpression o) {
            node(o.getLeft());
            node(o.getRight());
        } else if (node instanceof TernaryExpression t) {
            node(t.getCondition());
            node(t.getTrueValue());
            node(t.getFalseValue());
        } else if (node instanceof UnaryExpression u) node(u.getLeft());
        else if (node instanceof InitBlockExpression) found.add("init block");
    }

    private void function(SimpleFunctionStart start) {
        var text = new StringBuilder();
        for (SimpleNode child : start.getBlock().getChildren()) {
            if (child instanceof SimpleFunctionStart nested) {
                function(nested);
                text.append('\uFFFC');
            } else if (child instanceof LiteralNode literal) text.append(literal.getText());
            else text.append(child);
        }
        call(text.toString());
    }

    private void call(String text) {
        Matcher access = ACCESS.matcher(text);
        Matcher call = CALL.matcher(text);
        if (access.matches()) {
            String name = access.group(2).replaceAll("^[.:]|^\\[|].*$", "").replaceAll("\\[.*", "");
            if (text.startsWith("header") && OracleLists.sensitive(name)) found.add("sensitive header " + name);
        } else if (call.matches()) {
            if (!OracleLists.FUNCTIONS.contains(call.group(1))) found.add("function " + text);
            else if (call.group(1).equals("uuid") && !UUIDS.contains(call.group(2))) found.add("uuid by bean: " + text);
            else if (call.group(1).equals("xpath")) ExpressionOracle.xpath(call.group(2), found);
            if (call.group(2).contains("${")) parse(call.group(2), false);
        } else if (!plain(text)) found.add("function " + text);
    }

    private static boolean plain(String text) {
        return OracleLists.FUNCTIONS.contains(text)
                || text.matches("date:now([+-]\\w+)*(:.*)?")
                || text.matches("date-with-timezone:now([+-]\\w+)*:.*");
    }

    /** The parser keeps its nodes to its subclasses. */
    private static final class Exposed extends SimpleExpressionParser {
        Exposed(CamelContext context, String text) {
            super(context, text, true, null);
        }

        List<SimpleNode> nodes() {
            return parseTokens();
        }
    }
}
