package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.rehearsal.Stage;
import dev.routewright.rehearsal.Stage.Reaction;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence.Answer;
import dev.routewright.route.Evidence.Delivery;
import dev.routewright.route.Grant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String NIGHTLY = """
            - route:
                id: nightly
                from:
                  uri: %s
                  steps:
                    - setVariable: {id: in, name: look-input, jq: {expression: '{sku: "A"}'}}
                    - to: {id: look, uri: "kamelet:stock-getStock", variableSend: look-input, variableReceive: stock}
                    - delay: {id: wait, constant: {expression: "600000"}}
                    - setBody: {id: text, jq: {expression: 'variable("stock")'}}
                    - to: {id: write, uri: "file:out", parameters: {fileName: "stock.json"}}
                    - to: {id: publish, uri: "kafka:stock"}
            """;

    private static final String PARALLEL = """
            - route:
                id: order
                from:
                  uri: platform-http:/orders
                  parameters: {httpMethodRestrict: POST}
                  steps:
                    - setVariable: {id: in, name: in, jq: {expression: '{sku: .sku}'}}
                    - multicast:
                        id: both
                        parallelProcessing: true
                        stopOnException: true
                        aggregationStrategy: "#routewright.keepReplies"
                        steps:
                          - pipeline:
                              id: one
                              steps:
                                - to: {id: look, uri: "kamelet:stock-getStock", variableSend: in, variableReceive: stock}
                          - pipeline:
                              id: two
                              steps:
                                - to: {id: keep, uri: "kamelet:stock-reserve", variableSend: in, variableReceive: kept}
                                - to: {id: more, uri: "kamelet:stock-reserve", variableSend: in, variableReceive: kept}
            """;
    private static final String LATER = """
            - route:
                id: order
                from:
                  uri: platform-http:/orders
                  parameters: {httpMethodRestrict: POST}
                  steps:
                    - setVariable: {id: in, name: in, jq: {expression: '{sku: .sku}'}}
                    - wireTap: {id: hand-over, uri: "direct:later"}
                    - setBody: {id: taken, jq: {expression: '{taken: true}'}}
            - route:
                id: later
                from:
                  uri: direct:later
                  steps:
                    - loop:
                        id: often
                        constant: {expression: "20"}
                        steps:
                          - delay: {id: wait, constant: {expression: "2000"}}
                    - to: {id: look, uri: "kamelet:stock-getStock", variableSend: in, variableReceive: stock}
            """;
    private static final String ORDER = "{\"sku\":\"A\",\"quantity\":2}";

    @TempDir
    Path files;

    Runtime runtime;

    @BeforeEach
    void start() {
        runtime = new Runtime(files);
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void answersFromStandInsWithTheCodeOfLiveCalls() {
        var seen = new CopyOnWriteArrayList<String>();
        try (var stage = runtime.stage.open(
                order(), Runtime.httpGrant("POST", "/orders", "stock.getStock"), (operation, input) -> {
                    seen.add(operation + " " + input);
                    return new Reaction.Replies(200, "{\"available\":3}");
                })) {
            var answer = stage.deliver("{\"sku\":\"A\",\"quantity\":2}", Map.of(), LIMIT);

            assertThat(answer).isEqualTo(new Answer(200, "application/json", "{\"ordered\":\"A\",\"left\":3}"));
            assertThat(seen).containsExactly("stock.getStock {\"sku\":\"A\"}");
            assertThat(stage.deadLetters()).isEmpty();
        }
    }

    @Test
    void waitsForWhatWaitsForItsTime() {
        var seen = new CopyOnWriteArrayList<String>();
        var draft = new Draft("order", LATER, null, List.of());
        try (var stage = runtime.stage.open(
                draft, Runtime.httpGrant("POST", "/orders", "stock.getStock"), (operation, input) -> {
                    seen.add(operation);
                    return new Reaction.Replies(200, "{\"available\":3}");
                })) {
            stage.deliver(ORDER, Map.of(), LIMIT);

            assertThat(seen).containsExactly("stock.getStock");
        }
    }

    @Test
    void everyFaultEndsInTheDeadLetters() {
        var faults = Map.of(
                "[stock.getStock] The stand-in does not accept connections. 2 attempts were made.",
                new Reaction.Refuses(),
                "[stock.getStock] The name of the stand-in is not known. 2 attempts were made.",
                new Reaction.Unknown(),
                "[stock.getStock] The stand-in gave no whole answer within 3000 ms. 2 attempts were made.",
                new Reaction.Hangs(),
                "[stock.getStock] The stand-in answered with status 500. 2 attempts were made.",
                new Reaction.Replies(500, "{}"),
                "[stock.getStock] The service refused the call with status 404.",
                new Reaction.Replies(404, "{}"),
                "[stock.getStock] The service sent a malformed reply: its document promises JSON of type object. 2"
                        + " attempts were made.",
                new Reaction.Replies(200, "<html>"));
        faults.forEach((cause, reaction) -> {
            try (var stage = runtime.stage.open(
                    order(), Runtime.httpGrant("POST", "/orders", "stock.getStock"), (operation, input) -> reaction)) {
                var answer = stage.deliver("{\"sku\":\"A\",\"quantity\":2}", Map.of(), LIMIT);

                assertThat(answer).isNotNull();
                assertThat(answer.status()).isEqualTo(503);
                assertThat(stage.deadLetters()).containsExactly(cause);
            }
        });
    }

    @Test
    void nothingIsSentToAServiceThatRests() {
        var resting = new Stage.Outside() {
            private final List<String> called = new CopyOnWriteArrayList<>();

            @Override
            public boolean rests(String operation) {
                return operation.equals("stock.getStock");
            }

            @Override
            public Reaction call(String operation, String input) {
                called.add(operation);
                return new Reaction.Replies(200, "{}");
            }
        };
        try (var stage = runtime.stage.open(order(), Runtime.httpGrant("POST", "/orders", "stock.getStock"), resting)) {
            assertThat(stage.deliver(ORDER, Map.of(), LIMIT))
                    .isNotNull()
                    .extracting(Answer::status)
                    .isEqualTo(503);
            assertThat(stage.deadLetters())
                    .containsExactly("[stock.getStock] The stand-in rests after failures. 2 attempts were made.");
            assertThat(resting.called).isEmpty();
        }
    }

    @Test
    void aMessageLargerThanAllowedIsRefusedAtTheDoor() {
        try (var stage = runtime.stage.open(
                order(), Runtime.httpGrant("POST", "/orders", "stock.getStock"), (operation, input) -> {
                    throw new IllegalStateException("It was called.");
                })) {
            var huge = "{\"sku\":\"%s\"}".formatted("x".repeat(runtime.stage.largestMessage()));

            assertThat(stage.deliver(huge, Map.of(), LIMIT))
                    .isNotNull()
                    .extracting(Answer::status)
                    .isEqualTo(413);
            assertThat(stage.deadLetters()).isEmpty();
        }
    }

    @Test
    void writesDownWhatWouldLeaveAndDoesNotWait() {
        var draft = new Draft("nightly", NIGHTLY.formatted("timer:nightly?period=5000"), null, List.of());
        try (var stage = runtime.stage.open(
                draft, nightly("timer", "5s"), (operation, input) -> new Reaction.Replies(200, "{\"available\":3}"))) {
            assertThat(stage.deliver(null, Map.of(), LIMIT)).isNull();

            assertThat(stage.deliveries())
                    .containsExactly(
                            new Delivery("file:out/stock.json", "{\"available\":3}"),
                            new Delivery("kafka:stock", "{\"available\":3}"));
            assertThat(files).isEmptyDirectory();
        }
    }

    @Test
    void aCallThatWentWrongLeavesNoTraceForTheNextMessage() {
        var well = new AtomicBoolean();
        try (var stage = runtime.stage.open(
                order(),
                Runtime.httpGrant("POST", "/orders", "stock.getStock"),
                (operation, input) -> well.get()
                        ? new Reaction.Replies(200, "{\"available\":3}")
                        : new Reaction.Replies(500, "{}"))) {
            for (int i = 0; i < 2 * Runtime.QUICK.breakerWindow(); i++) stage.deliver(ORDER, Map.of(), LIMIT);
            well.set(true);

            assertThat(stage.deliver(ORDER, Map.of(), LIMIT))
                    .isEqualTo(new Answer(200, "application/json", "{\"ordered\":\"A\",\"left\":3}"));
        }
    }

    @Test
    void waitsForABranchThatOutlivesTheFailureOfAnother() {
        var together = new CyclicBarrier(2);
        var calls = new CopyOnWriteArrayList<String>();
        try (var stage = runtime.stage.open(
                new Draft("order", PARALLEL, null, List.of()),
                Runtime.httpGrant("POST", "/orders", "stock.getStock", "stock.reserve"),
                (operation, input) -> {
                    if (calls.size() % 2 == 0) meet(together);
                    if (operation.equals("stock.getStock")) return new Reaction.Replies(404, "{}");
                    calls.add(operation);
                    return new Reaction.Replies(200, "{\"id\":\"r\"}");
                })) {
            for (int i = 1; i <= 20; i++) {
                stage.deliver(ORDER, Map.of(), LIMIT);
                assertThat(calls).hasSize(2 * i);
            }
        }
    }

    @Test
    void takesMessagesOfATopic() {
        var draft = new Draft("nightly", """
                - route:
                    id: nightly
                    from:
                      uri: kafka:in
                      steps:
                        - setBody: {id: b, jq: {expression: '{twice: (.n * 2)}'}}
                        - to: {id: publish, uri: "kafka:stock"}
                """, null, List.of());
        try (var stage = runtime.stage.open(draft, nightly("kafka", "in"), (o, i) -> new Reaction.Refuses())) {
            stage.deliver("{\"n\":2}", Map.of(), LIMIT);
            stage.deliver("not json", Map.of(), LIMIT);

            assertThat(stage.deliveries()).containsExactly(new Delivery("kafka:stock", "{\"twice\":4}"));
            assertThat(stage.deadLetters()).hasSize(1);
        }
    }

    @Test
    void saysWhyADraftCannotBeLoaded() {
        var draft = new Draft("x", "- route: {from: {uri: 'exec:id', steps: []}}", null, List.of());

        assertThatThrownBy(() -> runtime.stage.open(draft, Grant.NOTHING, (o, i) -> new Reaction.Refuses()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The grant does not allow component exec.");
    }

    private static void meet(CyclicBarrier together) {
        try {
            together.await(5, TimeUnit.SECONDS);
        } catch (Exception alone) {
            throw new IllegalStateException(alone);
        }
    }

    private static Draft order() {
        return new Draft("order", CamelCellsTest.ORDER, null, List.of());
    }

    private static Grant nightly(String kind, String address) {
        return new Grant(
                List.of(new Grant.Entry(kind, "", address)),
                new TreeSet<>(Set.of("stock.getStock")),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(Set.of("in")),
                new TreeSet<>(Set.of("stock")),
                new TreeSet<>(),
                new TreeSet<>(Set.of("out")),
                new TreeSet<>(Set.of("timer", "file", "kafka", "kamelet")),
                new TreeSet<>(Set.of("jq")),
                new TreeSet<>());
    }
}
