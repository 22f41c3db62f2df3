package dev.routewright.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$",
                "$.orderId",
                "$.shipTo.country",
                "$['order id'].lines[0].sku",
                "$.lines[*].price",
                "$.lines[0,1]['sku','price']",
                "$.lines[-1:]",
                "$.lines[1:3]",
                "$..price",
                "$.lines.length()",
                "$.lines[?(@.price > 10)]",
                "$.lines[?(@.price > 10 && @.stock == true)].sku",
                "$.lines[?(@.sku in ['A', 'B'])]",
                "$.lines[?(!(@.a == 'x') || @.b)]",
                "$.lines[?(@.sku =~ /A-\\d+/i)]",
                "$.订单.编号",
                "order.total > 100",
                "$.items[?(@.id == $.wanted)]",
            })
    void ordinaryJsonPathIsRead(String path) {
        assertThat(JsonPathText.problem(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$.${header.x}",
                "$.a[?(@.b == '${sys.x}')]",
                "$.a[?(@.b == '$simple{sys.x}')]",
                "$.a.concat(\"x\")",
                "$.a.append(1)",
                "$.a[?(@.b =~ /(a+)+$/)]",
                "$..*..*..*",
                "$.a[",
                "$.a b",
                "$.a[(@.length-1)]",
                "resource:file:/x",
                "language:groovy:1",
            })
    void otherJsonPathIsNot(String path) {
        assertThat(JsonPathText.problem(path)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Invoice/Total/@currency = 'EUR'",
                "//line[price > 10]/sku/text()",
                "/order/id",
                "id",
                "/javaOrders/java",
                "count(//line) > 2 and not(/order/@test = 'true')",
                "/o:order/o:line[1]",
                "concat(/a/b, '-', string(/a/c))",
                "normalize-space(/a/b)",
                "sum(//price) div count(//price)",
                "/order/*[local-name() = 'id']",
                "/order/child::line[position() = last()]",
                "../order/following-sibling::order[1]",
                "(//line)[1]/@sku",
                "/a | /b",
                "-1 + 2 * 3",
                "id('x')/name",
                "/",
                "/订单/编号",
                "substring-before(/a, 'java:')",
                "/order/text",
                "number(/a) mod 2 = 1",
            })
    void ordinaryXPathIsRead(String path) {
        assertThat(XPathText.problem(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "function:simple('${sys.x}')",
                "function:properties('x')",
                "in:header('x')",
                "in:body()",
                "java:java.lang.Runtime.getRuntime()",
                "document('file:/etc/passwd')",
                "doc('x')",
                "$body",
                "/a[$in:x]",
                "/a[document('x')]",
                "/a/document('x')",
                "unparsed-text('x')",
                "/a = '${header.x}'",
                "/a[",
                "/a)",
                "a b",
                "exslt:node-set(1)",
                "matches(/a, '(a+)+')",
                "child::document('x')",
                "system-property('x')",
                "current()",
                "key('a','b')",
                "Q{http://x}f()",
            })
    void otherXPathIsNot(String path) {
        assertThat(XPathText.problem(path)).isPresent();
    }
}
