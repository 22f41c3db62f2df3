package dev.routewright.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.journal.Json;
import dev.routewright.web.Server;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole runtime, asked over HTTP as a browser, a program and a stranger would. */
class HawtioTest {
    private static final String HELLO = """
            - route:
                id: hello
                from:
                  uri: platform-http:/hello
                  parameters: {httpMethodRestrict: POST}
                  steps:
                    - setBody: {id: greeting, jq: '{said: "hello"}'}
            """;
    private static final String CONTEXT = "org.apache.camel:context=hello-v1-*,type=context,name=\"hello\"";

    @TempDir
    static Path home;

    private static final List<String> steps = new java.util.concurrent.CopyOnWriteArrayList<>();
    private static Server server;
    private static String password;
    private static int ingress;
    private static HttpClient operator;
    private static String token;

    private final HttpClient stranger = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes/hello.camel.yaml"), HELLO);
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ingress = free.getLocalPort();
        }
        server = Server.start(
                steps::add,
                "--server.port=0",
                "--routewright.ingress.port=" + ingress,
                "--routewright.data-dir=" + home.resolve("data"),
                "--routewright.routes=" + home.resolve("routes"),
                "--routewright.kamelets=" + home.resolve("kamelets"));
        password = server.firstPassword().orElseThrow();
        var cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
        operator = HttpClient.newBuilder().cookieHandler(cookies).build();
        signIn(operator, "admin", password);
        send(operator, request("/hawtio/user"));
        token = token(cookies);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whoeverStartsItHearsHowFarItIs() {
        assertThat(steps)
                .containsExactly(
                        "Starting the runtime",
                        "Opening the store and the control plane",
                        "Bringing up what was live, and taking in what lies in the folders",
                        "  hello/1 live");
    }

    @Test
    void thePasswordIsGivenOnceAndKeptAsAHashOnlyItsOwnerCanRead() throws Exception {
        var file = home.resolve("data/console.password");

        assertThat(password).matches("[a-z2-9_]{24}");
        assertThat(server.firstPassword()).isEmpty();
        assertThat(Files.readString(file)).startsWith("$2").doesNotContain(password);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void withoutALoginThereIsNothingBehindHawtio() throws Exception {
        for (var path : List.of("/hawtio", "/hawtio/", "/hawtio/camel", "/hawtio/static/js/x.js", "/hawtio/index.html"))
            assertThat(status(get(path, "Accept", "text/html"))).isEqualTo("302 /login");
        for (var path : List.of("/hawtio/jolokia", "/hawtio/jolokia/list", "/hawtio/user", "//hawtio/jolokia"))
            assertThat(get(path).statusCode()).as(path).isIn(400, 401);
        for (var path :
                List.of("/hawtio/;x/../jolokia", "/x/..;/hawtio/jolokia", "/hawtio;x=1/jolokia", "/%68awtio/user"))
            assertThat(get(path).statusCode()).as(path).isIn(400, 401, 404);
        assertThat(send(stranger, jolokia(Map.of("type", "version"))).statusCode())
                .isEqualTo(401);
    }

    @Test
    void anAddressSpeltInAnUnusualWayIsAProblemForBrowsersToo() throws Exception {
        for (var path : List.of(
                "/hawtio/jolokia;jsessionid=x/version",
                "/hawtio;x=1/jolokia",
                "/hawtio/%6aolokia/version",
                "/hawtio//jolokia",
                "//hawtio/jolokia"))
            for (var accepted : List.of("*/*", "text/html")) {
                var answer = get(path, "Accept", accepted);
                assertThat(answer.statusCode()).as(path).isEqualTo(400);
                assertThat(Json.MAPPER.readTree(answer.body()).path("instance").asText())
                        .isEqualTo(path);
                assertThat(answer.body()).contains("Nothing was ");
            }
        assertThat(get("/error", "Accept", "text/html").statusCode()).isEqualTo(404);
    }

    @Test
    void whatWasThereBeforeNeedsNoLoginAndGetsNoSession() throws Exception {
        for (var path : List.of("/api/integrations", "/", "/actuator/health", "/v3/api-docs")) {
            var answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        }
        assertThat(get("/jolokia").statusCode()).isEqualTo(404);
        assertThat(get("/actuator/hawtio").statusCode()).isEqualTo(404);
        assertThat(get("/actuator/jolokia").statusCode()).isEqualTo(404);
    }

    @Test
    void aBrowserSignsInAndOutAndItsCookiesStayWhereTheyAre() throws Exception {
        var cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
        var browser = HttpClient.newBuilder().cookieHandler(cookies).build();
        var signedIn = signIn(browser, "admin", password);

        assertThat(status(signedIn)).isEqualTo("302 /hawtio/");
        assertThat(signedIn.headers().allValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("ROUTEWRIGHT=")
                .contains("HttpOnly")
                .contains("SameSite=Strict"));
        var page = send(browser, request("/hawtio/camel/routeDiagram", "Accept", "text/html"));
        assertThat(page.body()).contains("<base href=\"/hawtio/\">");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self';", "frame-ancestors 'none'");
        assertThat(send(browser, request("/hawtio/user")).body()).isEqualTo("\"admin\"");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-");

        assertThat(send(browser, jolokia(Map.of("type", "version"))).statusCode())
                .isEqualTo(403);
        var guessed = jolokiaBuilder(Map.of("type", "version")).header("Authorization", "Basic YWRtaW46Z3Vlc3M=");
        assertThat(send(browser, guessed.build()).statusCode()).isEqualTo(403);
        var withToken = HttpRequest.newBuilder(server.control().resolve("/hawtio/jolokia"))
                .header("X-XSRF-TOKEN", token(cookies))
                .POST(BodyPublishers.ofString("{\"type\":\"version\"}"))
                .build();
        assertThat(send(browser, withToken).statusCode()).isEqualTo(200);

        send(browser, request("/hawtio/auth/logout", "Sec-Fetch-Site", "same-site"));
        assertThat(send(browser, request("/hawtio/user")).statusCode()).isEqualTo(200);
        assertThat(status(send(browser, request("/hawtio/auth/logout", "Accept", "text/html"))))
                .isEqualTo("302 /login?out");
        assertThat(send(browser, request("/hawtio/user")).statusCode()).isEqualTo(401);
    }

    @Test
    void aWrongNameIsAnsweredAsAWrongPassword() throws Exception {
        try (var other = new Other()) {
            assertThat(status(signIn(browser(), "nobody", password))).isEqualTo("302 /login?wrong");
            assertThat(status(signIn(browser(), "admin", "guess"))).isEqualTo("302 /login?wrong");
            assertThat(get("/login?wrong").body()).contains("The name or the password is wrong.");
            assertThat(status(signIn(browser(), "admin", other.renewed()))).isEqualTo("302 /hawtio/");
        }
    }

    @Test
    void aNewPasswordCountsAtOnceAndEndsSessionsOfTheOldOne() throws Exception {
        var browser = browser();
        signIn(browser, "admin", password);
        try (var other = new Other()) {
            var next = other.renewed();

            assertThat(send(browser, request("/hawtio/user")).statusCode()).isEqualTo(401);
            assertThat(status(signIn(browser(), "admin", password))).isEqualTo("302 /login?wrong");
            assertThat(status(signIn(browser(), "admin", next))).isEqualTo("302 /hawtio/");
        }
    }

    /** The password as it was, when this test is over. */
    private static final class Other implements AutoCloseable {
        private final Path file = home.resolve("data/console.password");
        private final String before;

        Other() throws IOException {
            before = Files.readString(file);
        }

        String renewed() {
            return new Passwords(home.resolve("data")).renew();
        }

        @Override
        public void close() throws IOException {
            Files.writeString(file, before);
        }
    }

    @Test
    void pagesOfOthersAndOtherNamesStayRefused() throws Exception {
        assertThat(calledBy("127.0.0.1")).startsWith("HTTP/1.1 401");
        assertThat(calledBy("elsewhere.test")).startsWith("HTTP/1.1 403");
        var foreign = basic(jolokiaBuilder(Map.of("type", "version")).header("Origin", "http://elsewhere.test"));
        assertThat(send(stranger, foreign).statusCode()).isEqualTo(403);
        var read = basic(HttpRequest.newBuilder(server.control().resolve("/hawtio/jolokia"))
                .header("Origin", "http://elsewhere.test"));
        assertThat(send(stranger, read).headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    /** A picture on a page of another port comes with the cookies of this one, and needs no token. */
    @Test
    void nothingIsAskedByAnAddress() throws Exception {
        var pause = "exec/dev.routewright:type=Integration,name=hello/pause";
        for (var path : List.of("/hawtio/jolokia/" + pause, "/hawtio/jolokia?p=" + pause, "/hawtio/jolokia/list"))
            for (var method : List.of("GET", "HEAD"))
                assertThat(send(
                                        operator,
                                        HttpRequest.newBuilder(URI.create(server.control() + path))
                                                .method(method, BodyPublishers.noBody())
                                                .build())
                                .statusCode())
                        .as(method + " " + path)
                        .isEqualTo(405);

        assertThat(ask(Map.of(
                                "type",
                                "read",
                                "mbean",
                                "dev.routewright:type=Integration,name=hello",
                                "attribute",
                                "Paused"))
                        .get("value")
                        .booleanValue())
                .isFalse();
        assertThat(send(operator, request("/hawtio/jolokia")).statusCode()).isEqualTo(200);
    }

    @Test
    void oneCallIsOneDecision() throws Exception {
        forbidden(exec("dev.routewright:type=Integration,*", "pause"));
        forbidden(exec("dev.routewright:type=Integration,name=h*", "approve", 0));
        forbidden(exec("org.apache.camel:type=tracer,*", "setEnabled", true));
    }

    @Test
    void hawtioSeesCellsAndOursAndNothingElse() throws Exception {
        var domains = ask(Map.of("type", "list")).get("value");

        assertThat(domains.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("org.apache.camel", "dev.routewright", "hawtio");
        assertThat(ask(Map.of("type", "search", "mbean", "*:*")).get("value"))
                .allSatisfy(name -> assertThat(name.textValue())
                        .matches("(org\\.apache\\.camel:context=hello-v1-|dev\\.routewright:|hawtio:type=Tree).*"));
    }

    @Test
    void hawtioDrawsACellAndTracesIt() throws Exception {
        var context = find(CONTEXT);
        assertThat(ask(Map.of("type", "read", "mbean", context, "attribute", "CamelVersion"))
                        .get("value")
                        .textValue())
                .startsWith("4.");
        assertThat(exec(context, "dumpRoutesAsXml()").get("value").textValue()).contains("id=\"greeting\"");
        var tracer = find("org.apache.camel:context=hello-v1-*,type=tracer,name=BacklogTracer");
        assertThat(exec(tracer, "setEnabled", true).get("status").intValue()).isEqualTo(200);
        send(
                stranger,
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/hello".formatted(ingress)))
                        .POST(BodyPublishers.ofString("{\"password\":\"swordfish\"}"))
                        .build());

        assertThat(exec(tracer, "dumpAllTracedMessagesAsXml()").get("value").textValue())
                .contains("<toNode>greeting</toNode>", "•••")
                .doesNotContain("swordfish");
        assertThat(exec(context, "dumpRoutesStatsAsXml", true, true)
                        .get("value")
                        .textValue())
                .containsPattern("<processorStat id=\"greeting\"[^>]* exchangesCompleted=\"[1-9]");
    }

    @Test
    void whatWouldChangeACellPastInspectionIsForbidden() throws Exception {
        var context = find(CONTEXT);
        var route = find("org.apache.camel:context=hello-v1-*,type=routes,name=\"hello\"");
        var tracer = find("org.apache.camel:context=hello-v1-*,type=tracer,name=BacklogTracer");
        for (var call : List.of(
                List.of(context, "sendStringBody", "file:/tmp/x", "x"),
                List.of(context, "sendBody", "file:/tmp/x", "x"),
                List.of(context, "requestBody", "file:/tmp/x", "x"),
                List.of(context, "createEndpoint", "exec:id"),
                List.of(context, "removeEndpoints", "*"),
                List.of(context, "stop()"),
                List.of(context, "suspend()"),
                List.of(context, "setGlobalOption", "a", "b"),
                List.of(context, "reset", true),
                List.of(route, "stop()"),
                List.of(route, "remove()"),
                List.of(route, "updateRouteFromXml", "<route/>"),
                List.of(tracer, "setTraceFilter", "${bean:x}"),
                List.of(tracer, "dumpAllTracedMessages()")))
            forbidden(exec(
                    call.get(0).toString(),
                    call.get(1).toString(),
                    call.subList(2, call.size()).toArray()));
        forbidden(ask(Map.of("type", "write", "mbean", context, "attribute", "Tracing", "value", true)));
        forbidden(ask(Map.of("type", "write", "mbean", tracer, "attribute", "BodyMaxChars", "value", 100000)));
        forbidden(ask(Map.of("type", "write", "mbean", tracer, "attribute", "TraceFilter", "value", "x")));
    }

    @Test
    void whatLoadsDumpsOrChangesLoggingIsForbidden() throws Exception {
        for (var one : List.of(
                List.of("JMImplementation:type=MBeanServerDelegate", "x"),
                List.of("com.sun.management:type=DiagnosticCommand", "jvmtiAgentLoad"),
                List.of("com.sun.management:type=DiagnosticCommand", "gcClassHistogram"),
                List.of("com.sun.management:type=HotSpotDiagnostic", "dumpHeap"),
                List.of("com.sun.management:type=HotSpotDiagnostic", "setVMOption"),
                List.of("jdk.management.jfr:type=FlightRecorder", "newRecording"),
                List.of("java.util.logging:type=Logging", "setLoggerLevel"),
                List.of(
                        "ch.qos.logback.classic:Name=default,Type=ch.qos.logback.classic.jmx.JMXConfigurator",
                        "reload"),
                List.of("java.lang:type=Memory", "gc"),
                List.of("java.lang:type=Threading", "dumpAllThreads"),
                List.of("jolokia:type=Config", "debugInfo"),
                List.of("Tomcat:type=Service", "stop"),
                List.of("JMImplementation:type=MLet", "getMBeansFromURL"))) {
            var bean = one.get(0);
            forbidden(exec(bean, one.get(1)));
            assertThat(ask(Map.of("type", "list", "path", bean.replaceFirst(":", "/")))
                            .path("value"))
                    .as(bean)
                    .isEmpty();
        }
        for (var bean :
                List.of("java.lang:type=Runtime", "java.lang:type=Memory", "com.sun.management:type=HotSpotDiagnostic"))
            for (var attribute : List.of("SystemProperties", "InputArguments", "HeapMemoryUsage", "DiagnosticOptions"))
                assertThat(ask(Map.of("type", "read", "mbean", bean, "attribute", attribute))
                                .path("status")
                                .intValue())
                        .isNotEqualTo(200);
        forbidden(ask(Map.of("type", "read", "mbean", "java.lang:type=Memory", "attribute", "HeapMemoryUsage")));
    }

    @Test
    void noOtherMachineIsAskedAndNobodySubscribes() throws Exception {
        var remote = ask(Map.of(
                "type",
                "read",
                "mbean",
                "java.lang:type=Memory",
                "target",
                Map.of("url", "service:jmx:rmi:///jndi/rmi://127.0.0.1:1/x")));
        assertThat(remote.path("status").intValue()).isNotEqualTo(200);
        var client = ask(Map.of("type", "notification", "command", "register"))
                .at("/value/id")
                .asText("none");
        for (var mode : List.of("pull", "sse", "jmx"))
            assertThat(ask(Map.of(
                                    "type",
                                    "notification",
                                    "command",
                                    "add",
                                    "mode",
                                    mode,
                                    "client",
                                    client,
                                    "mbean",
                                    "JMImplementation:type=MBeanServerDelegate"))
                            .path("status")
                            .intValue())
                    .as(mode)
                    .isNotEqualTo(200);
        assertThat(basicGet("/hawtio/jolokia?callback=steal").statusCode()).isEqualTo(400);
        assertThat(basicGet("/hawtio/proxy/http/127.0.0.1/1/").statusCode()).isNotEqualTo(502);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().toLowerCase().contains("jolokia"));
    }

    @Test
    void theSameWayAsEveryOtherDoor() throws Exception {
        var runtime = "dev.routewright:type=Runtime";
        var hello = "dev.routewright:type=Integration,name=hello";

        assertThat(exec(runtime, "list").get("value").textValue()).contains("hello  live  version 1");
        assertThat(exec(runtime, "findings", "- route: {from: {uri: \"exec:id\"}}")
                        .get("value")
                        .textValue())
                .contains("component-not-allowed");
        assertThat(exec(runtime, "submit", "", "", "").get("error").textValue())
                .doesNotContain("Exception")
                .contains("Nothing was created.");
        assertThat(exec(runtime, "submit", "x", "no NAME", "").get("error").textValue())
                .startsWith("The name “no NAME” is not usable. Nothing was created.");
        assertThat(ask(Map.of("type", "read", "mbean", hello, "attribute", "Status"))
                        .get("value")
                        .textValue())
                .isEqualTo("live");
        assertThat(exec(hello, "route", 1).get("value").textValue()).isEqualTo(HELLO);
        assertThat(exec(hello, "evidence", 0).get("value").textValue()).startsWith("# Rehearsal of hello, version 1\n");
        assertThat(exec(hello, "approve", 1).get("error").textValue())
                .isEqualTo("hello/1 is live and cannot be approved. Nothing was changed. It can be when it is "
                        + "awaiting-approval.");
        assertThat(exec(hello, "pause").get("value").textValue()).isEqualTo("hello is paused.");
        assertThat(exec(hello, "resume").get("value").textValue()).isEqualTo("hello takes messages in again.");
        assertThat(Json.MAPPER
                        .readTree(get("/api/journal?limit=1").body())
                        .at("/entries/0/who")
                        .textValue())
                .isEqualTo("jmx:admin");
    }

    @Test
    void whatHawtioSendsTwiceIsDecidedOnce() throws Exception {
        var runtime = "dev.routewright:type=Runtime";
        var text = "When a customer asks for a parcel, answer with the customer.";

        var first = exec(runtime, "submit", text, "parcel", "").get("value").textValue();

        assertThat(first).startsWith("parcel/1 is ");
        assertThat(exec(runtime, "submit", text, "parcel", "").get("value").textValue())
                .isEqualTo(first);
        assertThat(exec(runtime, "submit", text + " Quickly.", "parcel", "")
                        .get("value")
                        .textValue())
                .startsWith("parcel/2 is ");
    }

    @Test
    void everyOperationAndParameterOfOursIsDescribed() throws Exception {
        var domain = ask(Map.of("type", "list", "path", "dev.routewright")).get("value");

        assertThat(domain).hasSizeGreaterThanOrEqualTo(2).allSatisfy(bean -> {
            assertThat(bean.get("desc").textValue()).hasSizeGreaterThan(20);
            for (var operations : bean.get("op"))
                for (var one : operations.isArray() ? operations : List.of(operations)) {
                    assertThat(one.get("desc").textValue()).as(one.toString()).contains(" ");
                    for (var argument : one.get("args")) {
                        assertThat(argument.get("name").textValue()).doesNotMatch("p\\d+");
                        assertThat(argument.get("desc").textValue()).contains(" ");
                    }
                }
        });
    }

    private static void forbidden(JsonNode answer) {
        assertThat(answer.path("status").intValue()).as(answer.toString()).isEqualTo(403);
        assertThat(answer.has("stacktrace")).isFalse();
    }

    private String find(String pattern) throws Exception {
        var names = ask(Map.of("type", "search", "mbean", pattern)).get("value");
        assertThat(names).as(pattern).hasSize(1);
        return names.get(0).textValue();
    }

    private JsonNode exec(String bean, String operation, Object... arguments) throws Exception {
        return ask(Map.of("type", "exec", "mbean", bean, "operation", operation, "arguments", List.of(arguments)));
    }

    private JsonNode ask(Map<String, Object> request) throws Exception {
        var answer = send(
                operator, jolokiaBuilder(request).header("X-XSRF-TOKEN", token).build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }

    private HttpResponse<String> basicGet(String path) throws Exception {
        return send(stranger, basic(HttpRequest.newBuilder(server.control().resolve(path))));
    }

    /** As a name that was bound to this machine after a page had been loaded from it. */
    private static String calledBy(String host) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.control().getPort())) {
            socket.getOutputStream()
                    .write("GET /hawtio/jolokia HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(host)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpRequest basic(HttpRequest.Builder request) {
        var both = Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
        return request.header("Authorization", "Basic " + both).build();
    }

    private static HttpRequest jolokia(Map<String, Object> request) {
        return jolokiaBuilder(request).build();
    }

    private static HttpRequest.Builder jolokiaBuilder(Map<String, Object> request) {
        return HttpRequest.newBuilder(server.control().resolve("/hawtio/jolokia"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(request)));
    }

    private static String token(CookieManager cookies) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .build();
    }

    /** As the form does it. */
    private static HttpResponse<String> signIn(HttpClient browser, String name, String password) throws Exception {
        var page = send(browser, request("/login", "Accept", "text/html")).body();
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(token.find()).isTrue();
        var form = "_csrf=%s&username=%s&password=%s"
                .formatted(token.group(1), name, URLEncoder.encode(password, StandardCharsets.UTF_8));
        return send(
                browser,
                HttpRequest.newBuilder(server.control().resolve("/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build());
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(stranger, request(path, headers));
    }

    private static HttpRequest request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(server.control() + path));
        if (headers.length > 0) request.headers(headers);
        return request.build();
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    /** With where it leads to, when it leads on. */
    private static String status(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .map(place -> answer.statusCode() + " " + place.replaceFirst("^https?://[^/]+", ""))
                .orElse(String.valueOf(answer.statusCode()));
    }
}
