package dev.routewright.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SchemaCallsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final SchemaCalls calls = new SchemaCalls();

    private JsonNode validate(String schema, String value) throws Exception {
        return calls.call("validate", JSON.readTree("{\"schema\": %s, \"value\": %s}".formatted(schema, value)));
    }

    private List<String> faults(String schema, String value) {
        var refused = catchThrowableOfType(ValueRefused.class, () -> validate(schema, value));
        return refused.errors().findValuesAsText("detail");
    }

    @Test
    void whatKeepsToTheSchemaGoesThrough() throws Exception {
        assertThat(validate(
                        "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"$defs\": {\"n\": {\"type\": [\"integer\", \"null\"]}}, \"properties\": {\"a\": {\"$ref\": \"#/$defs/n\"}}}",
                        "{\"a\": null}"))
                .isEmpty();
        assertThat(validate("{}", "null")).isEmpty();
    }

    @Test
    void everyFaultIsASentenceWithItsPlace() {
        var refused = catchThrowableOfType(
                ValueRefused.class,
                () -> validate(
                        "{\"properties\": {\"l\": {\"items\": {\"type\": \"integer\", \"exclusiveMinimum\": 0}}, \"s\": {\"enum\": [\"A\", \"B\"]}}}",
                        "{\"l\": [1, \"x\", 0], \"s\": \"C\"}"));

        assertThat(refused.getMessage())
                .isEqualTo("[schema.validate] The value does not keep to the schema in 3 places.");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body())
                .isEqualTo("{\"errors\":[{\"pointer\":\"/l/1\",\"detail\":\"It must be of type integer, not string.\"},"
                        + "{\"pointer\":\"/l/2\",\"detail\":\"It must be more than 0.\"},"
                        + "{\"pointer\":\"/s\",\"detail\":\"It must be one of [\\\"A\\\", \\\"B\\\"].\"}]}");
    }

    @Test
    void formatsAreCheckedAndWordsOfTheValueStayOnOneLine() {
        assertThat(faults("{\"format\": \"date\"}", "\"31.12.2026\"")).containsExactly("It must be a valid date.");
        assertThat(faults("{\"format\": \"email\"}", "\"x\"")).containsExactly("It must be a valid email.");
        assertThat(faults("{\"additionalProperties\": false}", "{\"a\\nb\": 1}"))
                .containsExactly("The member a b is not allowed.");
    }

    @Test
    void noMoreThanFiftyAreListed() {
        var refused = catchThrowableOfType(
                ValueRefused.class,
                () -> validate("{\"items\": {\"type\": \"string\"}}", "[" + "1,".repeat(99) + "1]"));

        assertThat(refused.errors()).hasSize(50);
        assertThat(refused.getMessage()).contains("in 100 places");
    }

    @Test
    void nothingIsFetchedWhateverASchemaRefersTo() throws Exception {
        var asked = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            var url = "http://127.0.0.1:%d/s.json".formatted(server.getAddress().getPort());
            for (var schema : List.of(
                    "{\"$ref\": \"%s\"}".formatted(url),
                    "{\"$schema\": \"%s\"}".formatted(url),
                    "{\"$id\": \"%s\", \"properties\": {\"a\": {\"$ref\": \"other.json\"}}}".formatted(url),
                    "{\"$dynamicRef\": \"%s\"}".formatted(url),
                    "{\"$ref\": \"classpath:application.properties\"}",
                    "{\"$ref\": \"file:///etc/passwd\"}"))
                assertThatThrownBy(() -> validate(schema, "{\"a\": 1}"))
                        .as(schema)
                        .isInstanceOf(SchemaUnusable.class);
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aSchemaThatIsNoneIsSaidToTheAuthor() {
        for (var schema : List.of(
                "{\"type\": \"strin\"}", "{\"pattern\": \"(\"}", "{\"minLength\": -1}", "{\"required\": \"a\"}"))
            assertThatThrownBy(() -> validate(schema, "\"x\""))
                    .as(schema)
                    .hasMessage(
                            "[schema.validate] The schema cannot be used: it is not one of draft 2020-12, holds a pattern that is "
                                    + "none, or refers to another document. Nothing was sent; mend it in the route.");
        assertThatThrownBy(() -> calls.call("validate", null)).isInstanceOf(SchemaUnusable.class);
        assertThatThrownBy(() -> validate("{\"title\": \"" + "x".repeat(70_000) + "\"}", "1"))
                .hasMessageContaining("larger than 64 KB");
    }

    @Test
    void aPatternNeverTakesLong() {
        assertThatThrownBy(
                        () -> validate("{\"pattern\": \"^(.*)(.*)(.*)(.*)(.*)(.*)x$\"}", "\"" + "a".repeat(300) + "\""))
                .hasMessageContaining("A pattern of the schema takes too long");
        assertThatThrownBy(() -> validate("{\"pattern\": \"^(a|b)*$\"}", "\"" + "ab".repeat(50_000) + "\""))
                .isInstanceOf(SchemaUnusable.class);
    }

    @Test
    void aSchemaThatIsItselfEndsToo() {
        assertThatThrownBy(() -> validate("{\"$ref\": \"#\"}", "1")).isInstanceOf(SchemaUnusable.class);
        assertThatThrownBy(() -> validate("{\"allOf\": [{\"$ref\": \"#\"}]}", "1"))
                .isInstanceOf(SchemaUnusable.class);
    }
}
