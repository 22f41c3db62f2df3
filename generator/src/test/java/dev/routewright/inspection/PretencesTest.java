package dev.routewright.inspection;

import static dev.routewright.inspection.Fragile.onRequest;
import static dev.routewright.inspection.Fragile.onTopic;
import static dev.routewright.inspection.Fragile.rules;
import static dev.routewright.inspection.Fragile.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PretencesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{log: slow}]",
                "[{setBody: {constant: '{\"state\":\"captured\"}'}}]",
                "[{to: 'kafka:dlq.orders'}, {setBody: {constant: '{\"state\":\"captured\"}'}}]",
                "[{to: 'kafka:dlq.orders'}, {setHeader: {name: CamelHttpResponseCode, constant: '200'}}]",
                "[{to: 'kafka:dlq.orders'}, {to: 'kafka:orders.paid'}]",
                "[{setHeader: {name: CamelHttpResponseCode, constant: '200'}}]",
            })
    void aFallbackMustNotLookAsIfTheMoneyHadMoved(String steps) {
        assertThat(rules(onRequest(breaker(steps)))).contains("fallback-pretends");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{to: 'kafka:dlq.orders'}]",
                "[{to: 'kafka:dlq.orders'}, {setBody: {constant: '{\"state\":\"pending\"}'}}]",
                "[{setHeader: {name: CamelHttpResponseCode, constant: '503'}}]",
                "[{throwException: {exceptionType: java.lang.IllegalStateException, message: no payment}}]",
            })
    void aFallbackThatKeepsOrTellsIsSound(String steps) {
        assertThat(rules(onRequest(breaker(steps)))).isEmpty();
    }

    @Test
    void aFallbackWithoutMoneyMayAnswerWhatItLikes() {
        assertThat(rules(onRequest(breaker("[{setBody: {constant: ok}}]").replace("pay.example", "shop.example"))))
                .isEmpty();
    }

    @Test
    void whatFailedIsNotAnnouncedBehindTheTry() {
        String file = onTopic("""
                - doTry:
                    steps: [{to: 'https://pay.example/charges'}]
                    doCatch:
                      - exception: [java.lang.Exception]
                        steps: [{to: 'kafka:dlq.orders'}]
                - to: kafka:orders.paid
                """);

        assertThat(warnings(file)).containsExactly("fallback-pretends 11 order");
        assertThat(rules(file.replace("[{to: 'kafka:dlq.orders'}]", "[{to: 'kafka:dlq.orders'}, {stop: {}}]")))
                .isEmpty();
    }

    @Test
    void whoChecksBehindTheTryMayAnnounce() {
        assertThat(rules(onTopic("""
                - doTry:
                    steps: [{to: 'https://pay.example/charges'}]
                    doCatch:
                      - exception: [java.lang.Exception]
                        steps: [{to: 'kafka:dlq.orders'}, {setVariable: {name: failed, constant: 'yes'}}]
                - choice:
                    when: [{simple: "${variable.failed} == 'yes'", steps: [{log: failed}]}]
                    otherwise: {steps: [{to: 'kafka:orders.paid'}]}
                """))).isEmpty();
    }

    @Test
    void theStatusOfAFailureIsNotWrittenOver() {
        String file = onRequest("""
                - doTry:
                    steps: [{to: 'https://pay.example/charges'}]
                    doCatch:
                      - exception: [java.lang.Exception]
                        steps: [{setHeader: {name: CamelHttpResponseCode, constant: '502'}}]
                - setHeader: {name: CamelHttpResponseCode, constant: '201'}
                """);

        assertThat(warnings(file)).containsExactly("fallback-pretends 11 order");
        assertThat(rules(file.replace("'201'", "'502'"))).isEmpty();
    }

    @Test
    void aHandlerOfTheFileDoesNotAnnounceEither() {
        String file = """
                - onException:
                    exception: [java.io.IOException]
                    handled: {constant: 'true'}
                    steps: [{to: 'kafka:dlq.orders'}, {to: 'kafka:orders.paid'}]
                """ + onTopic("- to: https://pay.example/charges");

        assertThat(rules(file)).containsExactly("fallback-pretends");
        assertThat(rules(file.replace(", {to: 'kafka:orders.paid'}", ""))).isEmpty();
    }

    private static String breaker(String fallback) {
        return """
                - circuitBreaker:
                    steps: [{to: 'https://pay.example/charges'}]
                    onFallback:
                      steps: %s
                """.formatted(fallback);
    }
}
