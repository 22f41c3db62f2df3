package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.inspection.Inspector;
import dev.routewright.route.Grant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.ExchangePattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The useful routes of the adversarial corpus are not only accepted: a cell takes them, and messages go through. */
class CorpusLoadTest {
    private static final Inspector INSPECTOR = new Inspector(Wide.POLICY);

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

    static Stream<String> accepted() throws IOException {
        return accepted(Wide.CORPUS);
    }

    static Stream<String> ours() throws IOException {
        return accepted(Wide.OUR_CORPUS);
    }

    private static Stream<String> accepted(Path corpus) throws IOException {
        try (var folder = Files.list(corpus.resolve("accept"))) {
            return folder
                    .map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".camel.yaml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void whatInspectionAcceptsACellStarts(String file) throws Exception {
        starts(Wide.CORPUS, file);
    }

    @ParameterizedTest
    @MethodSource("ours")
    void whatWeHoldForUsefulACellStarts(String file) throws Exception {
        starts(Wide.OUR_CORPUS, file);
    }

    private void starts(Path corpus, String file) throws Exception {
        var yaml = Files.readString(corpus.resolve("accept").resolve(file));
        var grant = grant(yaml);

        var cell = bench.start("x", yaml, grant);

        assertThat(cell.context().getStatus().isStarted()).isTrue();
        cell.stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "001 | platform-http:/in/orders | {\"orderId\":\"7\"} | kafka:orders {\"orderId\":\"7\"}",
                "003 | kafka:orders.approved | {\"orderId\":\"7\"} | kafka:orders.paid {}",
                "004 | kafka:orders | {\"shipTo\":{\"country\":\"AT\"}} | kafka:orders.dach {\"shipTo\":{\"country\":\"AT\"}}",
                "005 | kafka:orders.shipped | {\"partner\":\"p\"} | ",
                "006 | direct:enrich-order | {\"a\":1} | kafka:orders.enriched {\"a\":1}",
                "007 | platform-http:/in/carrier-events | {} | kafka:orders.carrier-events {}",
                "010 | direct:edi-invoice | <Invoice><Total currency='EUR'/></Invoice> | kafka:orders.invoices.eur <Invoice><Total currency='EUR'/></Invoice>",
                "011 | direct:classify-ticket | {\"score\":90} | kafka:orders.tickets {\"score\":90}",
                "012 | direct:kamelet-chain | hello | kafka:orders.mobile hello",
                "013 | direct:ops-runbook | x | http:notify.example.test/mail/ops",
                "016 | direct:fan-out | x | kafka:orders.ledger x",
                "018 | direct:commented | x | kafka:orders.priced x",
            })
    void aMessageGoesThrough(String number, String entry, String body, String delivered) throws Exception {
        var file = accepted().filter(f -> f.startsWith(number)).findFirst().orElseThrow();
        var yaml = Files.readString(Wide.CORPUS.resolve("accept").resolve(file));
        var grant = grant(yaml);
        var cell = bench.play("x", yaml, grant, "kafka", "http", "https");

        send(cell, entry, body, Map.of("X-Event-Id", "e1", "customerId", "C-1234"));

        if (delivered != null)
            Awaitility.await().untilAsserted(() -> assertThat(bench.left)
                    .anySatisfy(l -> assertThat(l).startsWith(delivered)));
        assertThat(bench.kept).isEmpty();
        cell.stop();
    }

    private static void send(Cell cell, String entry, String body, Map<String, Object> headers) throws Exception {
        var context = cell.context();
        var route = context.getRoutes().stream()
                .filter(r ->
                        r.getEndpoint().getEndpointUri().replace("://", ":").startsWith(entry))
                .findFirst()
                .orElseThrow();
        var exchange = route.getEndpoint().createExchange(ExchangePattern.InOnly);
        exchange.getExchangeExtension().setFromRouteId(route.getId());
        exchange.getExchangeExtension().setFromEndpoint(route.getEndpoint());
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeaders(new java.util.HashMap<>(headers));
        route.getProcessor().process(exchange);
        if (exchange.getException() != null) throw exchange.getException();
    }

    private static Grant grant(String yaml) {
        var inspection = INSPECTOR.inspect(yaml, List.of());
        assertThat(inspection.findings().stream().filter(f -> f.isError()).toList())
                .isEmpty();
        return inspection.grant();
    }
}
