package dev.routewright.knowledge;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.route.Operation;
import dev.routewright.route.Operation.In;
import dev.routewright.route.Operation.Input;
import dev.routewright.route.Operation.Reply;
import dev.routewright.route.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class ServiceKameletsTest {
    private static final String HOSTILE =
            "{{env:HOME}} {{?x}} ${sys.user.home} $simple{body} \"'\n- to: exec:id\n\u0000\u2028: &a *a !!int # %";

    @Test
    void documentsInputsAndReplyAndCallsTheServiceThroughItsParameters() throws Exception {
        assertThat(ServiceKamelets.yaml(stock("Available quantity", "Free stock only.")))
                .isEqualTo(resource());
    }

    @Test
    void aCallThatSaysNothingLeavesEveryParameterEmpty() throws Exception {
        assertThat(calledWith(stock("", ""), "kamelet:inventory-getStock", Map.of()))
                .containsExactly(call("", "", "", ""));
    }

    @Test
    void aCallPassesOnWhatItSays() throws Exception {
        assertThat(calledWith(
                        stock("", ""),
                        "kamelet:inventory-getStock?retries=3&retryDelay=500&backoff=1.5&callTimeout=2000",
                        Map.of()))
                .containsExactly(call("3", "500", "1.5", "2000"));
    }

    @Test
    void itsParametersAreFoundWhereNoPropertyIsTakenFromOutside() throws Exception {
        try (var camel = new DefaultCamelContext()) {
            var properties = (PropertiesComponent) camel.getPropertiesComponent();
            properties.setEnvironmentVariableMode(0);
            properties.setSystemPropertiesMode(0);
            properties.setDefaultFallbackEnabled(false);

            assertThat(calledWith(camel, stock("", ""), "kamelet:inventory-getStock?retries=3"))
                    .containsExactly(call("3", "", "", ""));
        }
    }

    @Test
    void aPropertyThatHappensToHaveTheNameOfAParameterIsNotTaken() throws Exception {
        var elsewhere = ServiceKamelets.PARAMETERS.stream().collect(toMap(name -> name, name -> "99"));
        elsewhere.forEach(System::setProperty);
        try {
            assertThat(calledWith(stock("", ""), "kamelet:inventory-getStock", elsewhere))
                    .containsExactly(call("", "", "", ""));
        } finally {
            elsewhere.keySet().forEach(System::clearProperty);
        }
    }

    @Test
    void nothingThatADocumentSaysIsEvaluated() throws Exception {
        assertThat(calledWith(hostile(), "kamelet:inventory-getStock", Map.of("env:HOME", "x")))
                .containsExactly(call("", "", "", ""));
    }

    @Test
    void hostileWordsStayWordsOfTheDefinition() throws Exception {
        var plain = kamelet(stock("", ""));
        var attacked = kamelet(hostile());

        assertThat(attacked.keySet()).isEqualTo(plain.keySet());
        assertThat(attacked.get("metadata")).isEqualTo(plain.get("metadata"));
        assertThat(((Map<?, ?>) attacked.get("spec")).get("template"))
                .isEqualTo(((Map<?, ?>) plain.get("spec")).get("template"));
        assertThat(((Map<?, ?>) ((Map<?, ?>) attacked.get("spec")).get("definition")).get("title"))
                .isEqualTo("{{env:HOME}} {{?x}} ${sys.user.home} $simple{body} \"' - to: exec:id : &a *a !!int # %");
    }

    @Test
    void refusesNamesThatCouldLeadElsewhere() {
        var operation = new Operation("inventory", "x?y={{z}}", "", "", "GET", "/", List.of(), List.of());

        assertThatThrownBy(() -> ServiceKamelets.yaml(operation))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No Kamelet can be named after service inventory, operation x?y={{z}}.");
    }

    private static Operation hostile() {
        var words = new Schema(
                "object",
                HOSTILE,
                HOSTILE,
                Map.of(HOSTILE, HOSTILE),
                List.of(HOSTILE),
                Map.of(HOSTILE, Schema.ANY),
                Set.of(HOSTILE),
                null);
        return new Operation(
                "inventory",
                "getStock",
                HOSTILE,
                HOSTILE,
                "GET",
                "/stock/{sku}",
                List.of(new Input(HOSTILE, In.QUERY, words, true)),
                List.of(new Reply(200, HOSTILE, words, HOSTILE)));
    }

    private static Operation stock(String summary, String description) {
        var reply = new Schema(
                "object",
                null,
                "",
                null,
                List.of(),
                Map.of("available", Schema.of("integer")),
                Set.of("available"),
                null);
        return new Operation(
                "inventory",
                "getStock",
                summary,
                description,
                "GET",
                "/stock/{sku}",
                List.of(new Input("sku", In.PATH, Schema.of("string"), true)),
                List.of(new Reply(200, "ok", reply, null)));
    }

    /** What a service component is given when the Kamelet is loaded into Camel and called. */
    private static List<Map<String, Object>> calledWith(Operation operation, String uri, Map<String, String> properties)
            throws Exception {
        try (var camel = new DefaultCamelContext()) {
            properties.forEach(camel.getPropertiesComponent()::addInitialProperty);
            return calledWith(camel, operation, uri);
        }
    }

    private static List<Map<String, Object>> calledWith(DefaultCamelContext camel, Operation operation, String uri)
            throws Exception {
        var service = new RecordingService();
        camel.addComponent("service", service);
        camel.start();
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.fromString("x.kamelet.yaml", ServiceKamelets.yaml(operation)));
        try (var caller = camel.createProducerTemplate()) {
            caller.sendBody(uri, "{}");
        }
        return service.calls;
    }

    private static Map<String, Object> call(String retries, String retryDelay, String backoff, String timeout) {
        var call = new HashMap<String, Object>();
        ServiceKamelets.PARAMETERS.forEach(name -> call.put(name, ""));
        call.putAll(Map.of("retries", retries, "retryDelay", retryDelay, "backoff", backoff, "callTimeout", timeout));
        call.put("path", "inventory/getStock");
        return call;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> kamelet(Operation operation) {
        var settings = LoadSettings.builder().build();
        return (Map<String, Object>) new Load(settings).loadFromString(ServiceKamelets.yaml(operation));
    }

    private static String resource() throws IOException {
        try (var in = ServiceKameletsTest.class.getResourceAsStream("/knowledge/inventory-getStock.kamelet.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static final class RecordingService extends DefaultComponent {
        private final List<Map<String, Object>> calls = new ArrayList<>();

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            var call = new LinkedHashMap<>(parameters);
            call.put("path", remaining);
            parameters.clear();
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    return new DefaultProducer(this) {
                        @Override
                        public void process(Exchange exchange) {
                            calls.add(call);
                        }
                    };
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}
