package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.rehearsal.Stage.Outside;
import dev.routewright.rehearsal.Stage.Reaction;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
}
