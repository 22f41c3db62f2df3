package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Request-Id",
                "Content-Type",
                "sku",
                "order_id",
                "Idempotency-Key",
                "客户",
                "If-Match",
                "kafkaesque",
                "X-Amount",
                "page.size",
                "X-Hub-Signature-256",
            })
    void businessComesIn(String name) {
        assertThat(Headers.mayEnter(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelHttpUri",
                "camelhttpuri",
                "CAMELFileName",
                "Camel-Http-Uri",
                "_CamelHttpUri",
                "Camel%48ttpUri",
                "c\u0061melHttpUri",
                "-camel.x",
                "org.apache.camel.x",
                "Org.Apache.CamelX",
                "org_apache_camel",
                "kafka.KEY",
                "kafka.OVERRIDE_TOPIC",
                "KAFKA.override_topic",
                "\u212aAFKA.KEY",
                "kafka_KEY",
                "kafka",
                "kafka-TOPIC",
                "Routewright.passage",
                "routewrıght",
                "x\r\nCamelHttpUri",
                "x y",
                "x:y",
                "x%0d%0a",
                "",
                "Authorization",
                "Proxy-Authorization",
                "Cookie",
                "cookie2",
                "Set-Cookie",
                "X-Api-Key",
                "x_api_key",
                "apikey",
                "X-Auth-Token",
                "access_token",
                "X-Client-Secret",
                "db-password",
                "Host",
                "Transfer-Encoding",
                "X-HTTP-Method-Override",
            })
    void whatSteersOrProvesWhoSomebodyIsStaysOutside(String name) {
        assertThat(Headers.mayEnter(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For",
                "Forwarded",
                "Via",
                "Referer",
                "Origin",
                "User-Agent",
                "X-Real-IP",
                "X-Api-Key"
            })
    void whatACallerSaysOfItselfGoesNowhereElse(String name) {
        assertThat(Headers.maySend(name)).isFalse();
    }

    @Test
    void aNameOfAThousandLettersStaysOutside() {
        assertThat(Headers.mayEnter("x".repeat(1000))).isFalse();
    }

    @Test
    void aRecordCannotSpeakForItsConsumer() throws Exception {
        try (var camel = new DefaultCamelContext()) {
            var message = new DefaultExchange(camel).getMessage();
            message.setHeader("kafka.TOPIC", "orders".getBytes(StandardCharsets.UTF_8));
            message.setHeader("kafka.KEY", "k");
            message.setHeader("kafka.OVERRIDE_TOPIC", "other");
            message.setHeader("CamelKafkaManualCommit", new Object());
            message.setHeader("CamelFileName", "x");
            message.setHeader("sku", "A".getBytes(StandardCharsets.UTF_8));
            message.setHeader("object", new Object());

            Headers.enter(message, "kafka");

            assertThat(message.getHeaders().keySet()).containsExactlyInAnyOrder("kafka.KEY", "sku");
        }
    }

    @Test
    void nothingSteersTheNextStepButWhatTheRouteMaySet() throws Exception {
        try (var camel = new DefaultCamelContext()) {
            var message = new DefaultExchange(camel).getMessage();
            message.setHeader("CamelHttpUri", "x");
            message.setHeader("camelhttpresponsecode", "200");
            message.setHeader("kafka.override_topic", "x");
            message.setHeader("CamelHttpMethod", "PUT");
            message.setHeader("CamelFileName", "a.csv");
            message.setHeader("Sku", "A");

            Headers.strip(message, Set.of("CamelHttpMethod"));

            assertThat(message.getHeaders().keySet())
                    .containsExactlyInAnyOrder("CamelHttpMethod", "CamelFileName", "Sku");
        }
    }

    @Test
    void aKeptMessageComesBackWithoutWhatSteers() {
        var kept =
                Map.of("CamelFileName", "a.csv", "CamelHttpUri", "x", "kafka.KEY", "k", "X-Api-Key", "s", "Sku", "A");

        assertThat(Headers.enter(kept, "http")).isEqualTo(Map.of("Sku", "A"));
        assertThat(Headers.enter(kept, "file")).isEqualTo(Map.of("Sku", "A", "CamelFileName", "a.csv"));
        assertThat(Headers.enter(kept, "kafka")).isEqualTo(Map.of("Sku", "A", "kafka.KEY", "k"));
    }
}
