package dev.routewright.cli;

import static dev.routewright.cli.Terminals.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.cli.Terminals.Said;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
    private static final List<Serving.Row> ROWS = List.of(
            new Serving.Row(
                    "order",
                    "live",
                    "POST http://127.0.0.1:8090/orders",
                    "curl -d '{\"sku\":\"A-1\"}' http://127.0.0.1:8090/orders",
                    List.of("inventory", "payment")),
            new Serving.Row("价格", "needs-answers", "", "It asks: which price?", List.of()));

    @TempDir
    private Path folder;

    private final List<String> happened = new ArrayList<>();
    private Optional<String> first = Optional.empty();
    private List<String> steps = List.of();

    @Test
    void showsWhatRunsThenStaysUpUntilItIsStopped() {
        assertThat(serve())
                .isEqualTo(new Said(
                        0,
                        lines(
                                "INTEGRATION  STATUS         ENTRY         SANDBOX",
                                "order        live           POST /orders  inventory, payment",
                                "价格         needs-answers",
                                "curl -d '{\"sku\":\"A-1\"}' http://127.0.0.1:8090/orders"),
                        lines("价格: It asks: which price?", "Up at http://127.0.0.1:8080. Ctrl-C drains and stops.")));
        assertThat(happened).containsExactly("started with []", "shown", "stopped");
    }

    @Test
    void tellsEachStepOfALongStart() {
        steps = List.of("Starting the runtime", "  order-en/1 live");

        assertThat(serve().err().lines())
                .first(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .isEqualTo("Starting the runtime (0 s)");
        assertThat(serve().err()).contains("  order-en/1 live (0 s)");
        assertThat(serve().out()).doesNotContain("order-en/1");
    }

    @Test
    void handsItsSettingsToTheRuntime() {
        serve("--port", "1", "--ingress-port", "2", "--data", "d", "--routewright.kafka.brokers=k:9092");

        assertThat(happened.get(0))
                .isEqualTo("started with [--server.port=1, --routewright.ingress.port=2, --routewright.data-dir=d, "
                        + "--routewright.kafka.brokers=k:9092]");
    }

    @Test
    void printsTheFirstPasswordOnceToStandardOutput() {
        first = Optional.of("abc23");

        assertThat(serve().out())
                .endsWith(lines(
                        "Hawtio is at http://127.0.0.1:8080/hawtio. Sign in as admin with the password abc23",
                        "It is shown this once; ./routewright password makes a new one."));
        assertThat(serve("--json").out()).doesNotContain("abc23");
    }

    @Test
    void aMistypedOptionIsNotTakenForASetting() {
        var said = serve("--prot=1");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err())
                .startsWith(lines("--prot=1 is not an option of serve, nor a setting like "
                        + "--routewright.kafka.brokers=HOST:PORT."));
        assertThat(happened).isEmpty();
    }

    @Test
    void handsMachinesTheTable() throws IOException {
        assertThat(Json.read(serve("--json").out()).get(1))
                .isEqualTo(Json.read("{\"integration\": \"价格\", \"status\": \"needs-answers\", \"entry\": \"\", "
                        + "\"example\": \"It asks: which price?\", \"sandbox\": []}"));
    }

    @Test
    void aRuntimeThatDoesNotStartSaysWhy() {
        var said = Terminals.in(folder)
                .with((Serving) (arguments, told) -> {
                    throw new Complaint(Exit.REFUSED, "Port 8080 is in use. Nothing was started. Use another --port.");
                })
                .run("serve");

        assertThat(said)
                .isEqualTo(new Said(1, "", lines("Port 8080 is in use. Nothing was started. Use another --port.")));
    }

    private Said serve(String... arguments) {
        var all = new ArrayList<>(List.of("serve"));
        all.addAll(List.of(arguments));
        return Terminals.in(folder).with((Serving) this::start).run(all.toArray(String[]::new));
    }

    private Serving.Running start(List<String> arguments, Consumer<String> told) {
        steps.forEach(told);
        happened.add("started with " + arguments);
        return new Serving.Running() {
            @Override
            public List<Serving.Row> integrations() {
                happened.add("shown");
                return ROWS;
            }

            @Override
            public URI control() {
                return URI.create("http://127.0.0.1:8080");
            }

            @Override
            public Optional<String> firstPassword() {
                return first;
            }

            @Override
            public void await() {
                happened.add("stopped");
            }

            @Override
            public void close() {
                happened.add("closed");
            }
        };
    }
}
