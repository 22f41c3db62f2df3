package dev.routewright.cell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence.Delivery;
import dev.routewright.route.Grant;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that no inspection has seen, calling hosts by raw HTTP. */
class OutgoingHttpTest {
    private final WireMockServer partner =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().dynamicHttpsPort());
    private final WireMockServer elsewhere =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final Names names = new Names().lead("partner.example", "127.0.0.1").lead("other.example", "127.0.0.1");

    @TempDir
    Path files;

    Runtime runtime;

    @BeforeEach
    void start() {
        partner.start();
        elsewhere.start();
        partner.stubFor(any(anyUrl()).willReturn(okJson("{\"a\":1}")));
        elsewhere.stubFor(any(anyUrl()).willReturn(okJson("{\"stolen\":true}")));
        runtime = Runtime.unread(files, settings -> settings, Runtime.withHttp("127.0.0.0/8"), names);
    }

    @AfterEach
    void stop() {
        runtime.close();
        partner.stop();
        elsewhere.stop();
    }

    @Test
    void callsAHostOfTheGrant() throws Exception {
        load("setHeader: {name: CamelHttpMethod, constant: POST}", to("/orders?region=eu&filter[x]=a b"));

        var answer = post();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"a\":1}");
        partner.verify(postRequestedFor(urlPathEqualTo("/orders"))
                .withQueryParam("region", equalTo("eu"))
                .withQueryParam("filter[x]", equalTo("a b"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withRequestBody(equalToJson("{\"sku\":\"A\"}")));
    }

    @Test
    void enrichesFromAHostWithPathAndQuery() throws Exception {
        load("enrich: {constant: 'http://partner.example:%d/stock?sku=A'}".formatted(partner.port()));

        assertThat(post().body()).isEqualTo("{\"a\":1}");
        partner.verify(getRequestedFor(urlEqualTo("/stock?sku=A")));
    }

    @Test
    void aReplyCanBeReadTwice() throws Exception {
        partner.stubFor(any(anyUrl()).willReturn(okJson("{\"a\":\"" + "x".repeat(20_000) + "\"}")));
        load(
                to("/"),
                "setVariable: {name: one, jq: {expression: '.a | length'}}",
                "setBody: {jq: {expression: '{one: variable(\"one\"), two: (.a | length)}'}}");

        assertThat(post().body()).isEqualTo("{\"one\":20000,\"two\":20000}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://other.example:PORT/",
                "https://partner.example:PORT/",
                "http://partner.example/",
                "http:https://partner.example:PORT/",
                "http://partner.example:PORT@other.example:PORT/",
                "http://user@partner.example:PORT/",
                "http://other.example%2f@partner.example:PORT/",
                "http://PARTNER.example:PORT/",
                "http://partner.example.:PORT/",
                "http://partner.example:PORT.other.example/",
                "http:\\\\other.example\\@partner.example:PORT/",
                "http://127.0.0.1:PORT/",
                "http://2130706433:PORT/",
                "http://[::1]:PORT/",
                "http://partner.example:PORT/?proxyHost=other.example",
                "http://partner.example:PORT/?proxyAuthHost=other.example",
                "http://partner.example:PORT/?%70roxyHost=other.example",
                "http://partner.example:PORT/?ProxyHost=other.example",
                "http://partner.example:PORT/?proxy-host=other.example",
                "http://partner.example:PORT/?followRedirects=true",
                "http://partner.example:PORT/?transferException=true",
                "http://partner.example:PORT/?bridgeEndpoint=true",
                "http://partner.example:PORT/?cookieStore.x=1",
                "http://partner.example:PORT/?httpClient=#x",
                "http://partner.example:PORT/?httpClientOptions=#x",
                "http://partner.example:PORT/?httpClient.soTimeout=1",
                "http://partner.example:PORT/?sslContextParameters=#x",
                "http://partner.example:PORT/?x509HostnameVerifier=#class:org.apache.hc.client5.http.ssl.NoopHostnameVerifier",
                "http://partner.example:PORT/?clientConnectionManager=#x",
                "http://partner.example:PORT/?customHostHeader=other.example",
                "http://partner.example:PORT/?oauth2TokenEndpoint=http://other.example:PORT/",
                "http://partner.example:PORT/?authUsername=a&authPassword=b",
                "http://partner.example:PORT/?logHttpActivity=true",
            })
    void refusesToLoad(String uri) {
        var to = "to: {uri: '%s'}".formatted(uri.replace("PORT", String.valueOf(partner.port())));

        assertThatThrownBy(() -> load(to))
                .isInstanceOf(CellRuntime.CellFailed.class)
                .hasRootCauseInstanceOf(OutsideGrant.class)
                .hasMessageStartingWith("[x v1] The version does not start: The grant does not allow ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "toD: {uri: 'http://${header.target}/'}",
                "recipientList: {simple: 'http://${header.target}/'}",
                "routingSlip: {simple: 'http://${header.target}/'}",
                "enrich: {simple: 'http://${header.target}/'}",
                "wireTap: {uri: 'http://${header.target}/'}",
                "toD: {uri: 'http://partner.example:PORT/?x=${header.option}'}",
                "pollEnrich: {constant: 'http://partner.example:PORT/', timeout: 100}",
                "poll: {uri: 'http://partner.example:PORT/', timeout: 100}",
            })
    void reachesNoOtherHostWhileRunning(String step) throws Exception {
        load(step.replace("PORT", String.valueOf(partner.port())));

        runtime.post(
                "/x",
                "{}",
                "target",
                "other.example:" + elsewhere.port(),
                "option",
                "1&proxyHost=other.example&proxyPort=" + elsewhere.port());

        assertThat(elsewhere.getAllServeEvents()).isEmpty();
    }

    @Test
    void keepsAMessageThatWouldHaveGoneElsewhere() throws Exception {
        load("toD: {id: out, uri: 'http://${header.target}/'}");

        var answer = runtime.post("/x", "{}", "target", "other.example:" + elsewhere.port());

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(runtime.kept).hasSize(1);
        assertThat(runtime.kept.get(0).cause())
                .isEqualTo("The grant does not allow the host http://other.example:%d. Nothing was touched; approve a"
                                .formatted(elsewhere.port())
                        + " version whose grant holds it.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelHttpUri", "camelhttpuri", "CamelRestHttpUri", "CamelHttpPath", "CamelHttpQuery",
                        "CamelHttpRawQuery",
                "CamelRestHttpQuery", "CamelHttpProtocolVersion", "CamelHttpBaseUri", "Host", "host", "Authorization",
                "Cookie", "X-Api-Key", "x_api_key", "Proxy-Authorization", "X-Forwarded-For", "Transfer-Encoding",
            })
    void noHeaderMovesACallOrLeaves(String name) throws Exception {
        load(
                "setHeader: {name: %s, constant: 'http://other.example:%d/'}".formatted(name, elsewhere.port()),
                to("/fixed"));

        assertThat(post().statusCode()).isEqualTo(200);
        assertThat(elsewhere.getAllServeEvents()).isEmpty();
        partner.verify(anyRequestedFor(urlEqualTo("/fixed"))
                .withHeader("Host", equalTo("partner.example:" + partner.port()))
                .withHeader("Authorization", absent())
                .withHeader("Cookie", absent())
                .withHeader("X-Api-Key", absent())
                .withHeader("x_api_key", absent())
                .withHeader("X-Forwarded-For", absent())
                .withHeader("CamelHttpBaseUri", absent()));
    }

    @Test
    void sendsBusinessHeaders() throws Exception {
        load("setHeader: {name: Idempotency-Key, constant: k1}", to("/"));

        post();

        partner.verify(anyRequestedFor(anyUrl()).withHeader("Idempotency-Key", equalTo("k1")));
    }

    @Test
    void aReplySteersNothing() throws Exception {
        partner.stubFor(any(anyUrl())
                .willReturn(okJson("{}")
                        .withHeader("camelHttpUri", "http://other.example:" + elsewhere.port())
                        .withHeader("kafka.OVERRIDE_TOPIC", "other")
                        .withHeader("Set-Cookie", "a=b")
                        .withHeader("X-Auth-Token", "t")
                        .withHeader("X-Rate", "5")));
        load(to("/one"), "setBody: {jq: {expression: '{rate: header(\"X-Rate\")}'}}", to("/two"));

        post();

        assertThat(elsewhere.getAllServeEvents()).isEmpty();
        partner.verify(anyRequestedFor(urlEqualTo("/two"))
                .withHeader("X-Rate", equalTo("5"))
                .withHeader("Cookie", absent())
                .withHeader("Set-Cookie", absent())
                .withHeader("X-Auth-Token", absent())
                .withHeader("camelHttpUri", absent())
                .withHeader("kafka.OVERRIDE_TOPIC", absent()));
    }

    @Test
    void anUnlistedMethodIsRefused() throws Exception {
        load("setHeader: {name: CamelHttpMethod, constant: TRACE}", to("/"));

        post();

        assertThat(runtime.kept.get(0).cause()).startsWith("The grant does not allow the HTTP method TRACE.");
        assertThat(partner.getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "169.254.169.254",
                "192.168.1.1",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "fe80::1",
                "fd00::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "192.0.2.1",
            })
    void connectsToNoAddressThatIsNotPublicOrListed(String address) throws Exception {
        names.lead("partner.example", address);
        load(to("/"));

        post();

        assertThat(runtime.kept).hasSize(1);
        assertThat(runtime.kept.get(0).cause())
                .matches("The grant does not allow the address \\S+, to which"
                        + " partner\\.example leads\\. Nothing was touched; approve a version whose grant holds it\\.");
    }

    @Test
    void judgesEveryAddressOfAnAnswer() throws Exception {
        names.lead("partner.example", "127.0.0.1", "10.0.0.1");
        load(to("/"));

        assertThat(post().statusCode()).isEqualTo(500);
        assertThat(partner.getAllServeEvents()).isEmpty();
    }

    @Test
    void aNameThatMovesAfterTheCheckLeadsNowhereElse() throws Exception {
        // The first answer is fine, every later one is the metadata service.
        names.move("partner.example", time -> List.of(time == 0 ? "127.0.0.1" : "169.254.169.254"));
        partner.stubFor(any(anyUrl()).willReturn(okJson("{\"a\":1}").withHeader("Connection", "close")));
        load(to("/"));

        assertThat(post().statusCode()).isEqualTo(200);
        assertThat(names.asked("partner.example")).isEqualTo(1);
        assertThat(post().statusCode()).isEqualTo(500);
        assertThat(runtime.kept.get(0).cause()).contains("the address 169.254.169.254");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) throws Exception {
        partner.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Location", "http://other.example:" + elsewhere.port() + "/secret")));
        load(to("/"));

        assertThat(post().statusCode()).isEqualTo(500);
        assertThat(elsewhere.getAllServeEvents()).isEmpty();
        assertThat(partner.getAllServeEvents()).hasSize(1);
        assertThat(runtime.kept.get(0).cause())
                .isEqualTo("[http://partner.example:%d] The host answered with a redirect (%d), which is not followed."
                        .formatted(partner.port(), status));
    }

    @Test
    void usesNoProxyOfTheSystem() throws Exception {
        var before = System.getProperties().clone();
        try {
            for (var scheme : List.of("http.", "https.", "socks")) {
                System.setProperty(scheme + (scheme.equals("socks") ? "ProxyHost" : "proxyHost"), "127.0.0.1");
                System.setProperty(
                        scheme + (scheme.equals("socks") ? "ProxyPort" : "proxyPort"),
                        String.valueOf(elsewhere.port()));
            }
            load(to("/"));

            assertThat(post().statusCode()).isEqualTo(200);
            assertThat(elsewhere.getAllServeEvents()).isEmpty();
        } finally {
            System.setProperties((java.util.Properties) before);
        }
    }

    @Test
    void keepsNoCookie() throws Exception {
        partner.stubFor(any(anyUrl()).willReturn(okJson("{}").withHeader("Set-Cookie", "s=1; Path=/")));
        load(to("/"));

        post();
        post();

        partner.verify(2, anyRequestedFor(anyUrl()).withHeader("Cookie", absent()));
    }

    @Test
    void trustsNoCertificateTheJvmDoesNot() throws Exception {
        load(
                new TreeSet<>(Set.of("https://partner.example:" + partner.httpsPort())),
                "to: {uri: 'https://partner.example:%d/'}".formatted(partner.httpsPort()));

        assertThat(post().statusCode()).isEqualTo(500);
        assertThat(runtime.kept.get(0).cause()).contains("unable to find valid certification path");
        assertThat(partner.getAllServeEvents()).isEmpty();
    }

    @Test
    void readsNoMoreOfAReplyThanItsLimit() throws Exception {
        partner.stubFor(any(anyUrl()).willReturn(aResponse().withBody(new byte[11 * 1024 * 1024])));
        load(to("/"));

        assertThat(post().statusCode()).isEqualTo(500);
        assertThat(runtime.kept.get(0).cause()).isEqualTo("The reply is larger than 10 MiB.");
    }

    @Test
    void countsTheBytesOfAPackedReplyUnpacked() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(packed)) {
            zip.write(new byte[40 * 1024 * 1024]);
        }
        for (var encoding : List.of("gzip", "x-gzipped")) {
            partner.stubFor(any(anyUrl())
                    .willReturn(aResponse().withBody(packed.toByteArray()).withHeader("Content-Encoding", encoding)));
            load(to("/"));

            assertThat(post().statusCode()).isEqualTo(500);
        }
    }

    @Test
    void waitsNoLongerThanTheRouteSays() throws Exception {
        partner.stubFor(any(anyUrl())
                .willReturn(okJson("{\"a\":\"" + "x".repeat(100) + "\"}").withChunkedDribbleDelay(10, 20_000)));
        load(to("/?responseTimeout=500"));
        long begun = System.nanoTime();

        assertThat(post().statusCode()).isEqualTo(500);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void repeatsNothingByItself() throws Exception {
        partner.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503).withHeader("Retry-After", "0")));
        load(to("/"));

        post();

        assertThat(partner.getAllServeEvents()).hasSize(1);
    }

    @Test
    void onAStageNothingLeaves() {
        var draft = new Draft("x", yaml(to("/orders")), null, List.of());
        try (var stage = runtime.stage.open(draft, grant(hosts()), (operation, input) -> {
            throw new AssertionError("No service is called.");
        })) {
            var answer = stage.deliver("{\"sku\":\"A\"}", Map.of(), Duration.ofSeconds(5));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(stage.deliveries())
                    .containsExactly(new Delivery(
                            "http:partner.example:%d/orders".formatted(partner.port()), "{\"sku\":\"A\"}"));
        }
        assertThat(partner.getAllServeEvents()).isEmpty();
    }

    @Test
    void onAStageTheGrantHoldsToo() {
        var draft = new Draft("x", yaml("to: {uri: 'http://other.example/'}"), null, List.of());

        assertThatThrownBy(() -> runtime.stage.open(draft, grant(hosts()), (operation, input) -> {
                    throw new AssertionError("No service is called.");
                }))
                .hasMessageContaining("The grant does not allow the host http://other.example:80.");
    }

    private String to(String pathAndQuery) {
        return "to: {uri: 'http://partner.example:%d%s'}".formatted(partner.port(), pathAndQuery);
    }

    private java.net.http.HttpResponse<String> post() throws Exception {
        return runtime.post("/x", "{\"sku\":\"A\"}");
    }

    private void load(String... steps) throws CellRuntime.CellFailed {
        load(hosts(), steps);
    }

    private void load(TreeSet<String> hosts, String... steps) throws CellRuntime.CellFailed {
        runtime.cells.switchTo(Runtime.version("x", 1, yaml(steps), grant(hosts)));
    }

    private static String yaml(String... steps) {
        var all = Stream.of(steps).map(step -> "        - " + step + "\n").reduce("", String::concat);
        return """
                - route:
                    id: x
                    from:
                      uri: platform-http:/x
                      parameters: {httpMethodRestrict: POST}
                      steps:
                %s""".formatted(all);
    }

    private TreeSet<String> hosts() {
        return new TreeSet<>(Set.of("http://partner.example:" + partner.port()));
    }

    private static Grant grant(TreeSet<String> hosts) {
        return new Grant(
                List.of(new Grant.Entry("http", "POST", "/x")),
                new TreeSet<>(),
                new TreeSet<>(),
                hosts,
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(Set.of("platform-http", "http", "https")),
                new TreeSet<>(Set.of("jq", "simple")),
                new TreeSet<>());
    }
}
