package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSONPath and XPath of a cell, with texts no inspection has seen. */
class PathLanguagesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$.items[?(@.owner == '${sys.user.name}')]",
                "$.items[?(@.owner == '$simple{sys.user.name}')]",
                "resource:file:/etc/passwd",
                " Resource:classpath:x",
                "$.items[?(@.name =~ /(a+)+b/)]",
                "$..a..b..c..d..e",
                "$.items.exec('id')",
                "$.items.eval ('id')",
                "$.items[?(@.name == 'x]",
            })
    void aJsonPathThatIsMoreIsRefused(String text) {
        assertThatThrownBy(() -> jsonPath(text)).isInstanceOf(OutsideGrant.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$.orderId",
                "$.items[*].sku",
                "$..sku",
                "$.items[?(@.price > 10 && @.name =~ /a.*/i)]",
                "$.items.length()",
                "$['a b'][0]",
                "$.items[?(@.name == 'a/b (c)')]",
                "$.items[?(@.a in ['x', 'y'])]",
            })
    void aJsonPathIsTaken(String text) {
        assertThatCode(() -> jsonPath(text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function:simple('${sys.user.home}')",
                "function:properties('x')",
                "concat('a', function:properties  ('x'))",
                "in:header('Authorization')",
                "string-length(out:body())",
                "java:java.lang.Runtime.getRuntime()",
                "java : exec ('id')",
                "document('file:/etc/passwd')",
                "unparsed-text('file:/etc/passwd')",
                "$body",
                "//order[@id = $in.header]",
                "resource:file:/etc/passwd",
                "'open",
                "id::function:simple('x')",
                "Q{java.lang.System}exit(1)",
            })
    void anXPathThatIsMoreIsRefused(String text) {
        assertThatThrownBy(() -> xpath(text)).isInstanceOf(OutsideGrant.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/order/id",
                "//item[@sku='A (b) $c']/text()",
                "count(//item) > 3 and (1 or 2)",
                "normalize-space(/order/name)",
                "child::node()",
                "/order/child :: text ()",
                "sum(//price) div count(//price)",
            })
    void anXPathIsTaken(String text) {
        assertThatCode(() -> xpath(text)).doesNotThrowAnyException();
    }

    @Test
    void bothStillReadAMessage() {
        assertThat(evaluated("jsonpath", "$.items[1].sku", "{\"items\":[{\"sku\":\"A\"},{\"sku\":\"B\"}]}"))
                .isEqualTo("B");
        assertThat(evaluated("xpath", "/o/item[2]/text()", "<o><item>a</item><item>b</item></o>"))
                .isEqualTo("b");
    }

    @Test
    void aDocumentThatIsTooLargeIsNotSearched() {
        assertThatThrownBy(() -> evaluated("jsonpath", "$..sku", " ".repeat(65 << 20)))
                .isInstanceOf(TooCostly.class);
    }

    private static Object jsonPath(String text) {
        return new PlainJsonPath().createExpression(null, text, null);
    }

    private static Object xpath(String text) {
        return new PlainXPath().createExpression(null, text, null);
    }

    private static String evaluated(String language, String text, String body) {
        var registry = new DefaultRegistry();
        Languages.bind(registry, Wide.PERMITTED);
        var context = new DefaultCamelContext(registry);
        try {
            context.start();
            var expression = context.resolveLanguage(language).createExpression(text);
            expression.init(context);
            var exchange = new DefaultExchange(context);
            exchange.getMessage().setBody(body);
            return expression.evaluate(exchange, String.class);
        } finally {
            context.stop();
        }
    }
}
