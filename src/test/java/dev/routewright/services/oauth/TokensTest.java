package dev.routewright.services.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.routewright.route.Service.Security;
import dev.routewright.services.CallCredentials.Caller;
import dev.routewright.services.CallCredentials.Sent;
import dev.routewright.services.CallCredentials.Unavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokensTest {
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Moving clock = new Moving();
    private final TokenAddress address = new TokenAddress();
    private final Tokens tokens = new Tokens(address, clock);
    private HttpServer server;
    private volatile int status = 200;
    private volatile boolean takesForm;
    private volatile String type = "Bearer";

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/token", exchange -> {
            var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var header = exchange.getRequestHeaders().getFirst("Authorization");
            asked.add((header == null ? "" : header + " ") + form);
            boolean understood = !takesForm || header == null;
            answer(
                    exchange,
                    understood ? status : 401,
                    "{\"access_token\": \"token-%d\", \"token_type\": \"%s\", \"expires_in\": 100}"
                            .formatted(asked.size(), type));
        });
        server.createContext(
                "/.well-known",
                exchange -> answer(exchange, 200, "{\"token_endpoint\": \"%s\"}".formatted(url("/token"))));
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        address.close();
    }

    @Test
    void aTokenIsGotWithTheSecretAndKeptUntilShortlyBeforeItExpires() {
        var credentials = credentials(Security.oauth2(url("/token"), List.of("read", "write")));

        assertThat(value(credentials)).isEqualTo("token-1");
        clock.forward(Duration.ofSeconds(89));
        assertThat(value(credentials)).isEqualTo("token-1");
        clock.forward(Duration.ofSeconds(2));
        assertThat(value(credentials)).isEqualTo("token-2");
        var basic = Base64.getEncoder().encodeToString("shop:s%3Acret".getBytes(StandardCharsets.UTF_8));
        assertThat(asked.get(0)).isEqualTo("Basic " + basic + " grant_type=client_credentials&scope=read+write");
    }

    @Test
    void manyCallsAtOnceGetOneToken() throws Exception {
        var credentials = credentials(Security.oauth2(url("/token"), List.of()));
        var threads = Executors.newFixedThreadPool(16);
        var calls = Collections.<Callable<String>>nCopies(16, () -> value(credentials));

        for (var got : threads.invokeAll(calls)) assertThat(got.get()).isEqualTo("token-1");

        assertThat(asked).hasSize(1);
        threads.shutdown();
    }

    @Test
    void aRefusedTokenIsReplacedOnceUnlessItIsYoung() {
        var credentials = credentials(Security.oauth2(url("/token"), List.of()));
        var young = credentials.of(Caller.NOBODY, "orders").get(0);
        assertThat(young.renewal().renewed()).isEmpty();

        clock.forward(Duration.ofSeconds(6));
        assertThat(young.renewal().renewed()).contains(new Sent(Security.BEARER, "token-2"));
        assertThat(value(credentials)).isEqualTo("token-2");
    }

    @Test
    void aTokenAddressMayTakeTheSecretInTheFormOnly() {
        takesForm = true;

        assertThat(value(credentials(Security.oauth2(url("/token"), List.of()))))
                .isEqualTo("token-2");
        assertThat(asked.get(1)).isEqualTo("grant_type=client_credentials&client_id=shop&client_secret=s%3Acret");
    }

    @Test
    void theTokenAddressMayBeDiscovered() {
        assertThat(value(credentials(Security.openId(url("/.well-known/openid-configuration"), List.of()))))
                .isEqualTo("token-1");
    }

    @Test
    void failuresAreSentencesWithoutSecretsAndRestForAMoment() {
        status = 403;
        var credentials = credentials(Security.oauth2(url("/token"), List.of()));
        var sentence = "The token address " + url("")
                + " gave no token: it answered with status 403. Check the client id and its secret.";

        assertThatThrownBy(() -> value(credentials))
                .isInstanceOf(Unavailable.class)
                .hasMessage(sentence);
        assertThatThrownBy(() -> value(credentials)).hasMessage(sentence);
        assertThat(asked).hasSize(1);
        status = 200;
        clock.forward(Duration.ofSeconds(2));
        assertThat(value(credentials)).isEqualTo("token-2");
    }

    @Test
    void noSecretIsShownOverAnOpenLineOrForAnotherKindOfToken() {
        assertThatThrownBy(() -> value(credentials(Security.oauth2("http://login.test/token", List.of()))))
                .hasMessage("Its token address is neither https nor on this machine.");
        type = "mac";
        assertThatThrownBy(() -> value(credentials(Security.oauth2(url("/token"), List.of()))))
                .hasMessage("The token address " + url("") + " gave something that is no bearer token.");
        assertThat(new Client(Security.oauth2(url("/token"), List.of()), "shop:s:cret").toString())
                .doesNotContain("cret");
    }

    private static void answer(com.sun.net.httpserver.HttpExchange exchange, int status, String body)
            throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private TokenCredentials credentials(Security place) {
        return new TokenCredentials((caller, service) -> List.of(new Sent(place, "shop:s:cret")), tokens);
    }

    private static String value(TokenCredentials credentials) {
        return credentials.of(Caller.NOBODY, "orders").get(0).value();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static final class Moving extends Clock {
        private Instant now = Instant.parse("2026-03-01T10:00:00Z");

        void forward(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
