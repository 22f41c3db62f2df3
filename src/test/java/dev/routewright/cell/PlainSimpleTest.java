package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.inspection.Permitted;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Language;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Simple texts that no inspection has seen. */
class PlainSimpleTest {
    private static final String SECRET = "s3cret-of-the-runtime";
    private static final Set<String> FUNCTIONS = Set.of(("body bodyOneLine prettyBody header headers.size variable"
                    + " exchangeProperty id exchangeId messageTimestamp routeId fromRouteId stepId exception.message"
                    + " date:now date-with-timezone:now uuid random null range iif isEmpty isAlpha isAlphaNumeric"
                    + " isNumeric not trim uppercase lowercase capitalize pad concat substring substringBefore"
                    + " substringAfter substringBetween replace split join contains length size normalizeWhitespace"
                    + " distinct reverse skip hash empty abs floor ceil sum max min average jsonpath xpath file:name"
                    + " file:onlyname file:name.noext file:name.ext file:onlyname.noext file:size file:modified")
            .split(" "));

    private static DefaultCamelContext camel;
    private static Language simple;

    @BeforeAll
    static void start() {
        System.setProperty("evil", SECRET);
        var registry = new DefaultRegistry();
        Languages.bind(registry, permitted(FUNCTIONS));
        camel = new DefaultCamelContext(registry);
        camel.start();
        simple = camel.resolveLanguage("simple");
    }

    @AfterAll
    static void stop() {
        camel.stop();
        System.clearProperty("evil");
    }

    static Permitted permitted(Set<String> simple) {
        var p = Runtime.PERMITTED;
        return new Permitted(
                p.consuming(),
                p.producing(),
                p.querying(),
                p.kamelets(),
                p.languages(),
                p.dataFormats(),
                simple,
                p.jqFunctions(),
                p.exceptions(),
                p.types(),
                p.references(),
                p.controlHeaders(),
                p.placeholders(),
                p.networks());
    }

    private static Exchange message() {
        var exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(Map.of("id", "A-1", "lines", List.of(Map.of("sku", "S"))));
        exchange.getMessage().setHeader("a", 5);
        exchange.getMessage().setHeader("n", "x y");
        exchange.setVariable("v", "${sys.evil}");
        return exchange;
    }

    private static Object value(String text) {
        var expression = simple.createExpression(text);
        expression.init(camel);
        return expression.evaluate(message(), String.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "${body[id]} ${body[lines][0][sku]}        | A-1 S",
                "${header.a} ${header[n]} ${header:n}       | 5 x y x y",
                "${uppercase(${header.n})}                  | X Y",
                "${iif(${header.a} > 3,'big, yes','small')} | 'big, yes'",
                "${header.a > 3 ? 'big' : 'small'}          | big",
                "${header.a} ?: 'none'                      | 5",
                "${header.z} ?: 'none'                      | none",
                "${header.n} ~> ${uppercase($param)}        | X Y",
                "${header.a}++                              | 6",
                "${pad(x,3,'.')}                            | x..",
                "${concat(${header.a},${header.n},'-')}     | 5-x y",
                "${substringBefore(${header.n},' ')}        | x",
                "${replace(' ','_',${header.n})}            | x_y",
                "${length(${header.n})}                     | 3",
                "${sum(1,2,${header.a})}                    | 8",
                "${not(${header.a} > 3)}                    | false",
                "${isNumeric(${header.a})}                  | true",
                "${variable.v}                              | ${sys.evil}",
                "${trim(${variable.v})}                     | ${sys.evil}",
                "${join(',',&quot;,${header.n})}            | *",
                "${hash(${header.n},SHA-256)}               | *",
                "${range(1,4)}                              | *",
                "${date:now-1d:yyyy-MM-dd'T'HH:mm}          | *",
                "${date-with-timezone:now:UTC:yyyy}         | *",
                "${uuid} ${uuid(short)} ${random(1,9)}      | *",
                "${empty(list)} ${null} ${exchangeId}       | *",
                "${split(${header.n},' ')}                  | *",
            })
    void functionsOfThePolicyWork(String text, String result) {
        Object value = value(text);

        if (!result.equals("*")) assertThat(value).isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${sys.evil}",
                "${trim(${sys.evil})}",
                "\\${sys.evil}",
                "$simple{sys.evil}",
                "$init{ $a := ${sys.evil} }init$ $a",
                "${header.a} ?: ${sys.evil}",
                "${header.z} ?: '${sys.evil}'",
                "${header.a > 3 ? sys.evil : 'x'}",
                "${header.a > 3 ? ${sys.evil} : 'x'}",
                "${header.a > 3 ? header.a > 9 ? 'y' : sys.evil : 'x'}",
                "${sys.evil > 3 ? 'y' : 'x'}",
                "${header.a} ~> ${sys.evil}",
                "${bean:x}",
                "${body.class.name}",
                "${body.getClass}",
                "${body.clear}",
                "${body[class]}",
                "${header.n.bytes}",
                "${header.n.toString()}",
                "${header[${variable.v}]}",
                "${headers}",
                "${exchange.context.name}",
                "${camelContext.stop}",
                "${setHeader(x,'y')}",
                "${load('file:/etc/hostname')}",
                "${uuid(other)}",
                "${range(1,100000000)}",
                "${range(1,${header.a})}",
                "${pad(x,99999999)}",
                "${split('(a+)+$',${header.n})}",
                "${function(x)}",
                "resource:classpath:x",
                " RESOURCE:classpath:x",
                "${pretty(${body})}",
            })
    void everythingElseIsRefused(String text) {
        assertThatThrownBy(() -> value(text)).hasStackTraceContaining("The grant does not allow");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${body} is 'java.lang.String'",
                "${header.n} regex '(a+)+$'",
                "${header.n} regex ${header.p}",
                "\"${sys.evil}\" == 'x'",
                "'${sys.evil}' == 'x'",
                "${concat(${header.n},'${variable.v}')} == 'x'",
                "${header.a} > 1 && ${sys.evil} == 'x'",
                "${header.a} == 1 ? ${sys.evil} : 'x'",
            })
    void conditionsThatReachOutsideAreRefused(String text) {
        assertThatThrownBy(() -> simple.createPredicate(text)).hasStackTraceContaining("The grant does not allow");
    }

    @Test
    void whatCamelItselfEvaluatesIsAllowedWhateverThePolicySays() throws Exception {
        var registry = new DefaultRegistry();
        Languages.bind(registry, permitted(Set.of()));
        try (var bare = new DefaultCamelContext(registry)) {
            for (String text : List.of("${file:parent}/.camel/${file:onlyname}", "${body}", "${file:name}.camelLock"))
                assertThatCode(() -> bare.resolveLanguage("simple").createExpression(text))
                        .doesNotThrowAnyException();
        }
    }

    @Test
    void aBodyThatDoublesInALoopEndsAsAFailure() {
        var exchange = message();
        exchange.getMessage().setBody("0123456789");
        var twice = simple.createExpression("${body}${body}");
        twice.init(camel);

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 64; i++) exchange.getMessage().setBody(twice.evaluate(exchange, String.class));
                })
                .isInstanceOf(TooCostly.class)
                .hasMessage("An expression was stopped: it made a text of 10485760 characters. Nothing else was"
                        + " affected; write it so that it makes less.");
    }

    @Test
    void noTextShowsASystemProperty() {
        String[] pieces = {
            "${",
            "}",
            "(",
            ")",
            "'",
            "\"",
            ",",
            " ",
            "$",
            "\\",
            " ? ",
            " : ",
            "?",
            ":",
            " ?: ",
            " ~> ",
            " == ",
            "++",
            "sys.evil",
            "${sys.evil}",
            "header.a",
            "${variable.v}",
            "'${variable.v}'",
            "trim(",
            "concat(",
            "iif(",
            "${trim(",
            "${concat(",
            "${iif(",
            ")}",
            "$param",
            "a",
            "5",
            "null",
            "$simple{",
            "$init{",
            "}init$",
            "\n"
        };
        var random = new Random(42);
        int evaluated = 0;
        for (int i = 0; i < 10_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(9); n >= 0; n--) text.append(pieces[random.nextInt(pieces.length)]);
            String shown;
            try {
                shown = i % 2 == 0
                        ? String.valueOf(value(text.toString()))
                        : String.valueOf(simple.createPredicate(text.toString()).matches(message()));
                if (text.indexOf("${") >= 0) evaluated++;
            } catch (RuntimeException refused) {
                shown = String.valueOf(refused.getMessage());
            }
            assertThat(shown).as(text.toString()).doesNotContain(SECRET);
        }
        assertThat(evaluated).isGreaterThan(200);
    }
}
