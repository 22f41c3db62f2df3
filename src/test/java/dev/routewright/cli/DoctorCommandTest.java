package dev.routewright.cli;

import static dev.routewright.cli.Terminals.lines;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.cli.Terminals.Said;
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
        assertThat(states(examine("--json")))
                .containsAllEntriesOf(Map.of(
                        "java", "ok",
                        "control port", "ok",
                        "ingress port", "ok",
                        "routes", "ok",
                        "kamelets", "ok",
                        "services", "ok",
                        "model", "ok",
                        "server", "warn"));
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

        var said = Terminals.in(folder).with(workbench).run(arguments("--json"));

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
        assertThat(states(said)).containsEntry("model", "fail");
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

            var said = asking(model.address());

            assertThat(found(said).get("model"))
                    .matches("openai/m answered in [0-9.]+ s \\(17 tokens asked, 2 answered\\)\\.");
            assertThat(states(said)).containsEntry("model", "ok");
            assertThat(model.changes()).hasSize(1);
        }
    }

    private static final String KEY = "sk-canary-1234567890";

    private Said asking(String address) throws IOException {
        Files.writeString(folder.resolve("application.yaml"), """
                routewright.model: {provider: openai, name: m, base-url: '%s/v1', api-key: %s}
                """.formatted(address, KEY));
        return Terminals.in(folder).run(arguments("--json"));
    }

    @Test
    void oldAndUntriedJavasAreTold() {
        assertThat(List.of(Machine.java(11), Machine.java(17), Machine.java(25), Machine.java(26)))
                .extracting(Checkup::state)
                .containsExactly("fail", "ok", "ok", "warn");
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
        return Terminals.in(folder).where(name, value).run(arguments("--json"));
    }

    private Said examine(String... more) throws IOException {
        return Terminals.in(folder).run(arguments(more));
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
