package dev.routewright.cli;

import static dev.routewright.cli.Terminals.lines;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.cli.Terminals.Said;
import dev.routewright.deploy.MockCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(folder.resolve("routes"));
        Files.createDirectories(folder.resolve("kamelets"));
    }

    @Test
    void findsAMachineOnWhichRoutewrightCanRun() throws IOException {
        var said = examine("--json");

        assertThat(states(said))
                .isEqualTo(Map.ofEntries(
                        Map.entry("java", "ok"),
                        Map.entry("memory", "ok"),
                        Map.entry("data", "ok"),
                        Map.entry("control port", "ok"),
                        Map.entry("ingress port", "ok"),
                        Map.entry("routes", "ok"),
                        Map.entry("kamelets", "ok"),
                        Map.entry("services", "ok"),
                        Map.entry("model", "ok"),
                        Map.entry("database", "ok"),
                        Map.entry("kafka", "not set up"),
                        Map.entry("cluster", "not set up"),
                        Map.entry("server", "warn")));
        assertThat(said.exit()).isZero();
    }

    @Test
    void aDataDirectoryThatIsAFileFails() throws IOException {
        Files.writeString(folder.resolve("data"), "");

        var said = examine();

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).contains("give its owner write permission, or name another with --data");
    }

    @Test
    void tellsARunningRoutewrightFromAnotherProgram() throws IOException {
        try (var routewright = new FakeServer()) {
            routewright.on("GET /actuator/health", 200, "{\"status\": \"UP\"}").on("GET /api/integrations", 200, "[]");
            var free = aFreePort();

            var found = found(Terminals.in(folder)
                    .run(
                            "doctor",
                            "--json",
                            "--port",
                            String.valueOf(routewright.port()),
                            "--ingress-port",
                            String.valueOf(free),
                            "--server",
                            routewright.address()));

            assertThat(found)
                    .containsEntry("control port", routewright.port() + " is held by a running Routewright")
                    .containsEntry("ingress port", free + " is free")
                    .containsEntry("server", routewright.address() + " answers, 0 integrations");
        }
    }

    @Test
    void namesTheServiceDocumentThatCannotBeRead() throws IOException {
        var workbench = new ScriptedWorkbench();
        workbench.unreadable.put(Path.of("kamelets/pay.openapi.yaml"), "This is not an OpenAPI 3 document.");

        var said = shell().with(workbench).run(arguments("--json"));

        assertThat(said.exit()).isEqualTo(1);
        assertThat(found(said)).containsEntry("services", "pay.openapi.yaml: This is not an OpenAPI 3 document.");
    }

    @Test
    void aModelThatCannotBeAskedIsASentence() throws IOException {
        assertThat(found(where("ROUTEWRIGHT_MODEL_PROVIDER", "mystery")))
                .containsEntry(
                        "model",
                        "[routewright.model.provider] “mystery” is none of offline, openai, anthropic, ollama. Nothing was "
                                + "started. Set it to one of these.");
        var said = asking("http://127.0.0.1:" + aFreePort());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(states(said)).containsEntry("model", "failed");
        assertThat(found(said).get("model")).contains("no connection").doesNotContain(KEY);
    }

    @Test
    void aModelIsAskedOneTinyQuestion() throws IOException {
        try (var model = new FakeServer()) {
            model.onEvents("POST /v1/chat/completions", """
                    data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"ready"},"finish_reason":null}]}

                    data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":17,"completion_tokens":2,"total_tokens":19}}

                    data: [DONE]

                    """);

            assertThat(found(asking(model.address())).get("model"))
                    .isEqualTo("openai/m at 127.0.0.1, key set, reachable; --model asks it");
            assertThat(model.changes()).isEmpty();

            var said = asking(model.address(), "--model");

            assertThat(found(said).get("model"))
                    .matches("openai/m answered in [0-9.]+ s \\(17 tokens asked, 2 answered\\)\\.");
            assertThat(states(said)).containsEntry("model", "ok");
            assertThat(model.changes()).hasSize(1);
        }
    }

    private static final String KEY = "sk-canary-1234567890";

    @Test
    void portsAreThoseOfFileEnvironmentAndArguments() throws IOException {
        Files.writeString(folder.resolve("application.yaml"), """
                server.port: 22301
                routewright.ingress.port: 22302
                """);

        assertThat(ports()).containsExactly("22301 is free", "22302 is free");
        assertThat(ports("--server.port=22303")).containsExactly("22303 is free", "22302 is free");
        assertThat(ports("--server.port=22303", "--port", "22304")).containsExactly("22304 is free", "22302 is free");
        var found = found(shell().where("ROUTEWRIGHT_INGRESS_PORT", "22305").run("doctor", "--json"));
        assertThat(found).containsEntry("control port", "22301 is free").containsEntry("ingress port", "22305 is free");
        assertThat(found).containsEntry("server", "none answers at http://127.0.0.1:22301");
    }

    @Test
    void saysWhoHoldsAPort() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = String.valueOf(taken.getLocalPort());

            var said = shell().run("doctor", "--json", "--port", port);

            assertThat(states(said)).containsEntry("control port", "warn");
            assertThat(found(said))
                    .containsEntry(
                            "control port",
                            "%s is held by process %d (java)"
                                    .formatted(port, ProcessHandle.current().pid()));
        }
    }

    @Test
    void saysWhoHoldsTheDataDirectory() throws IOException {
        var store = Files.createDirectories(folder.resolve("data")).resolve("store.mv.db");
        Files.writeString(store, "x");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var other = new ProcessBuilder(
                        java,
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldsALock.class.getName(),
                        store.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat((char) other.getInputStream().read()).isEqualTo('!');

            var said = examine("--json");

            assertThat(states(said)).containsEntry("data", "warn");
            assertThat(found(said).get("data"))
                    .isIn(
                            "%s is in use by process %d (java)".formatted(folder.resolve("data"), other.pid()),
                            // Not every kernel tells.
                            "%s is in use by another process".formatted(folder.resolve("data")));
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aKeyThatOthersMayReadIsTold() throws IOException {
        var key = Files.createDirectories(folder.resolve("data")).resolve("credentials.key");
        Files.writeString(key, "x");
        Files.setPosixFilePermissions(key, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(found(examine("--json")).get("data")).endsWith(", its key may be read by others");
    }

    /** Root writes wherever permissions say, but not here. */
    @Test
    void aDirectoryThatIsReadOnlyFails() throws IOException {
        var said = shell().run("doctor", "--json", "--data", "/proc/sys");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(found(said)).containsEntry("data", "/proc/sys cannot be written");
    }

    @Test
    void aDatabaseIsLookedAtWithoutBringingItUpToDate() throws IOException {
        var url = "jdbc:h2:file:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE".formatted(folder.resolve("elsewhere"));

        assertThat(database("--routewright.store.url=" + url, "--routewright.store.user=sa")
                        .get("database"))
                .matches("H2 \\S+ \\(\\S+\\), empty: a start makes its tables");
        assertThat(database("--routewright.store.url=" + url, "--routewright.store.user=sa")
                        .get("database"))
                .endsWith("empty: a start makes its tables");
        assertThat(database(
                                "--routewright.store.url=" + url,
                                "--routewright.store.user=mallory",
                                "--routewright.store.password=" + KEY)
                        .get("database"))
                .isEqualTo("jdbc:h2:file:%s does not take the user and password that are set."
                        .formatted(folder.resolve("elsewhere")));
        assertThat(database("--routewright.store.url=jdbc:mystery://host/db").get("database"))
                .isEqualTo("There is no driver for jdbc:mystery://host/db on the class path.");
    }

    @Test
    void brokersThatDoNotAnswerFailWithinThreeSeconds() throws IOException {
        var said = shell().run("doctor", "--json", "--routewright.kafka.brokers=127.0.0.1:" + aFreePort());

        assertThat(said.exit()).isEqualTo(1);
        assertThat(states(said)).containsEntry("kafka", "failed");
        assertThat(found(said).get("kafka")).endsWith("does not answer within 3 s");
        assertThat(found(shell().run("doctor", "--json", "--routewright.kafka.brokers=nowhere.invalid:9092")))
                .containsEntry("kafka", "nowhere.invalid:9092 is not to be found");
    }

    @Test
    void aClusterIsAskedWhatItHasAndWhatOneMayDo() throws IOException {
        try (var cluster = new MockCluster()) {
            var shell = shell().where("KUBECONFIG", cluster.kubeconfig(folder).toString());

            assertThat(found(shell.run("doctor", "--json")))
                    .containsEntry(
                            "cluster",
                            "Kubernetes v1.33.1, context kind, namespace shop, Camel K (camel.apache.org/v1), all rights that deploy needs");
            cluster.forbidding("patch kamelets").forbidding("list events");
            assertThat(found(shell.run("doctor", "--json")))
                    .containsEntry(
                            "cluster",
                            "Kubernetes v1.33.1, context kind, namespace shop; you may not patch kamelets.camel.apache.org, list events");
            assertThat(cluster.written()).isEmpty();
            cluster.withoutCamelK();
            assertThat(shell.run("doctor", "--json").exit()).isZero();
            var named = shell.run("doctor", "--json", "--context", "kind");
            assertThat(named.exit()).isEqualTo(1);
            assertThat(found(named))
                    .containsEntry("cluster", "Kubernetes v1.33.1, context kind, namespace shop, no Camel K");
            assertThat(states(shell.run("doctor", "--json", "--context", "away")))
                    .containsEntry("cluster", "failed");
            assertThat(named.out() + named.err()).doesNotContain(MockCluster.TOKEN);
        }
    }

    @Test
    void whatHangsIsLeftBehind() {
        var begun = System.nanoTime();

        var results = new SideBySide()
                .add("hangs", java.time.Duration.ofMillis(200), () -> {
                    new java.util.concurrent.Semaphore(0).acquireUninterruptibly();
                    return Checkup.ok("hangs", "");
                })
                .add("quick", java.time.Duration.ofSeconds(5), () -> Checkup.ok("quick", "well"))
                .results();

        assertThat(results)
                .containsExactly(
                        Checkup.fail(
                                "hangs",
                                "no result within 0 s",
                                "look whether what it needs hangs, then run doctor again"),
                        Checkup.ok("quick", "well"));
        assertThat(System.nanoTime() - begun).isLessThan(4_000_000_000L);
    }

    @Test
    void aSettingThatCannotBeUsedDoesNotHideTheRest() throws IOException {
        var said = shell().run("doctor", "--json", "--routewright.ingress.port=mystery", "--port", "22306");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(found(said).get("settings")).contains("routewright.ingress.port");
        assertThat(states(said)).containsEntry("java", "ok");
        assertThat(shell().run("doctor", "--mystery").exit()).isEqualTo(2);
    }

    private Map<String, String> database(String... settings) throws IOException {
        return found(shell().run(arguments(
                java.util.stream.Stream.concat(java.util.stream.Stream.of("--json"), java.util.Arrays.stream(settings))
                        .toArray(String[]::new))));
    }

    private List<String> ports(String... settings) throws IOException {
        var found = found(shell().run(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("doctor", "--json"), java.util.Arrays.stream(settings))
                .toArray(String[]::new)));
        return List.of(found.get("control port"), found.get("ingress port"));
    }

    /** Nobody's home, so that a kubeconfig of whoever runs the tests does not matter. */
    private Terminals shell() {
        return Terminals.in(folder).where("HOME", folder.toString());
    }

    private Said asking(String address, String... more) throws IOException {
        Files.writeString(folder.resolve("application.yaml"), """
                routewright.model: {provider: openai, name: m, base-url: '%s/v1', api-key: %s}
                """.formatted(address, KEY));
        return shell().run(arguments(
                java.util.stream.Stream.concat(java.util.stream.Stream.of("--json"), java.util.Arrays.stream(more))
                        .toArray(String[]::new)));
    }

    @Test
    void oldAndUntriedJavasAreTold() {
        assertThat(List.of(Machine.java(11), Machine.java(17), Machine.java(25), Machine.java(26)))
                .extracting(Checkup::state)
                .containsExactly("failed", "ok", "ok", "warn");
    }

    @Test
    void helpAndVersionGoToStdoutAndMistakesToStderr() {
        var shell = Terminals.in(folder);

        assertThat(shell.run("version").out()).startsWith("routewright ").endsWith(")\n");
        assertThat(shell.run("--version")).isEqualTo(shell.run("version"));
        assertThat(shell.run("help", "check").out()).startsWith("Usage: routewright check ");
        assertThat(shell.run("list", "--help").exit()).isZero();
        assertThat(shell.run().err()).startsWith(lines("Say what to do, for instance: routewright serve"));
        assertThat(List.of(
                        shell.run().exit(),
                        shell.run("lst").exit(),
                        shell.run("draft").exit()))
                .containsOnly(2);
    }

    private Said where(String name, String value) throws IOException {
        return shell().where(name, value).run(arguments("--json"));
    }

    private Said examine(String... more) throws IOException {
        return shell().run(arguments(more));
    }

    private static int aFreePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** On ports nobody uses, so that what runs on this machine does not matter. */
    private static String[] arguments(String... more) throws IOException {
        try (var one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = "http://127.0.0.1:" + one.getLocalPort();
            return java.util.stream.Stream.concat(
                            java.util.stream.Stream.of(
                                    "doctor",
                                    "--port",
                                    String.valueOf(one.getLocalPort()),
                                    "--ingress-port",
                                    String.valueOf(two.getLocalPort()),
                                    "--server",
                                    address),
                            java.util.stream.Stream.of(more))
                    .toArray(String[]::new);
        }
    }

    private static Map<String, String> states(Said said) throws IOException {
        return byName(said, "state");
    }

    private static Map<String, String> found(Said said) throws IOException {
        return byName(said, "found");
    }

    private static Map<String, String> byName(Said said, String member) throws IOException {
        return StreamSupport.stream(Json.read(said.out()).spliterator(), false)
                .collect(Collectors.toMap(line -> line.path("what").asText(), (JsonNode line) -> line.path(member)
                        .asText()));
    }
}
