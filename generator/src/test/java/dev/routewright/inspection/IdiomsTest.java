package dev.routewright.inspection;

import static dev.routewright.inspection.Routes.INSPECTOR;
import static dev.routewright.inspection.Routes.SERVICES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Grant;
import dev.routewright.route.Grant.Entry;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the drafters write must pass, and its grant must say what it touches. */
class IdiomsTest {
    private static final String ORDER = """
            - route:
                id: order
                description: 当用户下单时，检查库存
                from:
                  uri: platform-http:/orders
                  parameters: {httpMethodRestrict: POST}
                  steps:
                    - setVariable: {id: message, name: message, expression: {jq: {expression: "."}}}
                    - setVariable:
                        id: check-stock-input
                        name: check-stock-input
                        expression: {jq: {expression: '{sku: ({"a b": variable("message").lines[0].sku}."a b" // .sku)}'}}
                    - doTry:
                        id: check-stock-try
                        steps:
                          - to:
                              id: check-stock
                              uri: kamelet:inventory-getStock
                              parameters: {retries: 3, retryDelay: 500, backoff: 1, callTimeout: 2000}
                              variableSend: check-stock-input
                              variableReceive: stock
                        doCatch:
                          - id: check-stock-failed
                            exception: [java.lang.Exception]
                            steps:
                              - log: {id: say, message: "stock of ${header.sku} unknown: ${exception.message}"}
                              - throwException:
                                  id: check-stock-rethrow
                                  exceptionType: java.lang.IllegalStateException
                                  message: "${exception.message}"
                    - choice:
                        id: enough
                        when:
                          - id: enough-1
                            expression: {jq: {expression: 'variable("stock").available >= .quantity and .quantity > 0'}}
                            steps:
                              - multicast:
                                  id: both
                                  parallelProcessing: true
                                  stopOnException: true
                                  aggregationStrategy: "#routewright.keepReplies"
                                  steps:
                                    - pipeline:
                                        id: both-1
                                        steps:
                                          - to: {id: pay, uri: "kamelet:payment-charge", variableSend: a, variableReceive: b}
                                    - pipeline:
                                        id: both-2
                                        steps:
                                          - to: {id: tell, uri: "kamelet:notify-sendMessage", variableSend: c, variableReceive: d}
                              - setHeader: {id: key, name: kafka.KEY, expression: {jq: {expression: .orderId, resultType: String}}}
                              - to: {id: publish, uri: "kafka:orders.paid"}
                              - to:
                                  id: write
                                  uri: file:out/invoices
                                  parameters: {fileName: "order-${date:now:yyyyMMddHHmmssSSS}-${exchangeId}.json"}
                        otherwise:
                          id: enough-otherwise
                          steps:
                            - split:
                                id: each
                                expression: {jq: {expression: ".lines"}}
                                stopOnException: true
                                steps:
                                  - setVariable: {id: item, name: item, expression: {jq: {expression: "."}}}
                                  - filter:
                                      id: only-large
                                      jq: 'variable("item").quantity > 5'
                                      steps:
                                        - delay: {id: pause, expression: {constant: {expression: "1500"}}}
                    - setHeader: {id: status, name: CamelHttpResponseCode, expression: {constant: {expression: "200"}}}
                    - setHeader: {id: type, name: Content-Type, expression: {constant: {expression: application/json}}}
                    - setBody: {id: answer, expression: {jq: {expression: '{orderId: .orderId, stock: variable("stock")}'}}}
                    - setVariables: {id: more, variables: [{name: x, constant: "1"}, {name: y, jq: .a}]}
                    - wireTap: {id: copy, uri: "kamelet:notify-sendMessage"}
                    - stop: {id: end}
            """;

    @Test
    void everythingTheDraftersWriteIsAcceptedWithoutAWord() {
        assertThat(INSPECTOR.inspect(ORDER, SERVICES).findings()).isEmpty();
    }

    @Test
    void theGrantSaysWhatTheRouteTouches() {
        assertThat(INSPECTOR.inspect(ORDER, SERVICES).grant())
                .isEqualTo(new Grant(
                        List.of(new Entry("http", "POST", "/orders")),
                        sorted("inventory.getStock", "notify.sendMessage", "payment.charge"),
                        sorted(),
                        sorted(),
                        sorted(),
                        sorted("orders.paid"),
                        sorted(),
                        sorted("out/invoices"),
                        sorted("file", "kafka", "kamelet", "platform-http"),
                        sorted("constant", "jq", "simple"),
                        sorted()));
    }

    @Test
    void everyTriggerBecomesAnEntry() {
        assertThat(entryOf("timer:tick", "{period: 5m}")).isEqualTo(new Entry("timer", "", "300000"));
        assertThat(entryOf("quartz:report", "{cron: \"0 0 8 * * ?\"}")).isEqualTo(new Entry("cron", "", "0 0 8 * * ?"));
        assertThat(entryOf("file:in/prices", "{include: '.*[.]csv'}")).isEqualTo(new Entry("file", "", "in/prices"));
        assertThat(entryOf("kafka:telemetry.raw", "{}")).isEqualTo(new Entry("kafka", "", "telemetry.raw"));
        assertThat(entryOf("kafka", "{topic: telemetry.raw}")).isEqualTo(new Entry("kafka", "", "telemetry.raw"));
        assertThat(entryOf("platform-http:/orders/{orderId}", "{httpMethodRestrict: GET}"))
                .isEqualTo(new Entry("http", "GET", "/orders/{orderId}"));
    }

    private static Entry entryOf(String uri, String parameters) {
        var inspection = INSPECTOR.inspect("""
                - route:
                    id: order
                    from:
                      uri: "%s"
                      parameters: %s
                      steps: [{log: {message: hello}}]
                """.formatted(uri, parameters), SERVICES);
        assertThat(inspection.findings()).isEmpty();
        return inspection.grant().entries().get(0);
    }

    private static TreeSet<String> sorted(String... names) {
        return new TreeSet<>(Set.of(names));
    }
}
