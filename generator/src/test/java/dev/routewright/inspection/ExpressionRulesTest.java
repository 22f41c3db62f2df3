package dev.routewright.inspection;

import static dev.routewright.inspection.Routes.findingsOnStep;
import static dev.routewright.inspection.Routes.rulesOnStep;
import static dev.routewright.route.Severity.ERROR;
import static dev.routewright.route.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionRulesTest {

    private static String jq(String expression) {
        return "setBody:\n  jq:\n    expression: '" + expression.replace("'", "''") + "'";
    }

    private static String simple(String expression) {
        return "setBody:\n  simple:\n    expression: '" + expression.replace("'", "''") + "'";
    }

    @Test
    void aJqFunctionOutsideTheListIsNamed() {
        assertThat(findingsOnStep(jq("{a: evn.HOME, b: (.c | slect(.d))}")))
                .extracting(Finding::problem, Finding::remedy)
                .contains(org.assertj.core.groups.Tuple.tuple(
                        "The jq function `slect` is not on the policy's list.", "Did you mean `select`?"));
        assertThat(findingsOnStep(jq("input")).get(0).problem())
                .isEqualTo("The jq function `input` is not on the policy's list.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env",
                "$ENV.PATH",
                "$__loc__",
                "input",
                "[inputs]",
                "debug",
                "\"a\\(env.HOME)b\"",
                "{a: 1, b: (env, env)}",
                "{(env|tostring): 1}",
                "[range(1000000000)]",
                "def f: f; f",
                "repeat(.)",
                "[recurse]",
                "..",
                "import \"a\" as b; .",
                "label $out | break $out",
                "until(false; .)",
                ".. | .a?",
                "test(.pattern)",
                "test(\"(a+)+$\")",
                "test(\"(a\\u002b)\\u002b$\")",
                "test(\"a\\(.p)\")",
                "header(.name)",
                "header(\"Authorization\")",
                ".[1000000000] = 1",
                ".[1e9] = 1",
                ".a[.n] = 1",
                ".a[1000 * 1000] |= 1",
                "(.a | .[.n]) += 1",
                "(\"a\" * 9999) * 9999",
                "\"a\" * 9999 | . * 9999",
                "variable(\"global:rates\")",
                "variable(\"header:Authorization\")",
                "{a: ",
                "resource:classpath:x.jq",
                "\"x\" * 1000000000",
                "1000000000 * \"x\"",
                "\"x\" * .n",
                "split(\"(a+)+$\"; null)",
                "@json \"\\(env)\"",
                "@base64d \"\\(input)\"",
                "limit(1; env)",
                "foreach range(5) as $x (0; . + $x)",
                ". as [$a] ?// $a | env",
                "{a: env}",
                "{\"a\\(env)\": 1}",
                ".a[env]",
                ".a[1:env]",
                ". as {(env): $x} | $x",
                "try env catch env",
                "-env",
                "if env then 1 else 2 end",
                "reduce .[] as $x (env; .)",
                "@sh",
                "ltrimstr(env)",
            })
    void jqThatReachesOutsideOrHasNoBoundIsRefused(String expression) {
        assertThat(rulesOnStep(jq(expression))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "{sku: .sku, env: .env, input, \"debug\": 1, if: 2}",
                ".env.input.debug",
                "[.lines[] | {sku, total: (.price * .quantity)}] | map(.total) | add",
                "variable(\"stock\").available >= .quantity",
                "if .a then \"x\" elif .b then \"y\" else null end",
                ". as {a: $x} | $x + 1",
                "\"订单 \\(.orderId) 已付款\"",
                "reduce .lines[] as $line (0; . + $line.quantity)",
                ".a // \"none\" | test(\"^C-[0-9]{4,8}$\")",
                "header(\"orderId\") | tonumber",
                "[.a, .b] | join(\", \")",
                "try error(\"x\") catch .",
                "@csv",
                ".a | gsub(\"[^\\\\p\\u007bL\\u007d_-]\"; \"_\")",
                ".items[2:4]",
                ".a |= . + 1",
                "\"ab\" * 3",
                ".price * .quantity",
                "split(\", \")",
                "split(\", *\"; null)",
            })
    void jqThatOnlyReshapesIsAccepted(String expression) {
        assertThat(findingsOnStep(jq(expression))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${sys.user.home}",
                "${env.HOME}",
                "${bean:x.y}",
                "${bean:type:java.lang.Runtime?method=getRuntime}",
                "${exchange.context.stop}",
                "${camelContext.name}",
                "${body.getClass}",
                "${body.class}",
                "${body[class]}",
                "${header.x.toString()}",
                "${header.x?.y}",
                "${headers}",
                "${properties:a}",
                "${type:java.lang.System}",
                "${load(file:/etc/passwd)}",
                "${setHeader(CamelHttpUri,x)}",
                "${${header.f}}",
                "${head${header.f}er.x}",
                "$simple{body}",
                "$init{ a := 1 }init$ x",
                "${pretty(${body})}",
                "${function(x)}",
                "${range(1,999999999)}",
                "${header.Authorization}",
                "${variable.apiToken}",
                "${iif(${header.a} is 'java.lang.String',1,2)}",
                "${body",
                "${date:now:${header.p}}",
                "resource:file:/etc/passwd",
                "${exception.stacktrace}",
                "${header.a} is 'java.lang.Runtime' ? 1 : 2",
                "${random(1,{)}",
                "${body\\}}",
            })
    void simpleOutsideTheListIsRefused(String expression) {
        assertThat(rulesOnStep(simple(expression))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${body}",
                "order ${header.orderId} of ${variable.customer}",
                "${date:now:yyyy-MM-dd'T'HH:mm:ss}",
                "${date:now-24h:yyyy-MM-dd}",
                "${random(1,16)} $5 {braces}",
                "${body[lines][0]}",
                "${file:name.noext}-${uuid}",
            })
    void plainSimpleIsAccepted(String expression) {
        assertThat(findingsOnStep(simple(expression))).isEmpty();
    }

    @Test
    void conditionsAreNotWrittenInSimple() {
        assertThat(findingsOnStep("filter: {simple: '${body} > 5', steps: [{stop: {}}]}"))
                .containsExactly(new Finding(
                        "language-not-allowed",
                        ERROR,
                        7,
                        28,
                        "order",
                        "The condition is written in `simple`, which does not compare numbers exactly.",
                        "Write the condition in jq, such as `.total > 1000`."));
    }

    @Test
    void groovyIsAnsweredWithTheLanguagesThereAre() {
        assertThat(findingsOnStep("setBody: {groovy: 'new File(1)'}"))
                .containsExactly(
                        new Finding(
                                "language-not-allowed",
                                ERROR,
                                7,
                                21,
                                "order",
                                "The expression language `groovy` is not on the policy's list.",
                                "Use one of `constant`, `header`, `jq`, `jsonpath`, `simple`, `tokenize`, `variable`, `xpath`; jq is the one for data."));
    }

    @Test
    void gluedJsonIsAWarning() {
        assertThat(findingsOnStep(simple("{\"id\":\"${header.id}\"}")))
                .containsExactly(new Finding(
                        "json-from-text",
                        WARNING,
                        9,
                        27,
                        "order",
                        "The JSON is glued together from text; the first quote in a value breaks it.",
                        "Build it with jq, such as `{orderId: .orderId}`."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".items[]",
                ".items[] | {sku}",
                ".items[]?",
                ".[]",
                ".\"the items\"[]",
                "variable(\"order\").lines[] | select(.open)",
            })
    void aJqThatMakesAsManyValuesAsAListHasIsRefused(String jq) {
        for (var step : List.of("setBody: {jq: '%s'}", "split: {jq: '%s', steps: [{log: one}]}"))
            assertThat(rulesOnStep(step.formatted(jq))).containsExactly("values-not-listed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".items",
                "[.items[] | {sku}]",
                ".items // []",
                "[]",
                ". + []",
                "{all: [.items[].sku]}",
                "any(.items[]; .open)",
                "reduce .items[] as $i (0; . + $i.price)",
                ".items[].price |= . * 2",
                ".items[0]",
            })
    void aJqThatMakesOneValueIsNot(String jq) {
        assertThat(rulesOnStep("setBody: {jq: '%s'}".formatted(jq))).isEmpty();
    }
}
