package dev.routewright.tests;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The packaged application as a child process. Its working directory is a folder of the test, with copies of the
 * shipped services and, where the test wants them, stories; so it starts as it does in a fresh clone, on ports and data
 * of its own.
 */
final class App implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(180);

    private final Path home;
    private final Process process;
    private final Path log;
    private final int control;
    private final int ingress;
    private final Http http = new Http();

    private App(Path home, Path log, Process process, int control, int ingress) {
        this.home = home;
        this.log = log;
        this.process = process;
        this.control = control;
        this.ingress = ingress;
    }

    /**
     * @param home an empty folder
     * @param folders folders of the project to start with, such as {@code kamelets}
     * @param settings such as {@code --routewright.kafka.brokers=127.0.0.1:9092}
     */
    static App start(Path home, List<String> folders, String... settings) throws IOException {
        // It ends before better code would have paid.
        return start(home, List.of("-Xmx768m", "-XX:TieredStopAtLevel=1"), folders, settings);
    }

    /** @param jvm options of the virtual machine, for whoever measures */
    static App start(Path home, List<String> jvm, List<String> folders, String... settings) throws IOException {
        folders.forEach(folder -> copy(Path.of("..", folder), home.resolve(folder)));
        int control = FreePort.any();
        int ingress = FreePort.any();
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(jvm);
        command.addAll(List.of(
                "-Dfile.encoding=UTF-8",
                "-jar",
                jar().toString(),
                "serve",
                "--server.port=" + control,
                "--routewright.ingress.port=" + ingress,
                "--routewright.data-dir=" + home.resolve("data")));
        command.addAll(List.of(settings));
        var log = Files.createDirectories(Path.of("target"))
                .resolve("app-%d.log".formatted(control))
                .toAbsolutePath();
        var process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var app = new App(home, log, process, control, ingress);
        try {
            app.awaitServices();
        } catch (RuntimeException | Error e) {
            app.close();
            throw new IllegalStateException("The application did not start. Its last words:\n" + app.lastWords(), e);
        }
        return app;
    }

    Path files() {
        return home.resolve("data").resolve("files");
    }

    void useInstances(String service, List<String> urls) {
        var reply = http.send(
                "PUT", control("/api/services/" + service + "/instances"), Documents.text(Map.of("urls", urls)));
        if (reply.status() / 100 != 2) throw new IllegalStateException("Instances of " + service + ": " + reply);
    }

    /** Hands in a description, approves it when it waits for that, and returns the version where it came to rest. */
    Version submit(String name, String description, String language) {
        var version = propose(name, description, language);
        return version.status().equals("awaiting-approval") ? approve(version) : version;
    }

    /** Hands in a description and returns the version where it came to rest, not approved. */
    Version propose(String name, String description, String language) {
        var reply = handIn(name, description, language);
        if (reply.status() != 202)
            return new Version("refused (%d)".formatted(reply.status()), reply.json(), control("/"));
        return settled(control("/").resolve(reply.location()));
    }

    /** Hands in a description and does not wait for what comes of it. */
    Reply handIn(String name, String description, String language) {
        var asked = Map.of("name", name, "description", description, "language", language);
        return http.send("POST", control("/api/integrations"), Documents.text(asked));
    }

    Version approve(Version version) {
        var approved = http.send("POST", URI.create(version.place() + "/approve"), "{}");
        if (approved.status() / 100 != 2)
            return new Version("approval refused (%d)".formatted(approved.status()), approved.json(), version.place());
        return settled(version.place());
    }

    /** Has a version that failed drafted again, and approves it when it waits for that. */
    Version retry(Version version) {
        var retried = http.send("POST", URI.create(version.place() + "/retry"), "{}");
        if (retried.status() / 100 != 2)
            return new Version("retry refused (%d)".formatted(retried.status()), retried.json(), version.place());
        var again = settled(version.place());
        return again.status().equals("awaiting-approval") ? approve(again) : again;
    }

    void remove(String name) {
        http.send("DELETE", control("/api/integrations/" + name), "");
    }

    List<JsonNode> integrations() {
        return items(get("/api/integrations"));
    }

    List<JsonNode> deadLetters(String integration) {
        return items(get("/api/integrations/" + integration + "/dead-letters"));
    }

    Reply replay(String integration, String deadLetter) {
        return http.send(
                "POST", control("/api/integrations/%s/dead-letters/%s/replay".formatted(integration, deadLetter)), "");
    }

    JsonNode get(String path) {
        return http.send("GET", control(path), "").json();
    }

    String text(String path) {
        return http.send("GET", control(path), "").body();
    }

    /** Registers a service. */
    void register(String name, String document) {
        var reply = http.send("PUT", control("/api/services/" + name), document);
        if (reply.status() / 100 != 2) throw new IllegalStateException("Service " + name + ": " + reply);
    }

    void mediate(String service, Map<String, Object> change) {
        var reply = http.send("PUT", control("/api/services/" + service + "/mediation"), Documents.text(change));
        if (reply.status() / 100 != 2) throw new IllegalStateException("Mediation of " + service + ": " + reply);
    }

    /** Where its integrations listen. */
    int ingress() {
        return ingress;
    }

    long pid() {
        return process.pid();
    }

    /** Calls an entry of an integration. */
    Reply call(String method, String path, String body) {
        return http.send(method, URI.create("http://127.0.0.1:" + ingress + path), body);
    }

    @Override
    public void close() {
        Ended.within(20, process);
    }

    /** SIGKILL; nothing of it runs any more when this returns. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void awaitServices() {
        int shipped = Services.documents().size();
        await().atMost(START).pollInterval(Duration.ofMillis(200)).until(() -> {
            if (!process.isAlive()) throw new IllegalStateException("The process ended with " + process.exitValue());
            // The memory is there from the beginning.
            return items(get("/api/services")).size() > shipped;
        });
    }

    private Version settled(URI place) {
        try {
            await().atMost(Duration.ofSeconds(60))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> !version(place).status().matches("drafting|rehearsing"));
            return version(place);
        } catch (ConditionTimeoutException e) {
            return new Version("stuck", version(place).json(), place);
        }
    }

    private Version version(URI place) {
        var json = http.send("GET", place, "").json();
        return new Version(json.path("status").asText("drafting"), json, place);
    }

    URI control(String path) {
        return URI.create("http://127.0.0.1:" + control + path);
    }

    /** The elements of a list that is either the whole document or its first array. */
    private static List<JsonNode> items(JsonNode json) {
        var array = json;
        if (!json.isArray())
            for (var member : json) {
                if (member.isArray()) {
                    array = member;
                    break;
                }
            }
        var items = new ArrayList<JsonNode>();
        if (array.isArray()) array.forEach(items::add);
        return items;
    }

    static Path jar() throws IOException {
        try (var files = Files.list(Path.of("..", "src", "target"))) {
            return files.filter(f -> f.getFileName().toString().matches("routewright-.*-exec\\.jar"))
                    .findFirst()
                    .map(f -> f.toAbsolutePath().normalize())
                    .orElseThrow(() -> new IllegalStateException(
                            "There is no routewright-*-exec.jar in src/target. Run ./mvnw package first."));
        }
    }

    private static void copy(Path from, Path to) {
        try (var files = Files.walk(from)) {
            for (var file : files.toList())
                Files.copy(file, to.resolve(from.relativize(file).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the first start printed, when this was it. */
    String password() {
        var line = Pattern.compile("Sign in as admin with the password (\\S+)");
        return await().atMost(START)
                .until(
                        () -> {
                            var found = line.matcher(Files.readString(log));
                            return found.find() ? found.group(1) : "";
                        },
                        password -> !password.isEmpty());
    }

    private String lastWords() {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }
}
