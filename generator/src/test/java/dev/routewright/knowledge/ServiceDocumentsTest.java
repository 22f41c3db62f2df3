package dev.routewright.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.route.Service;
import dev.routewright.route.Service.Security;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceDocumentsTest {
    private static final String BY_HAND = """
            {
              "title": "Warehouse",
              "description": "Stock by hand",
              "servers": ["http://stock.internal:8080/api"],
              "sandbox": {"instances": 2},
              "operations": [
                {
                  "id": "getStock", "method": "GET", "path": "/stock/{sku}", "summary": "What is there",
                  "inputs": [
                    {"name": "sku", "type": "string", "example": "LAMP-7"},
                    {"name": "site", "type": "string", "values": ["A", "B"]},
                    {"name": "X-Tenant", "in": "header", "required": true}
                  ],
                  "reply": {"sku": "LAMP-7", "available": 12}
                },
                {
                  "id": "reserve", "method": "POST", "path": "/reservations", "idempotent": true,
                  "inputs": [
                    {"name": "sku", "type": "string", "required": true},
                    {"name": "quantity", "type": "integer", "required": true},
                    {"name": "note", "type": "string"}
                  ],
                  "reply": {"status": 201, "schema": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}}
                }
              ]
            }""";

    private static final String KAMELET = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: forecast-action
              labels: {camel.apache.org/kamelet.type: action}
            spec:
              definition:
                title: Forecast
                description: The weather of the next days
                required: [city, key]
                type: object
                properties:
                  city: {title: City, type: string, example: Berlin}
                  days: {title: Days, type: integer, default: 3}
                  lang: {title: Language, type: string}
                  key: {title: Key, type: string, format: password}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - removeHeaders: {pattern: '*'}
                    - setHeader: {name: X-Days, constant: '{{days}}'}
                    - to:
                        uri: https://api.forecast.test/v2/cities/{{city}}?units=metric
                        parameters: {httpMethod: GET, appid: 'RAW({{key}})', lang: '{{?lang}}'}
            """;

    @Test
    void turnsAServiceWrittenByHandIntoOne() {
        var service = read(BY_HAND);

        assertThat(service.title()).isEqualTo("Warehouse");
        assertThat(service.servers()).containsExactly("http://stock.internal:8080/api");
        assertThat(service.simulation().instances()).isEqualTo(2);
        assertThat(service.operations())
                .extracting(Shapes::text)
                .containsExactly(
                        "orders.getStock {sku: string (e.g. \"LAMP-7\"), site?: \"A\" | \"B\", X-Tenant: any} → 200 {sku?:"
                                + " string (e.g. \"LAMP-7\"), available?: number (e.g. 12)}",
                        "orders.reserve {sku: string, quantity: integer, note?: string} → 201 {id: string}");
        assertThat(service.operation("reserve").orElseThrow().idempotent()).isTrue();
    }

    @Test
    void leavesOpenApiAsItIs() {
        assertThat(ServiceDocuments.openApi("a", "openapi: 3.0.3\noperations: []"))
                .isEqualTo("openapi: 3.0.3\noperations: []");
        assertThat(ServiceDocuments.openApi("a", "hello")).isEqualTo("hello");
    }

    @Test
    void refusesAWordItDoesNotKnow() {
        assertThatThrownBy(() -> read("{\"operations\": [{\"id\": \"a\", \"url\": \"/a\"}]}"))
                .hasMessage(
                        "[service orders] An operation has url, which means nothing here; it may have description, id,"
                                + " idempotent, inputs, method, path, reply, summary. Nothing was registered. Write {\"title\": …,"
                                + " \"servers\": […], \"operations\": [{\"id\": …, \"method\": …, \"path\": …, \"inputs\": […],"
                                + " \"reply\": {…}}]}, or send an OpenAPI document.");
    }

    @Test
    void turnsAKameletThatMakesOneCallIntoAService() {
        var service = read(KAMELET);

        assertThat(service.title()).isEqualTo("Forecast");
        assertThat(service.servers()).containsExactly("https://api.forecast.test");
        assertThat(service.security()).containsExactly(Security.query("appid"));
        assertThat(service.operations()).hasSize(1);
        assertThat(service.operations().get(0).method()).isEqualTo("GET");
        assertThat(service.operations().get(0).path()).isEqualTo("/v2/cities/{city}");
        assertThat(Shapes.text(service.operations().get(0)))
                .isEqualTo("orders.forecastAction {city: string (e.g. \"Berlin\"), X-Days: integer (e.g. 3), units:"
                        + " \"metric\", lang?: string} → 200 any");
    }

    @Test
    void takesTheMembersOfABodyAsInputs() {
        var service = read("""
                kind: Kamelet
                metadata: {name: chat-sink, labels: {camel.apache.org/kamelet.type: sink}}
                spec:
                  definition:
                    title: Chat
                    required: [message]
                    properties:
                      message: {type: string}
                      token: {type: string, x-descriptors: ['urn:camel:group:credentials']}
                      urgent: {type: boolean}
                  template:
                    from:
                      uri: kamelet:source
                      steps:
                        - setHeader: {name: Authorization, simple: 'Bearer {{token}}'}
                        - setBody:
                            constant: '{"text": "{{message}}", "flags": {"urgent": {{?urgent}}}, "via": "camel"}'
                        - to: https://chat.test/hooks/general
                """);

        assertThat(service.security()).containsExactly(Security.BEARER);
        assertThat(Shapes.text(service.operations().get(0)))
                .isEqualTo("orders.chatSink {text: string, flags: {urgent?: boolean}, via: \"camel\"} → 200 any");
    }

    @Test
    void refusesAKameletThatIsMoreThanOneConstantCall() {
        refuses(
                Map.of("https://api.forecast.test/v2", "https://{{city}}.test/v2"),
                "The host it calls is not written down, but comes from a property");
        refuses(
                Map.of("https://api.forecast.test/v2/cities/{{city}}?units=metric", "kafka:orders"),
                "It calls kafka:orders, which is no constant http or https address");
        refuses(
                Map.of("kamelet.type: action", "kamelet.type: source"),
                "It is a source, and only an action or a sink can be called");
        refuses(
                Map.of("- removeHeaders: {pattern: '*'}", "- script: {groovy: '1'}"),
                "Its template has the step script");
        refuses(Map.of("constant: '{{days}}'", "simple: '${body}'"), "It works something out with ${…}");
        refuses(Map.of("httpMethod: GET, ", ""), "It does not say its HTTP method, so that it depends on the message");
        refuses(
                Map.of("httpMethod: GET", "httpMethod: '{{lang}}'"),
                "Its HTTP method is {{lang}}, and must be GET, POST, PUT, PATCH or DELETE, written down");
        refuses(
                Map.of("httpMethod: GET", "httpMethod: GET, proxyAuthHost: evil.test"),
                "It uses the option proxyAuthHost of Camel's HTTP component");
        refuses(
                Map.of("cities/{{city}}", "cities/{{key}}"),
                "The property key stands in the path, and is optional or a secret");
        refuses(Map.of("name: X-Days", "name: CamelHttpUri"), "It sets the header CamelHttpUri");
        refuses(
                Map.of("constant: '{{days}}'", "constant: 'for {{days}} days'"),
                "It mixes words with a property in one value");
        refuses(
                Map.of("- to:\n", "- to: https://a.test/first\n        - to:\n"),
                "Its template makes more than one call");
    }

    private static void refuses(Map<String, String> change, String what) {
        var text = KAMELET;
        for (var one : change.entrySet()) {
            assertThat(text).contains(one.getKey());
            text = text.replace(one.getKey(), one.getValue());
        }
        var changed = text;
        assertThatThrownBy(() -> read(changed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "[service orders] The Kamelet cannot be registered as a service. " + what + "; what can be is"
                                + " one call of one constant http(s) address, with properties as {{placeholders}} in path, query,"
                                + " headers and a JSON body. Nothing was registered. Describe the service in OpenAPI instead.");
    }

    private static Service read(String text) {
        return OpenApiServices.read("orders", ServiceDocuments.openApi("orders", text));
    }
}
