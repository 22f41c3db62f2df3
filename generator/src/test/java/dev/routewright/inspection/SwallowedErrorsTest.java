package dev.routewright.inspection;

import static dev.routewright.inspection.Fragile.findings;
import static dev.routewright.inspection.Fragile.onRequest;
import static dev.routewright.inspection.Fragile.onTopic;
import static dev.routewright.inspection.Fragile.route;
import static dev.routewright.inspection.Fragile.rules;
import static dev.routewright.route.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SwallowedErrorsTest {
    private static final String PAY = "[{to: 'https://pay.example/charges'}]";
    private static final String SHOP = "[{to: 'https://shop.example/stock'}]";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{log: failed}]",
                "[{to: 'log:failed'}]",
                "[{setHeader: {name: failed, constant: 'yes'}}, {stop: {}}]",
                "[{choice: {when: [{simple: '${header.a}', steps: [{log: a}]}], otherwise: {steps: [{log: b}]}}}]",
                "[{filter: {simple: '${header.a}', steps: [{log: a}]}}]",
                "[{kamelet: {name: log-action, parameters: {loggerName: failed}}}]",
                "[{setHeader: {name: CamelHttpResponseCode, constant: '200'}}]",
            })
    void aCatchThatOnlyLogsForgetsTheFailure(String steps) {
        assertThat(rules(onRequest(tried(SHOP, "java.lang.Exception", steps)))).containsExactly("error-swallowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{to: 'kafka:orders.failed'}]",
                "[{setBody: {constant: 'unknown'}}]",
                "[{setHeader: {name: CamelHttpResponseCode, constant: '503'}}]",
                "[{throwException: {exceptionType: java.lang.IllegalStateException, message: failed}}]",
                "[{filter: {simple: '${header.a}', steps: [{to: 'kafka:orders.failed'}]}}]",
            })
    void aCatchThatAnswersDeliversOrThrowsIsSound(String steps) {
        assertThat(rules(onRequest(tried(SHOP, "java.lang.Exception", steps)))).isEmpty();
    }

    @Test
    void aFailureNotedInAVariableThatLaterStepsReadIsNotForgotten() {
        String noted = "[{setVariable: {name: rating, constant: none}}]";
        String answer = "- setBody: {simple: '${variable.rating}'}";

        assertThat(rules(onRequest(tried(SHOP, "java.lang.Exception", noted) + "\n" + answer)))
                .isEmpty();
        assertThat(rules(onRequest(tried(SHOP, "java.lang.Exception", noted))))
                .as("nobody reads it")
                .containsExactly("error-swallowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{setBody: {constant: 'the payment was refused'}}]",
                "[{setVariable: {name: result, constant: PAYMENT_FAILED}}]",
            })
    void aCallerWhoIsToldInWordsThatPaymentFailedIsNotDeceived(String steps) {
        String answer = "- setBody: {simple: '${variable.result}'}";

        assertThat(rules(onRequest(tried(PAY, "java.lang.Exception", steps) + "\n" + answer)))
                .isEmpty();
    }

    @Test
    void aStatusInJqTellsThatPaymentFailedWhenEachOfItsBranchesDoes() {
        String paid = """
                doTry:
                  steps: [{to: 'kamelet:payment-charge'}]
                  doCatch:
                    - exception: [java.lang.Exception]
                      steps:
                        - setHeader: {name: CamelHttpResponseCode, jq: 'if variable("failure").refused then %s else 503 end'}
                """;

        assertThat(Routes.rulesOnStep(paid.formatted("402"))).isEmpty();
        assertThat(Routes.rulesOnStep(paid.formatted("200")))
                .containsExactlyInAnyOrder("money-failure-swallowed", "fallback-pretends");
    }

    @Test
    void whoNamesOneKindOfFailureMayLogIt() {
        assertThat(rules(onTopic(tried(SHOP, "org.apache.camel.ValidationException", "[{log: left out}]"))))
                .isEmpty();
        assertThat(rules(onTopic(tried(SHOP, "org.apache.camel.ValidationException", "[]"))))
                .as("not even a line in the log")
                .containsExactly("error-swallowed");
        assertThat(rules(onTopic(tried(PAY, "java.io.IOException", "[{log: left out}]"))))
                .as("money is never left out")
                .containsExactly("error-swallowed");
    }

    @Test
    void aHandlerOfTheFileForgetsAsWell() {
        String handler = """
                - onException:
                    exception: [java.lang.Exception]
                    handled: {constant: '%s'}
                    steps: [{log: failed}]
                """;

        assertThat(rules(handler.formatted("true") + onTopic("- to: https://shop.example/stock")))
                .containsExactly("error-swallowed");
        assertThat(rules(handler.formatted("false") + onTopic("- to: https://shop.example/stock")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{setBody: {constant: 'we will see'}}]",
                "[{to: 'kafka:orders.statistics'}]",
                "[{to: 'https://shop.example/mail'}]",
                "[{setHeader: {name: CamelHttpResponseCode, constant: '202'}}, {setBody: {constant: thanks}}]",
                "[{filter: {simple: '${header.a}', steps: [{to: 'kafka:dlq.orders'}]}}, {setBody: {constant: x}}]",
                "[{setBody: {constant: x}}, {stop: {}}, {to: 'kafka:dlq.orders'}]",
                "[{setBody: {constant: 'a payment'}}, {to: 'kafka:dlq.orders'}]",
                "[{setBody: {constant: x}}, {to: 'direct:note'}]",
                "[{setHeader: {name: CamelHttpResponseCode, constant: '502'}},"
                        + " {setHeader: {name: CamelHttpResponseCode, constant: '200'}}, {setBody: {constant: x}}]",
            })
    void whereMoneyIsMovedTheMessageIsKeptOrTheCallerToldOfTheFailure(String steps) {
        assertThat(rules(onRequest(tried(PAY, "java.io.IOException", steps))
                        + route("direct:note", "- log: noted").replace("id: order", "id: note")))
                .contains("money-failure-swallowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{to: 'kafka:dlq.orders'}]",
                "[{log: failed}, {to: 'file:failed'}]",
                "[{to: 'direct:keep'}]",
                "[{to: 'kamelet:notify-sendMessage'}]",
                "[{setBody: {constant: x}}, {setHeader: {name: CamelHttpResponseCode, constant: '502'}}]",
                "[{setHeaders: {headers: [{name: CamelHttpResponseCode, constant: '502'}]}}, {setBody: {constant: x}}]",
                "[{throwException: {exceptionType: java.lang.IllegalStateException, message: failed}}]",
                "[{choice: {when: [{simple: '${header.a}', steps: [{to: 'kafka:dlq.a'}]}],"
                        + " otherwise: {steps: [{to: 'kafka:dlq.b'}]}}}]",
            })
    void aFailedPaymentThatIsKeptOrToldIsSound(String steps) {
        assertThat(rules(onRequest(tried(PAY, "java.io.IOException", steps))
                        + route("direct:keep", "- to: https://shop.example/release")
                                .replace("id: order", "id: keep")))
                .isEmpty();
    }

    @Test
    void nobodyReadsTheStatusOfATopicsMessage() {
        String told = tried(
                PAY,
                "java.lang.Exception",
                "[{setBody: {constant: x}}, {setHeader: {name: CamelHttpResponseCode, constant: '502'}}]");

        assertThat(findings(onTopic(told)))
                .containsExactly(new Finding(
                        "money-failure-swallowed",
                        WARNING,
                        9,
                        17,
                        "order",
                        "When the call of `https://pay.example/charges` fails, the failure is caught, but the message is"
                                + " neither kept for later nor is a caller told that it failed.",
                        "Inside the handler send the message to a dead-letter topic or another route, answer with a"
                                + " status of 400 or more, or throw it again."));
    }

    @Test
    void thePaymentMayLieInAnotherRouteOfTheFile() {
        String file = onTopic(tried("[{to: 'direct:pay'}]", "java.io.IOException", "[{setBody: {constant: x}}]"))
                + route("direct:pay", "- to: https://pay.example/charges").replace("id: order", "id: pay");

        assertThat(rules(file)).containsExactly("money-failure-swallowed");
        assertThat(rules(file.replace("pay.example", "shop.example"))).isEmpty();
    }

    @Test
    void aFailureBehindATapDoesNotComeBackIntoTheTry() {
        assertThat(rules(onTopic(tried(
                                "[{wireTap: {uri: 'https://shop.example/a'}}, {wireTap: {uri: 'direct:pay'}}]",
                                "java.io.IOException",
                                "[{setBody: {constant: x}}]"))
                        + route("direct:pay", "- to: https://pay.example/charges")
                                .replace("id: order", "id: pay")))
                .containsExactly("money-at-risk");
    }

    @Test
    void continuedGoesOnAsIfTheMoneyHadMoved() {
        String file = """
                - onException:
                    exception: [java.io.IOException]
                    continued: {expression: {constant: 'true'}}
                    steps: [{to: 'kafka:dlq.orders'}]
                """ + onTopic("- to: https://pay.example/charges");

        assertThat(findings(file)).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("money-failure-swallowed");
            assertThat(finding.line()).isEqualTo(3);
            assertThat(finding.problem())
                    .isEqualTo("With `continued` a message goes on behind the step that failed, as if its money had"
                            + " moved.");
        });
        assertThat(rules(file.replace("'true'", "'false'"))).isEmpty();
        assertThat(rules(file.replace("pay.example", "shop.example"))).isEmpty();
        assertThat(rules(file.replace("pay.example", "shop.example").replace("{to: 'kafka:dlq.orders'}", "{log: x}")))
                .containsExactly("error-swallowed");
    }

    @Test
    void aMessageReadFromATopicAboutMoneyIsAtRiskInEveryStep() {
        String file = """
                - onException:
                    exception: [java.lang.Exception]
                    handled: {constant: 'true'}
                    steps: [{setBody: {constant: x}}]
                """ + route("kafka:orders.approved", "- to: https://shop.example/stock");

        assertThat(rules(file)).containsExactly("money-failure-swallowed");
        assertThat(rules(file.replace("{setBody: {constant: x}}", "{to: 'kafka:dlq.orders'}")))
                .isEmpty();
    }

    private static String tried(String steps, String exception, String handler) {
        return """
                - doTry:
                    steps: %s
                    doCatch:
                      - exception:
                          - %s
                        steps: %s
                """.formatted(steps, exception, handler);
    }
}
