package dev.routewright.cell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessagesHeardTest {
    private static final String ROUTE = """
            - route:
                id: heard
                from:
                  uri: platform-http:/heard
                  parameters: {httpMethodRestrict: POST}
                  steps:
                    - setVariable: {id: input, name: check-input, expression: {jq: {expression: "{sku: .sku}"}}}
                    - to: {id: check, uri: "kamelet:stock-getStock", variableSend: check-input, variableReceive: stock}
                    - setBody: {id: reply, expression: {jq: {expression: '{left: variable("stock").available}'}}}
            """;

    @TempDir
    Path files;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private Runtime runtime;

    @BeforeEach
    void start() throws Exception {
        runtime = new Runtime(files);
        runtime.listener = Listener::new;
        runtime.stock.stubFor(get(urlPathEqualTo("/stock/A")).willReturn(okJson("{\"sku\":\"A\",\"available\":3}")));
        runtime.stock.stubFor(
                get(urlPathEqualTo("/stock/B")).willReturn(aResponse().withStatus(500)));
        runtime.cells.switchTo(
                Runtime.version("heard", 1, ROUTE, Runtime.httpGrant("POST", "/heard", "stock.getStock")));
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void tellsOfAMessageThatIsAnswered() throws Exception {
        runtime.post("/heard", "{\"sku\":\"A\"}");

        assertThat(heard).containsExactly("received", "input passed", "check passed in time", "reply passed", "DONE");
    }

    @Test
    void tellsOfAMessageThatIsKept() throws Exception {
        runtime.post("/heard", "{\"sku\":\"B\"}");

        assertThat(heard).containsExactly("received", "input passed", "check failed in time", "kept", "DEAD_LETTER");
    }

    @Test
    void tellsOfAMessageThatIsItselfWrong() throws Exception {
        runtime.post("/heard", "{}");

        assertThat(heard).containsExactly("received", "input passed", "check failed in time", "REFUSED");
    }

    @Test
    void tellsWhenTheCellHasStopped() {
        runtime.cells.remove("heard");

        assertThat(heard).containsExactly("stopped");
    }

    private final class Listener implements MessageListener.Heard {
        Listener(String integration) {
            assertThat(integration).isEqualTo("heard");
        }

        @Override
        public void received() {
            heard.add("received");
        }

        @Override
        public void ended(MessageListener.End how, long nanos) {
            assertThat(nanos).isPositive();
            heard.add(how.name());
        }

        @Override
        public void kept() {
            heard.add("kept");
        }

        @Override
        public void stopped() {
            heard.add("stopped");
        }

        @Override
        public MessageListener.HeardStep step(String id, boolean leaves) {
            return new MessageListener.HeardStep() {
                @Override
                public boolean isTimed() {
                    return leaves;
                }

                @Override
                public void passed(boolean failed, long nanos) {
                    heard.add(id + (failed ? " failed" : " passed") + (nanos > 0 ? " in time" : ""));
                }
            };
        }
    }
}
