package dev.routewright.cell;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;

/** A Simple expression whose text may not grow without end: in a loop, twice a body is soon all of the memory. */
final class SizedText implements Expression {
    private static final int LONGEST = 8 << 20;
    private static final int MANY = 8;

    private final Expression inner;
    private final int functions;

    private SizedText(Expression inner, int functions) {
        this.inner = inner;
        this.functions = functions;
    }

    static Expression of(String text, Expression inner) {
        int functions = 0;
        for (int i = text.indexOf("${"); i >= 0; i = text.indexOf("${", i + 2)) functions++;
        return functions == 0 ? inner : new SizedText(inner, functions);
    }

    @Override
    public void init(CamelContext context) {
        inner.init(context);
    }

    @Override
    public <T> T evaluate(Exchange exchange, Class<T> type) {
        if (functions >= MANY && (long) functions * longest(exchange) > 4L * LONGEST)
            throw new TooCostly("it puts too large a text together");
        T value = inner.evaluate(exchange, type);
        if (value instanceof CharSequence text && text.length() > LONGEST)
            throw new TooCostly("it made a text of " + text.length() + " characters");
        return value;
    }

    private static int longest(Exchange exchange) {
        int longest = length(exchange.getMessage().getBody());
        for (Object header : exchange.getMessage().getHeaders().values()) longest = Math.max(longest, length(header));
        for (Object variable : exchange.getVariables().values()) longest = Math.max(longest, length(variable));
        return longest;
    }

    private static int length(Object value) {
        if (value instanceof CharSequence text) return text.length();
        return value instanceof byte[] bytes ? bytes.length : 0;
    }

    @Override
    public String toString() {
        return inner.toString();
    }
}
