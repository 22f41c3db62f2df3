package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Grant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where Camel would only log a failure, the message is kept. */
class PromisesTest {
    private static final String FAILS =
            "throwException: {exceptionType: java.lang.IllegalStateException, message: \"no luck\"}";

    @TempDir
    Path files;

    private Bench bench;
    private Cell cell;

    @BeforeEach
    void start() {
        bench = new Bench(files, Wide.PERMITTED);
    }

    @AfterEach
    void stop() {
        if (cell != null) cell.stop();
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wireTap: {uri: 'direct:fails'}",
                "wireTap: {uri: 'direct:fails', copy: false}",
                "wireTap: {uri: 'seda:fails-later'}",
                "to: {uri: 'seda:fails-later'}",
                "resequence: {expression: {constant: a}, batchConfig: {batchSize: 1, batchTimeout: 10}, steps: [{to: {uri: 'direct:fails'}}]}",
                "aggregate: {correlationExpression: {constant: a}, aggregationStrategy: '#routewright.groupBodies', completionSize: 1, steps: [{to: {uri: 'direct:fails'}}]}",
            })
    void keepsAPartThatGoesOnByItselfAndFails(String step) throws Exception {
        load(step);

        assertThat(send("one").getException()).isNull();

        Awaitility.await().untilAsserted(() -> assertThat(bench.kept).hasSize(1));
        assertThat(bench.kept.get(0).cause()).contains("no luck");
        Awaitility.await().until(() -> cell.custody().inFlight() == 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "split: {tokenize: {token: ','}, steps: [{to: {uri: 'direct:fails'}}]}",
                "multicast: {steps: [{to: {uri: 'direct:fails'}}, {to: {uri: 'direct:works'}}]}",
                "recipientList: {constant: 'direct:fails,direct:works'}",
                "circuitBreaker: {steps: [{to: {uri: 'direct:fails'}}]}",
                "loadBalance: {roundRobinLoadBalancer: {}, steps: [{to: {uri: 'direct:fails'}}]}",
                "enrich: {constant: 'direct:fails', aggregationStrategy: '#routewright.mergeJson'}",
                "loop: {constant: 1, steps: [{to: {uri: 'direct:fails'}}]}",
            })
    void keepsTheMessageOnceWhenAPartOfItFails(String step) throws Exception {
        load(step);

        send("one,two");

        assertThat(bench.kept).hasSize(1);
        assertThat(bench.kept.get(0).cause()).contains("no luck");
        assertThat(new String(bench.kept.get(0).message().body())).isEqualTo("one,two");
    }

    @Test
    void keepsEachMessageOfAGroupThatFails() throws Exception {
        load("aggregate: {correlationExpression: {constant: a}, aggregationStrategy: '#routewright.useLatest',"
                + " completionSize: 2, steps: [{to: {uri: 'direct:fails'}}]}");

        send("one");
        assertThat(cell.custody().inFlight()).isEqualTo(1);
        send("two");

        Awaitility.await().untilAsserted(() -> assertThat(bench.kept)
                .extracting(k -> new String(k.message().body()))
                .containsExactlyInAnyOrder("one", "two"));
        Awaitility.await().until(() -> cell.custody().inFlight() == 0);
    }

    @Test
    void aGroupThatIsStillOpenWhenTheCellEndsGoesOnAsItIs() throws Exception {
        load("aggregate: {correlationExpression: {constant: a}, aggregationStrategy: '#routewright.groupBodies',"
                + " completionTimeout: 60000, steps: [{marshal: {json: {}}}, {to: {uri: 'kafka:orders'}}]}");
        cell.begin();
        send("one");

        cell.retire(Duration.ofSeconds(5));

        assertThat(bench.left).containsExactly("kafka:orders [\"one\"]");
        assertThat(bench.kept).isEmpty();
    }

    @Test
    void groupsMessages() throws Exception {
        load("aggregate: {correlationExpression: {constant: a}, aggregationStrategy: '#routewright.groupBodies',"
                + " completionSize: 2, steps: [{marshal: {json: {}}}, {to: {uri: 'kafka:orders'}}]}");

        send("one");
        send("two");

        Awaitility.await()
                .untilAsserted(() -> assertThat(bench.left).containsExactly("kafka:orders [\"one\",\"two\"]"));
        Awaitility.await().until(() -> cell.custody().inFlight() == 0);
        assertThat(bench.kept).isEmpty();
    }

    @Test
    void whatARouteHandlesItselfIsNotKept() throws Exception {
        load("""
                - onException:
                    exception: [java.lang.IllegalStateException]
                    handled: {constant: "true"}
                    steps: [{to: {uri: "kafka:dlq.orders"}}]
                """, "to: {uri: 'direct:fails'}");

        assertThat(send("one").getException()).isNull();

        assertThat(bench.left).containsExactly("kafka:dlq.orders one");
        assertThat(bench.kept).isEmpty();
    }

    @Test
    void aFailureOfTheHandlingItselfIsKept() throws Exception {
        load("""
                - onException:
                    exception: [java.lang.IllegalStateException]
                    handled: {constant: "true"}
                    steps: [{throwException: {exceptionType: java.lang.IllegalArgumentException, message: "worse"}}]
                """, "to: {uri: 'direct:fails'}");

        send("one");

        assertThat(bench.kept).hasSize(1);
    }

    @Test
    void deliversToADeadLetterEndpointAndKeepsWhatThatDoesNotTake() throws Exception {
        load("- errorHandler: {deadLetterChannel: {deadLetterUri: 'direct:dead'}}\n", "to: {uri: 'direct:fails'}");

        send("one");

        assertThat(bench.left).containsExactly("kafka:dlq.orders one");
        assertThat(bench.kept).isEmpty();
        cell.stop();
        bench.left.clear();

        load("- errorHandler: {deadLetterChannel: {deadLetterUri: 'direct:fails'}}\n", "to: {uri: 'direct:fails'}");
        send("two");

        assertThat(bench.kept).hasSize(1);
    }

    @Test
    void triesAgainAsOftenAsTheRouteSays() throws Exception {
        load("""
                - onException:
                    exception: [java.lang.Exception]
                    redeliveryPolicy: {maximumRedeliveries: 2, redeliveryDelay: 1}
                """, "to: {uri: 'direct:fails'}");

        send("one");

        assertThat(bench.kept).hasSize(1);
    }

    @Test
    void keepsWhatFailsAfterwards() throws Exception {
        load("- onCompletion: {steps: [{%s}]}\n".formatted(FAILS), "setBody: {constant: done}");

        send("one");

        Awaitility.await().untilAsserted(() -> assertThat(bench.kept).hasSize(1));
        assertThat(bench.kept.get(0).cause()).contains("no luck");
    }

    @Test
    void letsAMessageThroughOnce() throws Exception {
        load("idempotentConsumer: {header: id, idempotentRepository: '#routewright.idempotentOrders',"
                + " steps: [{to: {uri: 'kafka:orders'}}]}");

        send("one");
        send("one");

        assertThat(bench.left).containsExactly("kafka:orders one");
    }

    private void load(String step) throws Exception {
        load("", step);
    }

    private void load(String before, String step) throws Exception {
        cell = bench.play("x", before + """
                - route:
                    id: x
                    from:
                      uri: timer:x
                      parameters: {period: 60000}
                      steps:
                        - %s
                - route: {id: fails, from: {uri: "direct:fails", steps: [{%s}]}}
                - route: {id: fails-later, from: {uri: "seda:fails-later", steps: [{%s}]}}
                - route: {id: works, from: {uri: "direct:works", steps: [{log: x}]}}
                - route: {id: dead, from: {uri: "direct:dead", steps: [{to: {uri: "kafka:dlq.orders"}}]}}
                """.formatted(step, FAILS, FAILS), grant(), "kafka", "timer");
    }

    private Exchange send(String body) {
        var route = cell.context().getRoute("x");
        var exchange = route.getEndpoint().createExchange(ExchangePattern.InOnly);
        exchange.getExchangeExtension().setFromRouteId("x");
        exchange.getExchangeExtension().setFromEndpoint(route.getEndpoint());
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeaders(new java.util.HashMap<>(Map.of("id", "7")));
        try {
            route.getProcessor().process(exchange);
        } catch (Exception failed) {
            exchange.setException(failed);
        }
        return exchange;
    }

    private static Grant grant() {
        return new Grant(
                List.of(new Grant.Entry("timer", "", "60000")),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(Set.of("orders", "dlq.orders")),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(Set.of("timer", "direct", "seda", "kafka", "log")),
                new TreeSet<>(Wide.PERMITTED.languages()),
                new TreeSet<>(Set.of("json")));
    }
}
