package dev.routewright.cell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.component.platform.http.HttpEndpointModel;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests as Camel's servers lay them out; what those servers really do is tried with the servers themselves. */
class AsItCameTest {
    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void close() {
        context.stop();
    }

    @Test
    void whatTheServerLaidAmongTheHeadersIsNoHeader() {
        var exchange = exchange("/orders");
        exchange.getMessage().setHeader(Exchange.HTTP_QUERY, "x=1&x=2&flag&Idempotency-Key=K&y=a%20b;z=3");
        exchange.getMessage().setHeader("X", new ArrayList<>(List.of("2", "1", "2")));
        exchange.getMessage().setHeader("flag", "");
        exchange.getMessage().setHeader("Idempotency-Key", new ArrayList<>(List.of("K", "K")));
        exchange.getMessage().setHeader("y", "a b");
        exchange.getMessage().setHeader("z", "3");
        exchange.getMessage().setHeader("status", "approved");
        exchange.getMessage().setBody(Map.of("status", "approved"));
        exchange.getMessage().setHeader("CamelFileName", "/etc/passwd");

        var headers = new AsItCame(exchange).request().headers();

        assertThat(headers).isEqualTo(Map.of("X", List.of("2"), "Idempotency-Key", List.of("K")));
    }

    @Test
    void aFormThatWasTakenApartIsTheSameForm() throws Exception {
        var form = new LinkedHashMap<String, Object>();
        form.put("name", "Ann & Bob = 2");
        form.put("tag", List.of("a", "b"));
        form.put("more", new String[] {"c"});
        var exchange = exchange("/orders");
        exchange.getMessage().setHeader("Content-Type", "application/x-www-form-urlencoded");
        exchange.getMessage().setBody(form);
        var came = new AsItCame(exchange);

        assertThat(came.isBroken()).isFalse();
        assertThat(new String(came.body(1000), UTF_8)).isEqualTo("name=Ann+%26+Bob+%3D+2&tag=a&tag=b&more=c");
    }

    @Test
    void whatCannotBePutTogetherAgainIsNotGuessed() {
        var json = exchange("/orders");
        json.getMessage().setBody(Map.of("{\"phone\":\" 49 123\"}", ""));
        var upload = exchange("/orders");
        upload.getMessage().setHeader("Content-Type", "multipart/form-data; boundary=x");
        var stream = exchange("/orders");
        stream.getMessage().setHeader("Content-Type", "multipart/form-data; boundary=x");
        stream.getMessage().setBody(new ByteArrayInputStream("--x".getBytes(UTF_8)));

        assertThat(new AsItCame(json).isBroken()).isTrue();
        assertThat(new AsItCame(upload).isBroken()).isTrue();
        assertThat(new AsItCame(stream).isBroken()).isFalse();
    }

    @Test
    void anEntryIsFoundWhereverTheServerPutsIt() {
        assertThat(path("/orders/{id}", "/api/v1/orders/7?a=b")).isEqualTo("/orders/7");
        assertThat(path("/orders/{id}", "/orders/7/")).isEqualTo("/orders/7/");
        assertThat(path("orders", "/api/orders/")).isEqualTo("/orders");
        assertThat(path("/", "/api/")).isEqualTo("/");
        assertThat(path("/", "/")).isEqualTo("/");
        assertThat(path("/orders", "/orders")).isEqualTo("/orders");
    }

    @Test
    void pathsOfTheServerItselfAreNoEntries() {
        var porch = new Porch(context, exchange -> {}, () -> {
            throw new IllegalStateException("Nothing opened.");
        });
        var health = new HttpEndpointModel("/observe/health");

        porch.registerHttpEndpoint(health);
        porch.unregisterHttpEndpoint(health);

        assertThat(porch.open()).isEmpty();
    }

    @Test
    void noMoreIsReadThanIsAskedFor() throws Exception {
        var exchange = exchange("/orders");
        var body = new ByteArrayInputStream(new byte[1000]);
        exchange.getMessage().setBody(body);

        assertThat(new AsItCame(exchange).body(11)).hasSize(11);
        assertThat(body.available()).isEqualTo(1000 - 11);
    }

    @Test
    void onlyTheBodyOfARequestIsLeftUnread() throws Exception {
        LeftUnread.in(context);
        var endpoint = endpoint("/orders");
        var ofServer = LeftUnread.in(context, () -> new DefaultConsumer(endpoint, exchange -> {}));
        var another = new DefaultConsumer(endpoint, exchange -> {});
        var body = new BufferedInputStream(new ByteArrayInputStream(new byte[10]));

        assertThat(cached(ofServer.createExchange(false), body)).isNull();
        assertThat(body.available()).isEqualTo(10);
        assertThat(cached(another.createExchange(false), body)).isNotNull();
    }

    private StreamCache cached(Exchange exchange, InputStream body) {
        return context.getTypeConverter().tryConvertTo(StreamCache.class, exchange, body);
    }

    private String path(String entry, String uri) {
        var exchange = exchange(entry);
        exchange.getMessage().setHeader(Exchange.HTTP_URI, uri);
        return new AsItCame(exchange).request().path();
    }

    private Exchange exchange(String entry) {
        return DefaultExchange.newFromEndpoint(endpoint(entry));
    }

    private PlatformHttpEndpoint endpoint(String entry) {
        var endpoint = new PlatformHttpEndpoint("platform-http:" + entry, entry, new PlatformHttpComponent(context));
        endpoint.setCamelContext(context);
        return endpoint;
    }
}
