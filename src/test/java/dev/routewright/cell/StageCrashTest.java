package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.rehearsal.Stage.Outside;
import dev.routewright.rehearsal.Stage.Reaction;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence.Answer;
import dev.routewright.route.Grant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageCrashTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String ORDER = "{\"sku\":\"A\",\"quantity\":2}";
    private static final String ROUTE = """
            - route:
                id: order
                from:
                  uri: platform-http:/orders
                  parameters: {httpMethodRestrict: POST}
                  steps:
                    - setVariable: {id: in, name: in, jq: {expression: '{sku, quantity}'}}
                    - doTry:
                        id: trying
                        steps:
                          - to: {id: keep, uri: "kamelet:stock-reserve", variableSend: in, variableReceive: kept}
                          - to: {id: look, uri: "kamelet:stock-getStock", variableSend: in, variableReceive: stock}
                        doCatch:
                          - id: caught
                            exception: [java.lang.Exception]
                            steps:
                              - to: {id: again, uri: "kamelet:stock-getStock", variableSend: in, variableReceive: stock}
                    - setBody: {id: done, jq: {expression: '{stock: variable("stock").available}'}}
            """;

    @TempDir
    Path files;

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private Runtime runtime;

    @BeforeEach
    void start() {
        runtime = new Runtime(files);
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    /** The process ends after the call of this number has been answered. */
    private Outside endingAfter(int number) {
        return (operation, input) -> {
            seen.add(operation);
            var reply = new Reaction.Replies(200, "{\"available\":3}");
            return seen.size() == number ? new Reaction.Ends(reply) : reply;
        };
    }

    @Test
    void nothingFollowsTheCallAfterWhichTheProcessEnds() {
        var grant = Runtime.httpGrant("POST", "/orders", "stock.getStock", "stock.reserve");
        try (var stage = runtime.stage.open(new Draft("order", ROUTE, null, List.of()), grant, endingAfter(1))) {
            assertThat(stage.deliver(ORDER, Map.of(), LIMIT)).isNull();
            assertThat(seen).containsExactly("stock.reserve");
            assertThat(stage.deadLetters()).isEmpty();

            assertThat(stage.deliver(ORDER, Map.of(), LIMIT))
                    .isEqualTo(new Answer(200, "application/json", "{\"stock\":3}"));
            assertThat(seen).containsExactly("stock.reserve", "stock.reserve", "stock.getStock");
        }
    }

    private static final String SAGA = """
            - route:
                id: order
                from:
                  uri: %s
                  steps:
                    - setVariable: {id: in, name: in, jq: {expression: '{sku: "A"}'}}
                    - setVariable: {id: undo-in, name: undo, jq: {expression: '{id: "first"}'}}
                    - to: {id: note, uri: "kamelet:stock-release", parameters: {compensation: true}, variableSend: undo, variableReceive: noted}
                    - to: {id: keep, uri: "kamelet:stock-reserve", variableSend: in, variableReceive: kept}
                    - to: {id: send, uri: "kamelet:stock-ship", parameters: {async: true}, variableSend: in, variableReceive: sent}
                    - to: {id: look, uri: "kamelet:stock-getStock", variableSend: in, variableReceive: stock}
                    - setBody: {id: done, jq: {expression: '{ok: true}'}}
            """;

    @Test
    void whatWasBegunIsUndoneByTheProcessThatComesNext() {
        var grant =
                Runtime.httpGrant("POST", "/orders", "stock.getStock", "stock.reserve", "stock.release", "stock.ship");
        var route = SAGA.formatted("platform-http:/orders\n      parameters: {httpMethodRestrict: POST}");
        try (var stage = runtime.stage.open(new Draft("order", route, null, List.of()), grant, endingAfter(1))) {
            assertThat(stage.deliver(ORDER, Map.of(), LIMIT)).isNull();

            assertThat(seen).containsExactly("stock.reserve", "stock.release");
            assertThat(stage.deadLetters())
                    .containsExactly(
                            "The process stopped while the message was under way. The last call it had begun was "
                                    + "stock.reserve, which may have been done. Undone: stock.release.");
        }
    }

    @Test
    void aRecordThatComesAgainMeetsNothingHalfDone() {
        var grant = reading("orders");
        try (var stage = runtime.stage.open(
                new Draft("order", SAGA.formatted("kafka:orders"), null, List.of()), grant, endingAfter(1))) {
            stage.deliver(ORDER, Map.of(), LIMIT);
            assertThat(seen).containsExactly("stock.reserve", "stock.release");
            assertThat(stage.deadLetters()).isEmpty();
            seen.clear();
            seen.add("again");

            stage.deliver(ORDER, Map.of(), LIMIT);

            assertThat(seen).containsExactly("again", "stock.reserve", "stock.getStock", "stock.ship");
            assertThat(stage.deadLetters()).isEmpty();
        }
    }

    @Test
    void whatNobodyWaitsForIsMadeWhenTheMessageIsDoneAlsoByTheNextProcess() {
        var grant =
                Runtime.httpGrant("POST", "/orders", "stock.getStock", "stock.reserve", "stock.release", "stock.ship");
        var route = SAGA.formatted("platform-http:/orders\n      parameters: {httpMethodRestrict: POST}");
        try (var stage = runtime.stage.open(new Draft("order", route, null, List.of()), grant, endingAfter(2))) {
            assertThat(stage.deliver(ORDER, Map.of(), LIMIT)).isNull();

            assertThat(seen).containsExactly("stock.reserve", "stock.getStock", "stock.release", "stock.ship");
        }
    }

    private static Grant reading(String topic) {
        var grant = Runtime.grant(
                List.of(new Grant.Entry("kafka", "", topic)),
                Set.of("stock.getStock", "stock.reserve", "stock.release", "stock.ship"),
                "kafka",
                "kamelet");
        return new Grant(
                grant.entries(),
                grant.operations(),
                grant.kamelets(),
                grant.hosts(),
                new TreeSet<>(Set.of(topic)),
                grant.topicsWritten(),
                grant.foldersRead(),
                grant.foldersWritten(),
                grant.components(),
                grant.languages(),
                grant.dataFormats());
    }
}
