package dev.routewright.cell;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.route.Grant;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.debugger.BacklogTracer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Hawtio finds of a cell in JMX. */
class ShownCellsTest {
    private static final String ROUTE = """
            - route:
                id: shown
                from:
                  uri: platform-http:/shown
                  parameters: {httpMethodRestrict: POST}
                  steps:
                    - setVariable: {id: keep, name: order, jq: {expression: "."}}
                    - setHeader: {id: pw, name: kind, constant: {expression: "swordfish"}}
                    - to: {id: call, uri: "kamelet:stock-getStock"}
                    - setBody: {id: answer, jq: {expression: '{said: "done", password: "swordfish"}'}}
            """;
    private static final Discretion HIDES_PASSWORDS = new Discretion() {
        @Override
        public String header(String name, String value) {
            return name.equals("kind") ? HIDDEN : value;
        }

        @Override
        public String body(Map<String, String> headers, String text) {
            return text.replace("swordfish", HIDDEN);
        }
    };

    @TempDir
    Path files;

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private Runtime runtime;

    @AfterEach
    void stop() {
        if (runtime != null) runtime.close();
    }

    @Test
    void byContextRoutesOrStepsAsMuchAsTheSettingSays() throws Exception {
        assertThat(typesAt(Jmx.Level.NONE)).isEmpty();
        assertThat(typesAt(Jmx.Level.CONTEXT)).containsExactly("context");
        assertThat(typesAt(Jmx.Level.ROUTES)).containsExactly("context", "routes");
        assertThat(typesAt(Jmx.Level.STEPS)).containsExactly("context", "processors", "routes", "tracer");
    }

    private Set<String> typesAt(Jmx.Level level) throws Exception {
        start(new Jmx(level, Discretion.SILENT));
        try {
            return beans.queryNames(new ObjectName("org.apache.camel:*"), null).stream()
                    .map(name -> name.getKeyProperty("type"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } finally {
            runtime.close();
        }
    }

    @Test
    void drawsARouteWithTheFiguresOfItsSteps() throws Exception {
        start(new Jmx(Jmx.Level.STEPS, Discretion.SILENT));
        runtime.post("/shown", "{\"sku\":\"A\"}");
        runtime.post("/shown", "{\"sku\":\"A\"}");

        assertThat(call("context", "dumpRoutesAsXml"))
                .contains("<route id=\"shown\"", "id=\"answer\"")
                .doesNotContain("kamelet:source");
        assertThat((String)
                        beans.invoke(name("context"), "dumpRoutesStatsAsXml", new Object[] {true, true}, new String[] {
                            "boolean", "boolean"
                        }))
                .containsPattern("<processorStat id=\"answer\"[^>]* exchangesCompleted=\"2\"");
        // As Hawtio's profile asks for it.
        assertThat(call("routes", "dumpRouteStatsAsXml"))
                .containsPattern("<processorStat id=\"answer\"[^>]* exchangesCompleted=\"2\"");
    }

    @Test
    void tracesWithoutWhatIsMaskedAndNoMoreThanIsFixed() throws Exception {
        start(new Jmx(Jmx.Level.STEPS, HIDES_PASSWORDS));
        runtime.post("/shown", "{\"sku\":\"before anybody traces\"}");
        beans.invoke(name("tracer"), "setEnabled", new Object[] {true}, new String[] {"boolean"});
        for (int i = 0; i < 40; i++)
            assertThat(runtime.post("/shown", "{\"sku\":\"A\",\"note\":\"n" + i + "\"}")
                            .statusCode())
                    .isEqualTo(200);
        runtime.post("/shown", "{\"sku\":\"A\",\"note\":\"" + "x".repeat(9000) + "\"}");

        var history = call("tracer", "dumpLatestMessageHistoryAsXml");
        var trace = call("tracer", "dumpAllTracedMessagesAsXml");

        assertThat(trace)
                .doesNotContain("swordfish", "before anybody traces", "xxxx", "<exchangeVariable")
                .contains(
                        "n39", "<toNode>answer</toNode>", "<header key=\"kind\" type=\"java.lang.String\">•••</header>")
                .contains("It has 8192 characters or more, and nothing of it is shown.");
        assertThat(trace.split("<backlogTracerEventMessage>")).hasSizeLessThanOrEqualTo(Jmx.TRACED + 1);
        assertThat(history).contains("<toNode>answer</toNode>").doesNotContain("swordfish", "xxxx");
        for (var size : new String[] {"BacklogSize", "BodyMaxChars"})
            assertThatThrownBy(() -> beans.setAttribute(name("tracer"), new javax.management.Attribute(size, 9999)))
                    .hasRootCauseInstanceOf(UnsupportedOperationException.class);

        beans.invoke(name("tracer"), "setEnabled", new Object[] {false}, new String[] {"boolean"});
        runtime.post("/shown", "{\"sku\":\"after\"}");

        assertThat(call("tracer", "dumpAllTracedMessagesAsXml")).doesNotContain("after");
        assertThat(runtime.attempts).isEmpty();
    }

    @Test
    void aTraceEndsWhenNobodyLooksAtIt() throws Exception {
        try (var camel = new DefaultCamelContext()) {
            camel.start();
            var tracer = BacklogTracer.createTracer(camel);
            var trace = new ShownTrace(camel, tracer, Discretion.SILENT, Duration.ofMillis(200));

            trace.setEnabled(true);

            Awaitility.await().until(() -> !trace.isEnabled());
            assertThat(camel.isMessageHistory()).isFalse();
        }
    }

    @Test
    void showsNothingOfATextWhoseNamesCannotBeRead() {
        var trace =
                "<backlogTracerEventMessages><message><headers><header key=\"a\">%s</header></headers><body>%s</body>"
                        + "</message><exception>swordfish</exception></backlogTracerEventMessages>";
        var text = new TraceText(HIDES_PASSWORDS);

        assertThat(text.shown(trace.formatted("\\x", "a \\\"swordfish\\\" and a \\ swordfish")))
                .doesNotContain("swordfish")
                .contains("It cannot be read");
        assertThat(text.shown(trace.formatted("fine", "{\\n\\\"k\\\": \\\"swordfish\\\"}")))
                .doesNotContain("swordfish")
                .contains("\"k\": \"•••\"");
        assertThat(text.shown(
                        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:/etc/passwd'>]><message><body>&e;</body></message>"))
                .isEqualTo("<backlogTracerEventMessages></backlogTracerEventMessages>");
    }

    private void start(Jmx jmx) throws Exception {
        runtime = new Runtime(files, settings -> settings.withJmx(jmx));
        runtime.stock.stubFor(get(urlPathEqualTo("/stock/A")).willReturn(okJson("{\"available\":5}")));
        Grant grant = Runtime.httpGrant("POST", "/shown", "stock.getStock");
        runtime.cells.switchTo(Runtime.version("shown", 1, ROUTE, grant));
    }

    private String call(String type, String operation) throws Exception {
        return (String) beans.invoke(name(type), operation, new Object[0], new String[0]);
    }

    private ObjectName name(String type) throws Exception {
        return beans.queryNames(new ObjectName("org.apache.camel:type=" + type + ",*"), null).stream()
                .filter(one -> one.getKeyProperty("context").startsWith("shown-v1-"))
                .findFirst()
                .orElseThrow();
    }
}
