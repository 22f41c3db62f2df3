package dev.routewright.inspection;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Files at and beyond the limits of a policy, each made to cost inspection as much as its size allows. */
final class HostileFiles {
    static final int LARGEST = 64 * 1024;
    private static final int MEGABYTE = 1024 * 1024;
    private static final int LONGEST = 8 * 1024;

    private final Map<String, String> files = new LinkedHashMap<>();

    private HostileFiles() {}

    /** Refused for their size or shape before anything is built of them. */
    static Map<String, String> bombs() {
        var all = new HostileFiles();
        all.file(
                "a megabyte of routes",
                route("log: a").repeat(MEGABYTE / route("log: a").length()));
        all.file("a megabyte of open brackets", "[".repeat(MEGABYTE));
        all.file("a megabyte of flow sequences", "[[[[[[[[]]]]]]]],".repeat(MEGABYTE / 17));
        all.file("a megabyte in one text", "- route: '" + "a".repeat(MEGABYTE) + "'");
        all.file("a megabyte of comments", "# a\n".repeat(MEGABYTE / 4));
        all.file("a megabyte of dashes", "- ".repeat(MEGABYTE / 2));
        all.file("a megabyte of two-byte letters", "ü".repeat(MEGABYTE / 2));
        all.file("open brackets", "[".repeat(LARGEST));
        all.file("flow sequences", "- [[[[[[[[]]]]]]]]\n".repeat(LARGEST / 20));
        all.file("dashes", "- ".repeat(LARGEST / 2));
        all.file("comments", "# a\n".repeat(LARGEST / 4));
        all.file("open braces", "{a: ".repeat(LARGEST / 4));
        all.file("an open quote", "- route: \"" + "a ".repeat(LARGEST / 2 - 10));
        all.file("questions", "? ".repeat(LARGEST / 2));
        all.file("folded lines", "- a: >\n" + "  b\n\n".repeat(LARGEST / 5 - 3));
        all.file("escapes", "- a: \"" + "\\u0041".repeat(LARGEST / 6 - 3) + "\"");
        all.file("keys", "- {" + many(LARGEST / 10, i -> "k" + i + ": 1, ") + "}");
        all.file("one key many times", "- {" + "k: 1, ".repeat(LARGEST / 6 - 1) + "}");
        all.file("an unclosed key", "- " + "a".repeat(LARGEST - 10));
        all.file("roots of numbers", "- 1\n".repeat(LARGEST / 4));
        all.file("roots nobody knows", many(LARGEST / 12, i -> "- x" + i + ": 1\n"));
        all.file(
                "aliases that double",
                "- a0: &a0 [x, x]\n"
                        + many(30, i -> "- a" + (i + 1) + ": &a" + (i + 1) + " [*a" + i + ", *a" + i + "]\n"));
        all.file("an alias of itself", "- &a [*a]\n");
        all.file("many documents", "--- a\n".repeat(LARGEST / 6));
        return all.files;
    }

    /** Read to the end, because nothing about their size is wrong, or only the number of their steps. */
    static Map<String, String> mazes() {
        var all = new HostileFiles();
        all.calls();
        all.texts();
        all.structures();
        return all.files;
    }

    private void calls() {
        for (var scheme : new String[] {"direct", "seda"}) {
            file("routes that call all others by " + scheme, many(20, i -> calls(scheme, i, 20, j -> j > i, 8)));
            file("routes that call in a circle by " + scheme, many(20, i -> calls(scheme, i, 20, j -> j != i, 5)));
            file(
                    "routes that call the next twice by " + scheme,
                    many(20, i -> calls(scheme, i, 20, j -> j == i + 1, 2)));
        }
        file(
                "routes that call the next in each branch",
                many(
                        20,
                        i -> routeFrom(
                                "direct:r" + i,
                                "choice: {when: ["
                                        + many(
                                                3,
                                                j -> "{simple: '${header.a} == 1', steps: [{to: direct:r" + (i + 1)
                                                        + "}]}, ")
                                        + "], otherwise: {steps: [{to: direct:r" + (i + 1) + "}]}}",
                                "to: kafka:orders.paid")));
        file(
                "tries around calls of all others",
                many(
                        20,
                        i -> routeFrom(
                                "direct:r" + i,
                                "doTry: {steps: [{to: direct:r" + (i + 1) + "}, {to: direct:r" + (i + 2)
                                        + "}, {to: kafka:orders.paid}], doCatch: [{exception: [java.lang.Exception],"
                                        + " steps: [{to: direct:r" + (i + 1) + "}]}]}",
                                "circuitBreaker: {steps: [{to: direct:r" + (i + 1) + "}], onFallback: {steps: [{to:"
                                        + " direct:r" + (i + 2) + "}]}}")));
        file(
                "routes that call the others in branches",
                many(
                        19,
                        i -> routeFrom(
                                "direct:r" + i,
                                "choice: {when: ["
                                        + many(
                                                4,
                                                j -> "{simple: '${header.a} == 1', steps: [{to: direct:r" + (i + j + 1)
                                                        + "}, {to: kafka:orders.paid}]}, ")
                                        + "]}")));
        file(
                "tries that call the others",
                many(
                        19,
                        i -> routeFrom(
                                "direct:r" + i,
                                many(
                                                2,
                                                j -> "doTry: {steps: [{to: direct:r" + (i + j + 1)
                                                        + "}, {to: kafka:orders.paid}], doCatch: ["
                                                        + "{exception: [java.io.IOException], steps: [{log: a}]}, "
                                                                .repeat(20)
                                                        + "]}\n        - ")
                                        + "log: a")));
        file(
                "catches within the limit",
                routeFrom(
                        "platform-http:/a",
                        "doTry: {steps: [" + "{to: kafka:orders.paid}, ".repeat(150) + "], doCatch: ["
                                + "{exception: [java.lang.Exception], steps: []}, ".repeat(1000) + "]}"));
        file(
                "sections without steps",
                "- onException: {exception: [java.lang.Exception], handled: {constant: true}}\n".repeat(600)
                        + routeFrom("platform-http:/a", "to: kafka:orders.paid\n        - ".repeat(180) + "stop: {}"));
        file(
                "branches without steps",
                routeFrom(
                        "kafka:orders.paid",
                        "choice: {when: [" + "{simple: '${header.a} == 1', steps: []}, ".repeat(1300) + "]}"));
        file(
                "headers carried through many calls",
                routeFrom(
                                "timer:t",
                                "setHeaders: {headers: [" + many(500, i -> "{name: h" + i + ", constant: v}, ") + "]}",
                                "to: direct:r0")
                        + many(19, i -> calls("direct", i, 19, j -> j == i + 1, 3)));
        file(
                "a key made of headers made of headers",
                routeFrom(
                        "timer:t",
                        many(
                                        6,
                                        i -> "setHeader: {name: h" + (i + 1) + ", simple: '"
                                                + ("${header.h" + i + "}").repeat(600) + "'}\n        - ")
                                + "setHeader: {name: h0, constant: 1}",
                        "idempotentConsumer: {idempotentRepository: \"#seen\", simple: '" + "${header.h6}".repeat(600)
                                + "', steps: [{log: a}]}"));
        file(
                "catches of everything",
                routeFrom(
                        "platform-http:/a",
                        "doTry: {steps: ["
                                + "{to: kafka:orders.paid}, ".repeat(150)
                                + "], doCatch: ["
                                + "{exception: [java.lang.Exception], steps: [{log: a}]}, ".repeat(900)
                                + "]}"));
        file(
                "tries in tries",
                routeFrom(
                                "platform-http:/a",
                                nested(
                                        8,
                                        "doTry: {steps: [{to: kafka:orders.paid}, {",
                                        "}], doCatch: ["
                                                + "{exception: [java.lang.Exception], steps: [{setBody: {constant: ok}}]}, "
                                                        .repeat(60)
                                                + "]}"))
                        .replace("{log: a}", "log: a"));
        file(
                "handlers",
                "- onException: {exception: [java.lang.Exception], handled: {constant: true}, steps: [{log: a}]}\n"
                                .repeat(500)
                        + routeFrom("platform-http:/a", "to: kafka:orders.paid\n        - ".repeat(180) + "stop: {}"));
        file(
                "choices about money",
                routeFrom(
                        "kafka:orders.paid",
                        ("choice: {when: [{simple: '${header.a} == 1', steps: [{to: kafka:orders.paid}]}]}\n        - ")
                                        .repeat(180)
                                + "log: a"));
        file(
                "recipients",
                routeFrom("timer:t", "recipientList: {constant: '" + "direct:a,".repeat(900) + "direct:a'}"));
        file(
                "many recipients",
                routeFrom(
                        "timer:t",
                        ("recipientList: {constant: '" + "direct:a,".repeat(850) + "direct:a'}\n        - ").repeat(7)
                                + "log: a"));
        file(
                "folders in folders",
                many(
                        20,
                        i -> routeFrom(
                                "{uri: 'file:in" + "/a".repeat(i) + "?recursive=true'}",
                                "to: 'file:in" + "/a".repeat(19) + "'\n        - log: a".repeat(4))));
    }

    private void texts() {
        text("setBody: {simple: '%s'}", "functions in functions", nested(2000, "${a", "}"));
        text("setBody: {simple: '%s'}", "empty functions in functions", nested(30, "${.", "}"));
        text("setBody: {simple: '%s'}", "wide functions in functions", wide(10));
        text("setBody: {simple: '%s'}", "functions", "${body}".repeat(1100));
        text("setBody: {simple: '%s'}", "open functions", "${".repeat(4000));
        text("setBody: {simple: '%s'}", "choices", "${body ? 1 : 2}".repeat(500));
        text("setBody: {simple: '%s'}", "keys", "${body" + "[a]".repeat(2600) + "}");
        text("setBody: {simple: '%s'}", "long names", "${" + "a".repeat(8000) + "}");
        text("setBody: {simple: '%s'}", "names with points", "${" + "a.".repeat(4000) + "}");
        text("setBody: {simple: '%s'}", "moments", "${date:now" + " -1d".repeat(1900) + "}");
        text("setBody: {simple: '%s'}", "replacements", nested(10, "${replace(", ",b)}"));
        text("setBody: {simple: '%s'}", "arguments", "${concat(" + "a,".repeat(4000) + "a)}");
        text(
                "filter: {simple: '%s', steps: [{log: a}]}",
                "conditions", "${body} == 1 && ".repeat(450) + "${body} == 1");
        text("filter: {simple: '%s', steps: [{log: a}]}", "operators", "== ".repeat(2600));
        text("filter: {simple: '%s', steps: [{log: a}]}", "open condition", "${body} == " + "\"".repeat(8001));
        text("setBody: {simple: '%s'}", "operators in prose", "${body} ? ".repeat(700));
        text("setBody: {jq: '%s'}", "jq words", ".a | ".repeat(800) + ".a");
        text("setBody: {jq: '%s'}", "jq brackets", "[".repeat(2000) + "]".repeat(2000));
        text("setBody: {jq: '%s'}", "jq few brackets", nested(60, "[", "]"));
        text("setBody: {jq: '%s'}", "jq conditions", nested(300, "if . then ", " else . end"));
        text("setBody: {jq: '%s'}", "jq fields", "{" + "a, ".repeat(1300) + "a}");
        text("setBody: {jq: '%s'}", "jq nested fields", nested(60, "{a: ", "}"));
        text("setBody: {jq: '%s'}", "jq minus", "-".repeat(4000) + "1");
        text("setBody: {jq: '%s'}", "jq sums", "1+".repeat(2000) + "1");
        text("setBody: {jq: '%s'}", "jq reduce", nested(60, "reduce .[] as $x (0; ", ")"));
        text("setBody: {jq: '%s'}", "jq parentheses", nested(63, "(", ")"));
        text("setBody: {jq: '%s'}", "jq unknown names", many(900, i -> "f" + i + "|") + ".");
        text("setBody: {jq: '%s'}", "jq interpolation", nested(60, "\"\\(", ")\""));
        text("setBody: {jq: '%s'}", "jq alternatives", ".a//".repeat(900) + ".a");
        text("setBody: {jq: '%s'}", "jq suffixes", ".a" + ".b?".repeat(1300));
        text("setBody: {jq: '%s'}", "jq quotes", "\"".repeat(4000));
        text("setBody: {jsonpath: '%s'}", "jsonpath steps", "$" + "..a".repeat(2600));
        text("setBody: {jsonpath: '%s'}", "jsonpath filters", "$" + "[?(@.a == 1)]".repeat(600));
        text("setBody: {jsonpath: '%s'}", "jsonpath filters in filters", "$" + nested(1000, "[?(@", ")]"));
        text("setBody: {jsonpath: '%s'}", "jsonpath brackets", "$[?(" + "(".repeat(7000));
        text("setBody: {xpath: '%s'}", "xpath steps", "//a".repeat(2600));
        text("setBody: {xpath: '%s'}", "xpath predicates", "a" + "[b]".repeat(2600));
        text("setBody: {xpath: '%s'}", "xpath brackets", "(".repeat(8000));
        text("setBody: {xpath: '%s'}", "xpath nested", nested(1500, "a[", "]"));
        text("setBody: {xpath: '%s'}", "xpath functions", nested(700, "not(", ")"));
        text("setBody: {xpath: '%s'}", "xpath sums", "1+".repeat(3900) + "1");
        text("split: {tokenize: {token: '%s', regex: true}, steps: [{log: a}]}", "pattern of loops", "a*b*".repeat(60));
        regexes("alternatives that share no sign", i -> "(?:" + signs(i, 120, "|") + ")*");
        regexes("loops that share no sign", i -> signs(i, 120, "*"));
        regexes("loops with the same sign apart", i -> "a+" + signs(i, 100, "+"));
        regexes("classes", i -> "[^a]".repeat(60) + "(?:" + "[^b]|".repeat(5) + "c)" + i);
        regexes("classes of far signs", i -> "(?:[\ua000\uff00]" + signs(i, 40, "|[\u4000\ufe00]") + ")*");
        regexes("groups", i -> nested(19, "(?:a" + i + "|", ")") + "*");
        regexes("counted loops", i -> "a{1,9999}b{1,9999}".repeat(12) + i);
        text("setBody: {constant: '%s'}", "prose with passwords", "password ".repeat(900));
        text("setBody: {constant: '%s'}", "prose with names of secrets", "api_key.".repeat(1000) + ":");
        text("setBody: {constant: '%s'}", "letters", "a".repeat(LONGEST - 2) + ":");
        text("setBody: {constant: '%s'}", "letters and equals", "a".repeat(4000) + "=" + "A1b2".repeat(1000));
        text("setBody: {constant: '%s'}", "addresses", "ab://".repeat(1600) + ":");
        text("setBody: {constant: '%s'}", "colons", "a:".repeat(4000));
        text("setBody: {constant: '%s'}", "jdbc", "jdbc:a:".repeat(1100));
        text("setBody: {constant: '%s'}", "bearers", "bearer ".repeat(1100) + "=");
        text("setBody: {constant: '%s'}", "bearer blanks", "bearer" + " ".repeat(8000) + "=");
        text("setBody: {constant: '%s'}", "private keys", "-----BEGIN ".repeat(700) + "=");
        text("setBody: {constant: '%s'}", "slack", ("hooks.slack.com/services/" + "A".repeat(100) + "/").repeat(60));
        text("setBody: {constant: '%s'}", "send grid", "SG." + "A".repeat(4000) + "." + "=");
        text("setBody: {constant: '%s'}", "web tokens", "eyJ" + "A".repeat(8000) + "=");
        file("one long comment of web tokens", "# " + "-eyJ".repeat(16000) + "\n" + route("log: a"));
        file("one long comment of sentences", "# " + "token: abc. ".repeat(5300) + "\n" + route("log: a"));
        text("setBody: {constant: '%s'}", "keys of secrets", "token\" ".repeat(1000) + ":");
        text("setBody: {constant: '%s'}", "blanks after secrets", "token" + " ".repeat(8000) + "x");
        text("setBody: {constant: '%s'}", "irregular words", "0123456789abcdef/".repeat(480));
        text("setBody: {constant: '%s'}", "basic", "basic aaaaaa ".repeat(600) + "=");
        file("comments with passwords", "# password= token: 'x\n".repeat(1400) + route("log: a"));
        file("one long comment", "# " + "api-key ".repeat(8000) + "\n" + route("log: a"));
        file("one long comment of letters", "# " + "a".repeat(65000) + "=\n" + route("log: a"));
        file("one long comment of jdbc", "# " + "jdbc:a:".repeat(9000) + "\n" + route("log: a"));
        file("one long comment of far words", "# " + "bearer ".repeat(9000) + "\n" + route("log: a"));
        file("one long comment of keys", "# -----BEGIN " + "A ".repeat(32000) + "\n" + route("log: a"));
        file("one long comment of token names", "# " + "token:token:".repeat(5000) + "\n" + route("log: a"));
        file("one long comment of a spoken word", "# token 1" + "a".repeat(65000) + "\n" + route("log: a"));
        file("one long comment of spoken words", "# " + "token is 1a".repeat(5800) + "\n" + route("log: a"));
        file("one long comment of web tokens", "# " + "-eyJ".repeat(16000) + "\n" + route("log: a"));
        file("one long comment of sentences", "# " + "token: abc. ".repeat(5300) + "\n" + route("log: a"));
        file("one long comment of dots", "# " + "a.".repeat(32000) + "=\n" + route("log: a"));
        text("to: '%s'", "a long address", "https://payment.example.test" + "/a".repeat(4000));
        text("to: '%s'", "a long host", "https://" + "a.".repeat(4000) + "b");
        text("to: '%s'", "a long host of dashes", "https://" + "a-".repeat(4000));
        text("to: '%s'", "a long address of escapes", "https://payment.example.test/" + "%20".repeat(2700));
        text("to: '%s'", "a long number as host", "https://" + "0x0.".repeat(2000) + "0");
        text("to: '%s'", "a long folder", "file:" + "a/".repeat(4000));
        text("to: '%s'", "a long topic", "kafka:" + "a.".repeat(4000));
        text("to: '%s'", "a query of options", "log:a?" + many(900, i -> "o" + i + "=1&") + "z=1");
        text(
                "to: '%s'",
                "a query that is sent", "https://payment.example.test/?" + many(900, i -> "o" + i + "=1&") + "z=1");
        file("a long entry", "- route: {from: {uri: 'platform-http:" + "/a".repeat(4000) + "', steps: [{log: a}]}}");
        file(
                "entries with braces",
                "- route: {from: {uri: 'platform-http:/" + "{a".repeat(4000) + "', steps: [{log: a}]}}");
        file("a schedule", "- route: {from: {uri: 'quartz:a?cron=" + "0+".repeat(4000) + "', steps: [{log: a}]}}");
        text("removeHeaders: {pattern: '%s'}", "header pattern", "a*".repeat(127));
        text("setHeader: {name: '%s', constant: a}", "long header name", "camel".repeat(1600));
        text("setBody: {constant: '%s'}", "open placeholders", "{{".repeat(4000));
        text("setBody: {constant: '%s'}", "placeholders", "{{a}}".repeat(1600));
        text("convertBodyTo: {type: '%s'}", "long type", "java.".repeat(1600));
        text("marshal: {? %s : {}}", "long data format", "a".repeat(8000));
        text("setVariable: {name: '%s', constant: a}", "long variable", "a".repeat(8000));
        file("near misses", route(many(1700, i -> "setBodx" + i % 10 + ": a\n        - ") + "log: a"));
        file(
                "long near misses",
                route(many(650, i -> "setExchangePatterm" + "n".repeat(60) + i + ": a\n        - ") + "log: a"));
        file(
                "near misses of options",
                route("to: {uri: kafka:orders.new, parameters: {" + many(2200, i -> "requestRequiredAck" + i + ": a, ")
                        + "}}"));
        file("near misses of keys", route(many(1500, i -> "setBody: {expresion" + i + ": a}\n        - ") + "log: a"));
        file(
                "placeholders that nearly exist",
                route(many(1500, i -> "log: '{{region" + i + "}}'\n        - ") + "log: a"));
    }

    private void structures() {
        file("steps", route("log: a\n        - ".repeat(3800) + "log: a"));
        file("empty steps", route("stop: {}\n        - ".repeat(3000) + "log: a"));
        file("ids that stand twice", route("log: {id: a, message: a}\n        - ".repeat(1800) + "log: a"));
        file(
                "routes",
                many(900, i -> "- route: {id: r" + i + ", from: {uri: direct:r" + i + ", steps: [{log: a}]}}\n"));
        file(
                "routes that call the next",
                many(
                        750,
                        i -> "- route: {id: r" + i + ", from: {uri: direct:r" + i + ", steps: [{to: direct:r" + (i + 1)
                                + "}]}}\n"));
        file(
                "routes that call the first",
                many(750, i -> "- route: {id: r" + i + ", from: {uri: direct:r, steps: [{to: direct:r}]}}\n"));
        file("sections that are no routes", "- onCompletion: {steps: [{to: direct:a}]}\n".repeat(1500));
        file(
                "handlers and routes",
                "- onException: {exception: [java.lang.Exception], steps: [{to: direct:a}]}\n".repeat(600)
                        + many(19, i -> calls("direct", i, 19, j -> j > i, 3)));
        file("headers", route("setHeaders: {headers: [" + many(1600, i -> "{name: h" + i + ", constant: v}, ") + "]}"));
        file(
                "headers many times",
                route(("setHeaders: {headers: [" + "{name: h, constant: v}, ".repeat(250) + "]}\n        - ").repeat(10)
                        + "log: a"));
        file(
                "variables",
                route("setVariables: {variables: [" + many(1500, i -> "{name: v" + i + ", simple: '${header.a}'}, ")
                        + "]}"));
        file(
                "branches",
                route("choice: {when: [" + "{simple: '${header.a} == 1', steps: [{log: a}]}, ".repeat(1200) + "]}"));
        file(
                "branches that call",
                route("choice: {when: [" + "{simple: '${header.a} == 1', steps: [{to: direct:order}]}, ".repeat(900)
                        + "]}"));
        file(
                "exceptions",
                route("doTry: {steps: [{log: a}], doCatch: [{exception: [" + "java.lang.Exception, ".repeat(2500)
                        + "], steps: [{log: a}]}]}"));
        file("deep steps", route(nested(11, "pipeline: {steps: [{", "}]}")));
        file("deep wide steps", route(nested(11, "pipeline: {steps: [" + "{log: a}, ".repeat(300) + "{", "}]}")));
        file("deep loops", route(nested(11, "loop: {constant: 100, steps: [{", "}]}")));
        file(
                "deep expressions",
                route("setBody: {expression: "
                        + nested(25, "{expression: ", "}").replace("log: a", "{jq: .}") + "}"));
        file(
                "namespaces",
                route("setBody: {xpath: {expression: //a, namespace: ["
                        + many(1200, i -> "{key: k" + i + ", value: 'urn:a'}, ") + "]}}"));
        file("warnings", route("to: direct:none\n        - ".repeat(199) + "log: a"));
        file(
                "dead letters",
                "- errorHandler: {deadLetterChannel: {deadLetterUri: 'direct:a'}}\n".repeat(400)
                        + many(19, i -> calls("direct", i, 19, j -> j > i, 2)));
        file(
                "queries",
                many(
                        19,
                        i -> routeFrom(
                                "timer:t" + i,
                                "to: {uri: https://payment.example.test/a, parameters: {"
                                        + many(200, j -> "o" + j + ": 1, ") + "}}")));
        file(
                "queries that are called often",
                many(10, i -> calls("direct", i, 11, j -> j == i + 1, 2))
                        + routeFrom(
                                "direct:r10",
                                "to: {uri: https://payment.example.test/a, parameters: {"
                                        + many(2000, j -> "o" + j + ": 1, ") + "}}"));
    }

    private static String calls(String scheme, int i, int routes, java.util.function.IntPredicate which, int times) {
        var called = IntStream.range(0, routes)
                .filter(which)
                .mapToObj(j -> "to: " + scheme + ":r" + j + "\n        - ")
                .collect(joining());
        return routeFrom(scheme + ":r" + i, called.repeat(times) + "to: kafka:orders.paid");
    }

    private void text(String step, String name, String text) {
        file(name, route(step.formatted(text.substring(0, Math.min(text.length(), LONGEST)))));
        int times = (LARGEST - 200) / (step.length() + text.length() + 20);
        if (times > 1)
            file(name + ", many times", route((step.formatted(text) + "\n        - ").repeat(times) + "log: a"));
    }

    private void regexes(String name, IntFunction<String> regex) {
        var steps = new StringBuilder();
        for (int i = 0; i < 190; i++) {
            var pattern = regex.apply(i);
            var step = "split: {tokenize: {token: '" + pattern.substring(0, Math.min(256, pattern.length()))
                    + "', regex: true}, steps: [{stop: {}}]}\n        - ";
            if (bytes(steps + step) < LARGEST - 500) steps.append(step);
        }
        file("patterns: " + name, route(steps + "stop: {}"));
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String signs(int from, int count, String between) {
        return IntStream.range(0, count)
                .mapToObj(i -> (char) (0xA000 + (from * 131 + i) % 9000) + between)
                .collect(joining());
    }

    /** Binary trees of functions nobody knows. */
    private static String wide(int depth) {
        return depth == 0 ? "${.}" : "${." + wide(depth - 1) + wide(depth - 1) + "}";
    }

    static String nested(int depth, String open, String close) {
        return open.repeat(depth) + "log: a" + close.repeat(depth);
    }

    static String many(int count, IntFunction<String> each) {
        return IntStream.range(0, count).mapToObj(each).collect(joining());
    }

    private static String route(String steps) {
        return routeFrom("{uri: direct:order}", steps);
    }

    private static String routeFrom(String uri, String... steps) {
        var id = "r" + Integer.toHexString((uri + steps[0]).hashCode());
        var from = uri.startsWith("{") ? uri.substring(1, uri.length() - 1) : "uri: " + uri;
        return "- route:\n    id: " + id + "\n    from:\n      " + from + "\n      steps:\n        - "
                + String.join("\n        - ", steps) + "\n";
    }

    /** Cut to the limit only when it is a maze: what is too large would be refused for that alone. */
    private void file(String name, String yaml) {
        files.put(name, yaml);
    }
}
