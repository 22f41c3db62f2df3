package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** jq texts that no inspection has seen. */
class SharedJqTest {
    private static DefaultCamelContext camel;

    @BeforeAll
    static void start() {
        var registry = new DefaultRegistry();
        Languages.bind(registry, Runtime.PERMITTED);
        camel = new DefaultCamelContext(registry);
        camel.start();
    }

    @AfterAll
    static void stop() {
        camel.stop();
    }

    private static Object value(String text) throws Exception {
        var exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(Json.MAPPER.readTree("""
                {"id": "A-1", "text": "äb c", "lines": [{"sku": "S", "price": 2.5, "quantity": 2}, {"sku": "T",
                "price": 1, "quantity": 1}], "none": null}"""));
        exchange.getMessage().setHeader("x", "y");
        exchange.setVariable("stock", Json.MAPPER.readTree("{\"available\": 5}"));
        var jq = camel.resolveLanguage("jq").createExpression(text);
        jq.init(camel);
        return jq.evaluate(exchange, Object.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                ".id => \"A-1\"",
                "[.lines[] | {sku, total: (.price * .quantity)}] | map(.total) | add | . * 10 | floor => 60",
                "variable(\"stock\").available >= 5 => true",
                "\"\\(.id)/\\(.lines | length)\" => \"A-1/2\"",
                "if .none then 1 elif .id == \"A-1\" then 2 else 3 end => 2",
                "reduce .lines[] as {sku: $s, price: $p} (0; . + $p) => 3.5",
                "[.lines[] | select(.price > 1) | .sku] | join(\",\") => \"S\"",
                ".lines |= map(.quantity) | .lines => [2,1]",
                ".lines[0].price = 7 | .lines[0].price => 7",
                "[.lines[].price] | sort | [min, max, first, last] => [1,2.5,1,2.5]",
                ".lines | group_by(.sku) | map({key: .[0].sku, value: length}) | from_entries => {\"S\":1,\"T\":1}",
                ".id | test(\"^[A-Z]-[0-9]+$\") => true",
                ".id | gsub(\"[0-9]+\"; \"#\") => \"A-#\"",
                "@base64 \"x\\(.id)\" => \"xQS0x\"",
                "[limit(1; .lines[])] | length => 1",
                "try error(\"x\") catch . => \"x\"",
                "header(\"x\") => \"y\"",
                ".a.b.c = 1 | .a => {\"b\":{\"c\":1}}",
                "with_entries(select(.key == \"id\")) => {\"id\":\"A-1\"}",
                "del(.lines, .text, .none) => {\"id\":\"A-1\"}",
                "\"ab\" * 2 => \"abab\"",
                "[.lines[] as $a | .lines[] as $b | $a.price * $b.price] | add => 12.25",
            })
    void ordinaryTextsGiveWhatTheyGave(String text, String result) throws Exception {
        assertThat(((JsonNode) value(text)).toString()).isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env",
                "$ENV.PATH",
                "input",
                "[inputs]",
                "debug",
                "range(3)",
                "repeat(1)",
                "recurse",
                "until(true; .)",
                "hostname",
                "getpath([\"id\"])",
                "builtins",
                "input_filename",
                "\"\\(env)\"",
                "def f: env; f",
                "[.[] | env]",
                ".id | test(\"(a+)+$\")",
                ".id as $p | \"x\" | test($p + \"(a*)*b\")",
                "import \"x\" as x; .",
                "include \"x\"; .",
            })
    void functionsThePolicyDoesNotListAreNotThere(String text) {
        assertThatThrownBy(() -> value(text)).isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\" * 1000000000",
                "1000000000 * \"x\"",
                "\"xxxxxxxxxx\" | . *= 1000000000",
                "def f: f; f",
                "def f: 1, f; [limit(100000000; f)]",
                "def f: f | f; f",
                "[limit(1000000000; def f: 1, f; f)]",
                "[] | .[1000000000] = 1",
                "[] | .[900000000] |= 1",
                "[.] | [., .] | [., .] | [., .] | [., .] | [., .] | [., .] | [., .] | [., .] | [., .] | [., .] | [., .]"
                        + " | [., .] | [., .] | [., .] | [., .] | [., .] | [., .] | [., .] | [., .] | [., .] | [., .]"
                        + " | [., .] | [., .] | [., .] | [., .] | [., .] | [., .] | [., .] | [., .] | tojson",
                "\"xxxxxxxxxxxxxxxx\" | . + . | . + . | . + . | . + . | . + . | . + . | . + . | . + . | . + . | . + ."
                        + " | . + . | . + . | . + . | . + . | . + . | . + . | . + . | . + . | . + . | . + . | . + .",
                "[1,1,1,1,1,1,1,1,1,1] as $a | [$a[] as $b | $a[] as $c | $a[] as $d | $a[] as $e | $a[] as $f | $a[] as $g"
                        + " | $a[] as $h | $a[] as $i | 1] | length",
                "{a: 1} | .a = . | .b = . | .a = . | .b = . | .a = . | .b = . | .a = . | .b = . | .a = . | .b = ."
                        + " | .a = . | .b = . | .a = . | .b = . | .a = . | .b = . | .a = . | .b = . | .a = . | .b = ."
                        + " | .a = . | .b = . | .a = . | .b = . | .a = . | .b = . | .a = . | .b = . | .a = . | .b = ."
                        + " | .a = . | .b = . | .a = . | .b = . | .a = . | .b = . | .a = . | .b = . | .a = . | .b = .",
                "reduce (1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25) as $x (\"xxxx\"; . + .)",
                "\"\\\\\" | tojson | tojson | tojson | tojson | tojson | tojson | tojson | tojson | tojson | tojson | tojson"
                        + " | tojson | tojson | tojson | tojson | tojson | tojson | tojson | tojson | tojson | tojson"
                        + " | tojson | tojson | tojson | tojson | tojson | tojson",
            })
    void whatMakesTooMuchEndsAsAFailure(String text) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThatThrownBy(() -> value(text))
                .isInstanceOf(TooCostly.class));
    }

    @Test
    void aFailureOfCostCannotBeCaughtByTheText() {
        assertThatThrownBy(() -> value("try (\"x\" * 1000000000) catch \"caught\""))
                .isInstanceOf(TooCostly.class);
        assertThatThrownBy(() -> value("(\"x\" * 1000000000)? // 1")).isInstanceOf(TooCostly.class);
    }
}
