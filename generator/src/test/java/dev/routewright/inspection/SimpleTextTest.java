package dev.routewright.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Finding;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimpleTextTest {
    private static final Policy.Content POLICY = WidePolicy.policy().content();

    static List<Finding> findings(String text, boolean predicate) {
        var findings = new Findings();
        new SimpleText(POLICY, findings)
                .judge(
                        new Node.Scalar(text, false, new Place(1, 1)),
                        predicate,
                        Set.copyOf(WidePolicy.FUNCTIONS),
                        null);
        return findings.inOrder();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain text, {braces}, it's fine ? yes",
                "${body}",
                "${body[orderId]} and ${body[lines][0][sku]} and ${body[lines][last]}",
                "${body.total}",
                "${header.shipClass} ${header:X-Order-Id} ${header[country]} ${header['X-Event']}",
                "${variable.customer[address][city]}",
                "${exchangeProperty.CamelSplitIndex}",
                "${date:now:yyyy-MM-dd'T'HH:mm:ss} ${date:now-24h:yyyyMMdd} ${date:now+1d}",
                "${date:now:yyyy年MM月dd日}",
                "${date-with-timezone:now:Europe/Berlin:yyyy-MM-dd HH:mm}",
                "${uuid} ${uuid(short)} ${random(1000000)} ${random(1,999999999)} ${null}",
                "${range(1,100)}",
                "${iif(${header.total} > 100 && ${header.country} == 'DE','big, really','small')}",
                "${trim(${body})} ${uppercase(${header.name})} ${length(${body})} ${trim()}",
                "${pad(${header.no},8,0)}",
                "${concat(${header.first},${header.last},' ')}",
                "${substring(0,10)} ${substringBefore(${body},'-')} ${substringBetween('(',')')}",
                "${replace('-','')} ${replace('(','[',${header.x})} ${replace('.','_')}",
                "${split(';')} ${split(\\n)} ${join(', ')} ${join('&','id=')}",
                "${hash(${body},SHA-256)} ${empty(list)} ${skip(2)} ${distinct()} ${reverse(1,2,3)}",
                "${sum(1,2,${header.n})} ${max(1,${header.n})} ${abs(-3)} ${floor(2.5)}",
                "${jsonpath($.order.id)} ${xpath(/order/id)} ${jsonpath(header:doc,$.id)}",
                "${header.a} ?: 'none'",
                "${isEmpty(${body})} ? 'empty' : 'full'",
                "${header.score > 80 ? 'gold' : 'plain'}",
                "${header.a > 1 ? ${header.b} : null}",
                "${body} ~> ${uppercase($param)} ~> ${trim()}",
                "{\"id\":\"${header.orderId}\",\"at\":\"${date:now:yyyy-MM-dd}\",\"note\":\"${body}\\n\"}",
                "C:\\data ${header.x}",
                "${header.count}++ and more",
                "${file:name.noext}.${file:name.ext} ${file:size}",
                "${headers.size} ${routeId} ${stepId} ${prettyBody}",
            })
    void ordinaryTextsAreAccepted(String text) {
        assertThat(findings(text, false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${header.country} == 'US'",
                "${header.score} range '80..100'",
                "${header.customerId} regex '^C-[0-9]{4,8}$'",
                "${header.file} regex '^\\{\\w+\\}$'",
                "${header.country} in 'DE,AT,CH'",
                "${body} contains 'refund' || ${body} ~~ \"Return\"",
                "${header.a} != null && ${header.b} > 5.5 && ${header.c} == true",
                "${header.n}++ == 6",
                "${isEmpty(${body})}",
                "${header.name} startsWith 'order-' && ${header.name} !endsWith '.tmp'",
                "${header.a} == '${header.b}'",
                "${body[total]} >= 100",
                "${header.a} > -5",
                "${header.region} =~ 'eu'",
            })
    void ordinaryConditionsAreAccepted(String text) {
        assertThat(findings(text, true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${sys.user.home}",
                "${env:HOME}",
                "${sysenv.HOME}",
                "${trim(${sys.user.home})}",
                "${trim('${sys.user.home}')}",
                "${iif(${body} == 'x','${env.A}','b')}",
                "${iif(${body} is 'java.lang.String','a','b')}",
                "${header.a} ?: ${sys.user.home}",
                "${header.a} ?: '${sys.user.home}'",
                "${header.a > 1 ? sys.user.home : 'x'}",
                "${header.a > 1 ? 'x' : sys.user.home}",
                "${sys.user.home > 1 ? 'x' : 'y'}",
                "${header.a > 1 ? header.b > 2 ? 'x' : env.HOME : 'y'}",
                "${body} ~> ${bean:x}",
                "${body} ~> ${function(x)}",
                "\\${sys.user.home}",
                "$simple{body}",
                "${trim($simple{body})}",
                "$init{ $a := ${sys.user.home} }init$ ${body}",
                "${body.getClass}",
                "${body.class}",
                "${body.delete}",
                "${body.getBytes()}",
                "${body?.x}",
                "${body.order.id}",
                "${header.x.length}",
                "${header.x[0].bytes}",
                "${variable[class]}",
                "${header.${header.x}}",
                "${header[${body}]}",
                "${headers}",
                "${headers[Authorization]}",
                "${variables}",
                "${in.headers.x}",
                "${header.Authorization}",
                "${header:authorization}",
                "${header['Authorization']}",
                "${variable.partnerToken}",
                "${logExchange}",
                "${messageHistory}",
                "${exchange}",
                "${exception}",
                "${exception.stacktrace}",
                "${bodyAs(java.lang.String)}",
                "${date:header.x:yyyy}",
                "${date:millis}",
                "${file:absolute.path}",
                "${file:parent}",
                "${pretty(${body})}",
                "${load('file:/etc/passwd')}",
                "${setHeader(CamelHttpUri,'x')}",
                "${list(1,2)}",
                "${uuid(myGenerator)}",
                "${range(1,1000000)}",
                "${range(1,${header.n})}",
                "${pad(${body},99999999)}",
                "${pad(x,${header.n})}",
                "${split('(a+)+$')}",
                "${split(${header.p})}",
                "${replace('a','aaaaaaaaaaaaaaaaaaaaa',${replace('a','aaaaaaaaaaaaaaaaaaaaaa',${replace('a','aaaaaaaaaaaaaaaaaaaaaaaaaaa')})})}",
                "${jsonpath(header:Authorization,$.id)}",
                "${join(',','x',${range(1,3)})}",
                "${body",
                "${body\\}}",
                "${trim({)}",
                "${trim($'{body})}",
                "${body}${sys.x",
                "Order : accepted ${body}",
                "${messageAs(x)}",
                "${originalBody}",
                "${threadName}",
                "${camelId}",
                "${hostname}",
                "${base64Decode(${body})}",
                "${BODY}",
                "${ body }",
            })
    void whatIsNotListedIsRefusedWhereverItStands(String text) {
        assertThat(findings(text, false)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${body} is 'java.lang.String'",
                "${body} !is 'java.lang.String'",
                "${body} not is 'java.lang.String'",
                "${header.a} == '${sys.user.home}'",
                "${header.a} == \"${sys.user.home}\"",
                "${header.a} regex '(a+)+$'",
                "${header.a} regex ${header.pattern}",
                "${header.a} regex '${header.pattern}'",
                "${sys.user.home} contains 'root'",
                "${header.a} == 'x' && ${bean:x}",
                "${header.a} starts with 'x'",
                "${header.a}== 'x'",
                "${header.a} == x",
                "'${exchange.context.stop}' == 'x'",
                "${concat(${header.a},'${header.b}')} == 'x'",
                "${header.a} contains '}${sys.x}'",
                "${header.a} > 1 ? ${sys.a} : 'b'",
            })
    void conditionsThatReachOutsideOrCannotBeReadAreRefused(String text) {
        assertThat(findings(text, true)).isNotEmpty();
    }

    @Test
    void aFunctionThatIsNotListedIsNamed() {
        assertThat(findings("a ${trim(${sysenv.HOME})}", false))
                .extracting(Finding::rule, Finding::problem)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "function-not-allowed",
                        "The function `${sysenv.HOME}` is not on the policy's list for this place."));
    }

    @Test
    void deepNestingIsRefusedAndNotFollowed() {
        assertThat(findings("${trim(".repeat(500) + "${body}" + ")}".repeat(500), false))
                .extracting(Finding::rule)
                .containsExactly("expression-syntax");
    }
}
