package dev.routewright.cell;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.support.ExpressionAdapter;

/** A path into a message that is not let loose on any document, and whose result may not be many times as large. */
final class SizedPath implements Expression, Predicate {
    private static final long LARGEST = 64L << 20;

    private final ExpressionAdapter path;

    private SizedPath(ExpressionAdapter path) {
        this.path = path;
    }

    static SizedPath of(ExpressionAdapter path) {
        return new SizedPath(path);
    }

    @Override
    public void init(CamelContext context) {
        path.init(context);
    }

    @Override
    public void initPredicate(CamelContext context) {
        path.initPredicate(context);
    }

    @Override
    public <T> T evaluate(Exchange exchange, Class<T> type) {
        check(exchange.getMessage().getBody(), "is asked for in too large a document");
        try {
            T value = path.evaluate(exchange, type);
            check(value, "made too large a value");
            return value;
        } catch (StackOverflowError deep) {
            throw new TooCostly("it nests values without end");
        }
    }

    @Override
    public boolean matches(Exchange exchange) {
        check(exchange.getMessage().getBody(), "is asked for in too large a document");
        try {
            return path.matches(exchange);
        } catch (StackOverflowError deep) {
            throw new TooCostly("it nests values without end");
        }
    }

    private static void check(@org.jspecify.annotations.Nullable Object value, String what) {
        if (Weight.of(value, LARGEST) > LARGEST) throw new TooCostly("it " + what);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
