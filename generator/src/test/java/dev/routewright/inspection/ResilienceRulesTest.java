package dev.routewright.inspection;

import static dev.routewright.inspection.Fragile.onRequest;
import static dev.routewright.inspection.Fragile.onTopic;
import static dev.routewright.inspection.Fragile.route;
import static dev.routewright.inspection.Fragile.rules;
import static dev.routewright.inspection.Fragile.warnings;
import static dev.routewright.inspection.Routes.INSPECTOR;
import static dev.routewright.inspection.Routes.SERVICES;
import static dev.routewright.inspection.Routes.aRouteWith;
import static dev.routewright.route.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fragile habit beside its sound twin. */
class ResilienceRulesTest {

    @Test
    void aFailureThatIsOnlyLoggedIsAWarningAndStillAccepted() {
        var inspection = INSPECTOR.inspect(aRouteWith("""
                        doTry:
                          steps: [{to: "kamelet:inventory-getStock"}]
                          doCatch:
                            - exception: [java.lang.Exception]
                              steps: [{log: {message: "failed"}}]
                        """), SERVICES);

        assertThat(inspection.accepted()).isTrue();
        assertThat(inspection.findings())
                .containsExactly(new Finding(
                        "error-swallowed",
                        WARNING,
                        10,
                        17,
                        "order",
                        "The failure is caught and neither answered, delivered nor thrown again.",
                        "Answer, deliver or rethrow inside the catch, so that the message is not lost."));
    }

    @Test
    void aCallWithoutAFailurePathIsFineBecauseTheRuntimeKeepsDeadLetters() {
        assertThat(INSPECTOR
                        .inspect(aRouteWith("to: 'kamelet:inventory-getStock'"), SERVICES)
                        .findings())
                .isEmpty();
    }

    @Test
    void theErrorHandlerIsNotSwitchedOff() {
        String call = onTopic("- to: https://shop.example/stock");
        String own = call.replace("    id: order\n", "    id: order\n    errorHandler: {noErrorHandler: {}}\n");

        assertThat(warnings(own)).containsExactly("error-handler-off 3 order");
        assertThat(warnings("- errorHandler: {noErrorHandler: {}}\n" + call))
                .containsExactly("error-handler-off 1 null");
        assertThat(rules(own.replace("noErrorHandler", "defaultErrorHandler"))).isEmpty();
    }

    /** The section is then an error as well, but its name alone would not say what is wrong with it. */
    @Test
    void aPolicyThatKnowsNoErrorHandlersStillNamesTheProblem() {
        var findings = INSPECTOR.inspect("- errorHandler: {noErrorHandler: {}}\n" + aRouteWith("stop: {}"), SERVICES);

        assertThat(findings.findings()).extracting("rule").contains("error-handler-off", "step-not-allowed");
    }

    @Test
    void aBreakerHasAFallback() {
        String breaker = "- circuitBreaker: {steps: [{to: 'https://shop.example/stock'}]%s}";

        assertThat(rules(onTopic(breaker.formatted("")))).containsExactly("fallback-missing");
        assertThat(rules(onTopic(breaker.formatted(", onFallback: {steps: []}"))))
                .containsExactly("fallback-missing");
        assertThat(rules(onTopic(breaker.formatted(", onFallback: {steps: [{setBody: {constant: x}}]}"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- to: 'https://shop.example/stock?responseTimeout=0'",
                "- to: {uri: 'https://shop.example/stock', parameters: {connect-timeout: -1}}",
                "- to: 'seda:x?timeout=-1'",
                "- circuitBreaker: {resilience4jConfiguration: {timeoutDuration: 0},"
                        + " steps: [{to: 'https://shop.example/a'}], onFallback: {steps: [{setBody: {constant: x}}]}}",
                "- circuitBreaker: {resilience4jConfiguration: {timeoutEnabled: false},"
                        + " steps: [{to: 'https://shop.example/a'}], onFallback: {steps: [{setBody: {constant: x}}]}}",
            })
    void timeLimitsAreNotSwitchedOff(String step) {
        assertThat(rules(onRequest(step) + route("seda:x", "- log: x").replace("id: order", "id: work")))
                .containsExactly("time-limit-off");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- to: 'https://shop.example/stock?responseTimeout=5000'",
                "- to: 'https://shop.example/stock'",
                "- circuitBreaker: {resilience4jConfiguration: {timeoutEnabled: false},"
                        + " steps: [{to: 'https://shop.example/a?responseTimeout=500'}],"
                        + " onFallback: {steps: [{setBody: {constant: x}}]}}",
                "- circuitBreaker: {resilience4jConfiguration: {timeoutEnabled: true, timeoutDuration: 500},"
                        + " steps: [{to: 'https://shop.example/a'}], onFallback: {steps: [{setBody: {constant: x}}]}}",
            })
    void timeLimitsOfAnyLengthAreSound(String step) {
        assertThat(rules(onRequest(step))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"throwExceptionOnFailure=false", "okStatusCodeRange=200-599", "okStatusCodeRange=200,404"})
    void aFailedAnswerIsNotTakenForSuccess(String option) {
        assertThat(rules(onTopic("- to: 'https://shop.example/stock?" + option + "'")))
                .containsExactly("failed-answer-taken");
    }

    @Test
    void aTopicsMessageIsSafeBeforeItCountsAsSent() {
        assertThat(rules(onTopic("- to: 'kafka:orders.done?requestRequiredAcks=1'")))
                .containsExactly("acknowledgement-off");
        assertThat(rules(onTopic("- to: 'kafka:orders.done?requestRequiredAcks=all'")))
                .isEmpty();
    }

    @Test
    void aQueueDropsNothing() {
        String file = onRequest("- to: 'seda:work?discardWhenFull=true'")
                + route("'seda:work?purgeWhenStopping=true'", "- to: kafka:orders.done")
                        .replace("id: order", "id: work");

        assertThat(warnings(file)).containsExactly("queue-drops 6 order", "queue-drops 10 work");
        assertThat(rules(file.replace("=true", "=false"))).isEmpty();
        assertThat(rules(onRequest("- to: 'direct:elsewhere?failIfNoConsumers=false'")))
                .contains("queue-drops");
        assertThat(rules(onTopic("""
                - aggregate:
                    correlationExpression: {header: customer}
                    completionTimeout: 1000
                    discardOnCompletionTimeout: true
                    steps: [{to: 'kafka:orders.done'}]
                """))).containsExactly("queue-drops");
    }

    @Test
    void deadLettersAreKept() {
        String file = """
                - errorHandler: {deadLetterChannel: {deadLetterUri: '%s'}}
                """
                + onTopic("- to: https://shop.example/stock")
                + route("direct:dead", "- log: dead").replace("id: order", "id: dead")
                + route("direct:kept", "- to: kafka:dlq.orders").replace("id: order", "id: kept");

        assertThat(rules(file.formatted("log:dead"))).containsExactly("dead-letter-lost");
        assertThat(rules(file.formatted("direct:dead"))).containsExactly("dead-letter-lost");
        assertThat(rules(file.formatted("direct:kept"))).isEmpty();
        assertThat(rules(file.formatted("kafka:dlq.orders"))).isEmpty();
    }

    @Test
    void aFileIsReadWhenItIsComplete() {
        assertThat(rules(route("file:in", "- to: kafka:orders.new"))).containsExactly("file-half-written");
        assertThat(rules(route("'file:in?readLock=none'", "- to: kafka:orders.new")))
                .containsExactly("file-half-written");
        assertThat(rules(route("'file:in?readLock=changed'", "- to: kafka:orders.new")))
                .isEmpty();
        assertThat(rules(route("'file:in?doneFileName=done'", "- to: kafka:orders.new")))
                .isEmpty();
        assertThat(rules(route("'file:in?noop=true'", "- to: kafka:orders.new")))
                .isEmpty();
        assertThat(INSPECTOR
                        .inspect(
                                aRouteWith("stop: {}")
                                        .replace("platform-http:/orders", "file:in")
                                        .replace("      parameters: {httpMethodRestrict: POST}\n", ""),
                                SERVICES)
                        .findings())
                .as("the runtime locks the files itself")
                .isEmpty();
    }

    @Test
    void anEntryTakesMessagesInTheOrderTheyCame() {
        assertThat(rules(route("'kafka:orders.new?groupId=a&seekTo=END'", "- to: kafka:orders.done")))
                .containsExactly("messages-skipped");
        assertThat(rules(route("'kafka:orders.new?groupId=a&seekTo=beginning'", "- to: kafka:orders.done")))
                .isEmpty();
    }

    @Test
    void aMessageIsNotDoneWhileItWaitsInMemory() {
        String file = onTopic("- to: seda:work")
                + route("seda:work", "- to: kafka:orders.done").replace("id: order", "id: work");

        assertThat(warnings(file)).containsExactly("done-too-early 6 order");
        assertThat(rules(file.replace("to: seda:work", "to: 'seda:work?waitForTaskToComplete=Always'")))
                .isEmpty();
        assertThat(rules(file.replace("seda:", "direct:"))).isEmpty();
        assertThat(rules(file.replace("kafka:orders.new", "'platform-http:/a?httpMethodRestrict=POST'")))
                .isEmpty();
    }

    @Test
    void aRouteThatOthersNeedIsStarted() {
        String file = onTopic("- to: direct:work")
                + route("direct:work", "- to: kafka:orders.done")
                        .replace("id: order\n", "id: work\n    autoStartup: false\n");

        assertThat(warnings(file)).containsExactly("route-not-started 9 work");
        assertThat(rules(file.replace("autoStartup: false", "autoStartup: true")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "simple: '${exchangeId}'",
                "simple: '${header.orderId}-${uuid}'",
                "simple: '${date:now:yyyyMMdd}'",
                "simple: order",
                "constant: order",
                "header: eventKey",
                "simple: '${header.eventKey}'",
                "header: kafka.OFFSET",
                "header: orderId, removeOnFailure: false",
            })
    void duplicatesAreToldByTheBusinessAndMayComeAgain(String key) {
        assertThat(rules(onTopic(duplicates(key)))).containsExactly("duplicate-mistaken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "header: orderId",
                "simple: '${header.orderId}-${date:now:yyyyMMdd}'",
                "jsonpath: '$.orderId'",
                "header: orderId, removeOnFailure: true",
            })
    void aKeyOfTheBusinessIsSound(String key) {
        assertThat(rules(onTopic(duplicates(key)))).isEmpty();
    }

    private static String duplicates(String key) {
        return """
                - setHeader: {name: eventKey, simple: '${uuid}'}
                - idempotentConsumer: {idempotentRepository: '#seen', %s, steps: [{to: 'kafka:orders.done'}]}
                """.formatted(key);
    }

    @Test
    void optionsOfAnEnrichingCallAreNotApplied() {
        assertThat(rules(onTopic("- enrich: {constant: 'https://shop.example/stock?responseTimeout=500'}")))
                .containsExactly("option-not-applied");
        assertThat(rules(onTopic("- enrich: {constant: 'https://shop.example/stock?sku=1'}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- to: 'https://pay.example/charges?currency=EUR'",
                "[{setBody: {jsonpath: '$.order'}}, {to: 'https://shop.example/orders?a=1'}, {to: 'kafka:orders.done'}]",
                "- to: 'https://shop.example/orders?a=1'",
                "[{setHeader: {name: CamelHttpMethod, constant: POST}}, {removeHeaders: '*'},"
                        + " {to: 'https://shop.example/orders?a=1'}]",
            })
    void aBodyIsNotDroppedForAQueryString(String steps) {
        assertThat(rules(onTopic(steps))).containsExactly("body-not-sent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{setHeader: {name: CamelHttpMethod, constant: POST}}, {to: 'https://pay.example/charges?a=1'}]",
                "[{setHeader: {name: CamelHttpMethod, constant: GET}}, {to: 'https://shop.example/stock?a=1'}]",
                "- enrich: {constant: 'https://shop.example/stock?a=1'}",
                "[{setBody: {jsonpath: '$.order'}}, {to: 'https://shop.example/orders?responseTimeout=500'}]",
                "[{setHeader: {name: CamelHttpMethod, constant: POST}}, {removeHeaders: {pattern: '*',"
                        + " excludePattern: 'CamelHttp*|X-Id'}}, {to: 'https://shop.example/orders?a=1'}]",
            })
    void whoSaysHowToCallIsSound(String steps) {
        assertThat(rules(onTopic(steps))).isEmpty();
    }

    @Test
    void aClockHasNoBodyToLose() {
        String step = "- to: 'https://shop.example/orders?a=1'";

        assertThat(rules(route("'timer:t?period=60000'", step))).isEmpty();
        assertThat(rules(route("'timer:t?period=60000'", "- setBody: {constant: x}\n" + step)))
                .containsExactly("body-not-sent");
    }

    @Test
    void aRouteWrittenInItsShortFormIsReadAsWell() {
        assertThat(rules("- from: {uri: 'kafka:orders.new', steps: [{wireTap: {uri: 'https://pay.example/a'}}]}\n"))
                .containsExactly("money-at-risk");
    }
}
