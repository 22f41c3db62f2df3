package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.routewright.route.Grant;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.apache.camel.ExchangePattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that cannot even be initialised throws no exception but an error, which is a failure like any other. */
class ThrownErrorTest {
    @TempDir
    Path files;

    private Bench bench;

    @BeforeEach
    void start() {
        bench = new Bench(files, Wide.PERMITTED);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @ParameterizedTest
    @Timeout(value = 8, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @ValueSource(
            strings = {
                "to: 'kafka:orders.x'",
                "wireTap: {uri: 'kafka:orders.x'}",
                "recipientList: {constant: 'kafka:orders.x'}",
                "enrich: {constant: 'kafka:orders.x'}",
                "multicast: {steps: [{to: 'kafka:orders.x'}]}",
                "multicast: {parallelProcessing: true, steps: [{to: 'kafka:orders.x'}]}",
                "split: {jsonpath: '$', stopOnException: true, steps: [{to: 'kafka:orders.x'}]}",
                "doTry: {steps: [{to: 'kafka:orders.x'}], doCatch: [{exception: [java.io.IOException], steps: [{stop: {}}]}]}",
            })
    void anErrorOfAProducerKeepsTheMessage(String step) throws Exception {
        var topics = new TreeSet<>(List.of("orders.in", "orders.x"));
        var grant = new Grant(
                List.of(new Grant.Entry("kafka", "", "orders.in")),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                topics,
                topics,
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(List.of("kafka")),
                new TreeSet<>(List.of("jsonpath")),
                new TreeSet<>());
        bench.onDelivery = () -> {
            throw new ExceptionInInitializerError("no client");
        };
        var cell = bench.play("x", """
                - route:
                    id: x
                    from:
                      uri: kafka:orders.in
                      steps:
                        - %s
                """.formatted(step), grant, "kafka");

        var route = cell.context().getRoutes().get(0);
        var exchange = route.getEndpoint().createExchange(ExchangePattern.InOnly);
        exchange.getExchangeExtension().setFromRouteId(route.getId());
        exchange.getExchangeExtension().setFromEndpoint(route.getEndpoint());
        exchange.getMessage().setBody("{}");
        route.getProcessor().process(exchange);

        await().until(() -> cell.custody().inFlight() == 0);
        assertThat(bench.kept).isNotEmpty();
        cell.stop();
    }
}
