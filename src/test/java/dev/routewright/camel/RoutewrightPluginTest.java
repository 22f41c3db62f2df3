package dev.routewright.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.routewright.camel.Manifest.Offered;
import dev.routewright.inspection.Inspector;
import dev.routewright.inspection.Policy;
import dev.routewright.knowledge.OpenApiServices;
import dev.routewright.route.Service.Security;
import dev.routewright.services.Mediation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.ObjectName;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin in a plain context, called as Camel calls it. What needs a server is tried in a process of its own. */
class RoutewrightPluginTest {
    private static final String LEDGER = """
            openapi: 3.0.3
            info: {title: Ledger, version: "1"}
            components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Api-Key}}}
            security: [{key: []}]
            paths:
              /entries:
                post:
                  operationId: book
                  summary: Book an entry
                  requestBody: {required: true, content: {application/json: {schema: {type: object, required: [entry], properties: {entry: {type: string}}}}}}
                  responses: {"200": {description: Booked, content: {application/json: {schema: {type: object}, example: {booked: true}}}}}
            """;
    private static final String ROUTE = """
            - route:
                id: bookings
                from:
                  uri: file:bookings
                  parameters: {move: '.done/${file:name}', moveFailed: '.failed/${file:name}'}
                  steps:
                    - unmarshal: {json: {}}
                    - setVariable: {id: entry, name: entry, jq: '{entry: .entry}'}
                    - to: {id: book, uri: "kamelet:ledger-book", variableSend: entry, variableReceive: booked}
            """;

    @TempDir
    Path home;

    private final List<String> keys = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private HttpServer ledger;
    private DefaultCamelContext context;

    @BeforeEach
    void open() throws IOException {
        ledger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        ledger.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Api-Key")));
            var answer = "{\"booked\":true}".getBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        ledger.start();
    }

    @AfterEach
    void close() {
        if (context != null) context.stop();
        ledger.stop(0);
    }

    @Test
    void aMessageThatFailsIsKeptAndGoesThroughWhenItIsReplayed() throws Exception {
        write(ROUTE);
        context = context();
        load(ROUTE);
        context.start();
        status = 400;

        drop("{\"entry\":\"E-1\"}");

        await().until(() -> !letters().isEmpty());
        assertThat(letters()).singleElement().asString().contains("bookings").contains("at book:");
        var id = letters().get(0).substring(0, 36);
        status = 200;
        assertThat(jmx("replay", id)).isEqualTo("It went through, answered 200.");
        assertThat(letters()).isEmpty();
        assertThat(jmx("replay", id)).asString().startsWith("It was replayed already");
        assertThat(keys).isNotEmpty().containsOnly("S-1");
    }

    @Test
    void whatIsKeptIsListedWhenTheProcessIsGone() throws Exception {
        write(ROUTE);
        context = context();
        load(ROUTE);
        context.start();
        drop("not JSON");
        await().until(() -> !letters().isEmpty());
        var id = letters().get(0).substring(0, 36);
        context.stop();

        assertThat(tool("list")).contains(id).contains("bookings");
        assertThat(tool("show", id)).contains(id).contains("body: 8 bytes");
        assertThat(tool("body", id)).isEqualTo("not JSON");
        assertThat(tool("body", "elsewhere")).isEqualTo("There is no dead letter of that id.\n");
        assertThat(tool("burn")).startsWith("Usage: ");
        Files.delete(home.resolve("data/store.mv.db"));
        assertThat(tool("list")).startsWith("[store ").contains("There is none.");
        assertThat(home.resolve("data/store.mv.db")).doesNotExist();
    }

    @Test
    void aRouteThatReachesFurtherThanItsGrantIsNotTaken() throws Exception {
        write(ROUTE);
        context = context();

        assertThatThrownBy(() -> load(ROUTE.replace("file:bookings", "file:elsewhere")))
                .hasStackTraceContaining("The grant does not allow");
    }

    @Test
    void aContextThatCannotBeEquippedDoesNotStart() {
        context = context();

        assertThatThrownBy(() -> context.start())
                .hasStackTraceContaining("[manifest] There is none at file:")
                .hasStackTraceContaining("Nothing was started.");
    }

    @Test
    void nobodyStandsInForAServiceUnasked() throws Exception {
        write(ROUTE);
        context = context(Setting.instances("ledger"), "");

        assertThatThrownBy(() -> context.start())
                .hasStackTraceContaining(
                        "[setting routewright.services.ledger.instances] Nobody says where ledger runs.")
                .hasStackTraceContaining("Nothing was started.");
    }

    @Test
    void everyServiceThatIsMissingIsNamedOnceAndNothingIsMade() throws Exception {
        write(ROUTE);
        var service = OpenApiServices.read("ledger", LEDGER);
        var manifest = Manifest.read(Files.newInputStream(home.resolve("integration.json")));
        var more = new Offered("archive", LEDGER, Mediation.DEFAULT, service.security());
        var both = List.of(manifest.services().get(0), more);
        Files.write(
                home.resolve("integration.json"),
                new Manifest("bookings", 1, manifest.hash(), manifest.grant(), manifest.permitted(), both).bytes());
        context = context(Setting.instances("ledger"), "");

        assertThatThrownBy(() -> context.start())
                .hasMessage(
                        "[setting routewright.services.archive.instances, routewright.services.ledger.instances] Nobody says where archive, ledger run. Nothing was started. Write their URLs there, with commas between.")
                .hasNoCause()
                .extracting(Throwable::getStackTrace)
                .isEqualTo(new StackTraceElement[0]);
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void aSandboxAnswersOnlyWhereThatIsSaid() throws Exception {
        var sandbox = LEDGER.replace("info:", "x-routewright-sandbox: true\ninfo:");
        write(ROUTE, sandbox);
        context = context(Setting.instances("ledger"), "");
        assertThatThrownBy(() -> context.start()).hasStackTraceContaining("or `simulated`");
        context.stop();

        context = context(Setting.instances("ledger"), "simulated");
        load(ROUTE);
        context.start();
        drop("{\"entry\":\"E-1\"}");

        await().until(() -> Files.exists(home.resolve("data/files/bookings/.done/one.json")));
        assertThat(keys).isEmpty();
    }

    @Test
    void aContextThatHasNothingToDoWithItIsLeftAlone() {
        context = context("routewright.manifest", "none");
        context.start();

        assertThat(context.isStarted()).isTrue();
        assertThat(context.hasComponent("service")).isNull();
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void aContextThatIsBuiltByItsConstructorIsEquippedWhenItStarts() throws Exception {
        write(ROUTE);
        // Camel calls from within the constructor; with this class path it does not, so it is done here.
        context = new DefaultCamelContext() {
            @Override
            protected org.apache.camel.spi.ContextServiceLoaderPluginResolver createContextServiceLoaderPlugin() {
                return new Calling();
            }
        };
        context.getPropertiesComponent().setInitialProperties(settings());
        load(ROUTE);
        context.start();
        drop("not JSON");

        await().until(() -> !letters().isEmpty());
        context.stop();
        assertThatThrownBy(() -> context.start()).hasStackTraceContaining("is not started again");
    }

    @Test
    void aContextThatIsBuiltByItsConstructorHoldsItsRoutesToTheGrant() throws Exception {
        write(ROUTE);
        context = new DefaultCamelContext() {
            @Override
            protected org.apache.camel.spi.ContextServiceLoaderPluginResolver createContextServiceLoaderPlugin() {
                return new Calling();
            }
        };
        context.getPropertiesComponent().setInitialProperties(settings());
        load(ROUTE.replace("file:bookings", "file:elsewhere"));

        assertThatThrownBy(() -> context.start()).hasStackTraceContaining("The grant does not allow");
        assertThat(home.resolve("data/files")).doesNotExist();
    }

    @Test
    void aSecondContextOfTheProcessDoesNotTakeTheStoreOfTheFirst() throws Exception {
        write(ROUTE);
        context = context();
        load(ROUTE);
        context.start();
        var second = context();

        assertThatThrownBy(second::start).hasStackTraceContaining("[store ");
        second.stop();
        drop("not JSON");
        await().until(() -> !letters().isEmpty());
    }

    @Test
    void whatACellMayUseIsSetWhereItRuns() throws Exception {
        write(ROUTE);
        context = context(Setting.CELL_STEPS.property(), "1");
        load(ROUTE);
        context.start();
        drop("{\"entry\":\"E-1\"}");

        await().until(() -> !letters().isEmpty());
        assertThat(letters().get(0)).contains("1 steps");
        assertThat(keys).isEmpty();
    }

    @Test
    void aBudgetThatIsNoneIsSaidByItsName() throws Exception {
        write(ROUTE);
        for (var wrong : List.of("0", "-1", "many", "")) {
            context = context(Setting.CELL_THREADS.property(), wrong);
            if (wrong.isEmpty()) break;
            assertThatThrownBy(() -> context.start())
                    .hasStackTraceContaining(
                            "[setting routewright.cell.threads] It is not a whole number from 1. Nothing was started.");
            context.stop();
        }
    }

    @Test
    void aManifestThatIsGarbledOrOfAnotherVersionStartsNothing() throws Exception {
        write(ROUTE);
        var file = home.resolve("integration.json");
        var whole = Files.readString(file);
        for (var garbled : List.of(
                "",
                "{",
                "null",
                "[]",
                "{}",
                whole.substring(0, whole.length() / 2),
                whole.replace("\"grant\"", "\"grants\""),
                whole.replace("\"hash\"", "\"later\" : 1, \"hash\""),
                whole.replace("\"bookings\"", "\"../bookings\""))) {
            Files.writeString(file, garbled);
            context = context();

            assertThatThrownBy(() -> context.start()).as(garbled).hasStackTraceContaining("[manifest] ");
            context.stop();
        }
        assertThat(home.resolve("data")).doesNotExist();
    }

    /** Calls the plugin when Camel does. */
    private static final class Calling extends org.apache.camel.support.service.ServiceSupport
            implements org.apache.camel.spi.ContextServiceLoaderPluginResolver {
        private org.apache.camel.CamelContext camel;

        @Override
        protected void doStart() {
            new RoutewrightPlugin().load(camel);
        }

        @Override
        public org.apache.camel.CamelContext getCamelContext() {
            return camel;
        }

        @Override
        public void setCamelContext(org.apache.camel.CamelContext context) {
            camel = context;
        }
    }

    private DefaultCamelContext context(String... settings) {
        var plain = new DefaultCamelContext();
        plain.getPropertiesComponent().setInitialProperties(settings(settings));
        new RoutewrightPlugin().load(plain);
        return plain;
    }

    private Properties settings(String... settings) {
        var properties = new Properties();
        properties.put(Setting.MANIFEST.property(), "file:" + home.resolve("integration.json"));
        properties.put(Setting.DATA_DIR.property(), home.resolve("data").toString());
        properties.put(
                Setting.instances("ledger"),
                "http://127.0.0.1:" + ledger.getAddress().getPort());
        properties.put(Setting.credential("ledger", Security.header("X-Api-Key")), "S-1");
        for (int n = 0; n < settings.length; n += 2) properties.put(settings[n], settings[n + 1]);
        return properties;
    }

    private void load(String route) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("bookings.camel.yaml", route));
    }

    private void write(String route) throws IOException {
        write(route, LEDGER);
    }

    private void write(String route, String document) throws IOException {
        var service = OpenApiServices.read("ledger", document);
        var policy = Policy.standard();
        var inspection = new Inspector(policy).inspect(route, List.of(service));
        assertThat(inspection.findings()).noneMatch(finding -> finding.isError());
        var manifest = new Manifest(
                "bookings",
                1,
                Manifest.hash(route),
                inspection.grant(),
                policy.permitted(),
                List.of(new Offered("ledger", document, Mediation.DEFAULT, service.security())));
        Files.write(home.resolve("integration.json"), manifest.bytes());
    }

    private void drop(String content) throws IOException {
        var folder = Files.createDirectories(home.resolve("data/files/bookings"));
        var part = Files.writeString(home.resolve("part"), content);
        Files.move(part, folder.resolve("one.json"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> letters() throws Exception {
        return List.of((String[]) ManagementFactory.getPlatformMBeanServer().getAttribute(bean(), "List"));
    }

    private static Object jmx(String operation, String id) throws Exception {
        return ManagementFactory.getPlatformMBeanServer()
                .invoke(bean(), operation, new Object[] {id}, new String[] {String.class.getName()});
    }

    private static ObjectName bean() throws Exception {
        return new ObjectName("dev.routewright:type=DeadLetters,integration=bookings");
    }

    private String tool(String... arguments) {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said);
        var values = new Values(name -> name.equals(Setting.DATA_DIR.property())
                ? Optional.of(home.resolve("data").toString())
                : Optional.empty());
        DeadLetters.run(List.of(arguments), out, out, values);
        return said.toString();
    }
}
