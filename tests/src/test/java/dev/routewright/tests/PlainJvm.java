package dev.routewright.tests;

import static org.awaitility.Awaitility.await;

import dev.routewright.camel.Library;
import dev.routewright.camel.Setting;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A process with Camel Main and the library, which has nothing else of the product: what an exported integration is run
 * by. Its class path is resolved from the library's own POM, so that what the POM lacks is missing here.
 */
public final class PlainJvm implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final String BESIDE = """
                    <dependency>
                        <groupId>org.apache.camel</groupId><artifactId>camel-main</artifactId><version>%1$s</version>
                    </dependency>
                    <dependency>
                        <groupId>org.apache.camel</groupId><artifactId>camel-platform-http-main</artifactId><version>%1$s</version>
                    </dependency>
                    <dependency>
                        <groupId>ch.qos.logback</groupId><artifactId>logback-classic</artifactId><version>%2$s</version>
                    </dependency>
                </dependencies>""";

    private static final String LOGGING = """
            <configuration>
                <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%d %-5level %logger{20} %msg%n</pattern></encoder>
                </appender>
                <root level="info"><appender-ref ref="out"/></root>
            </configuration>
            """;

    private final Process process;
    private final Path home;
    private final Path log;
    private final int port;
    private final Http http = new Http();

    private PlainJvm(Process process, Path home, Path log, int port) {
        this.process = process;
        this.home = home;
        this.log = log;
        this.port = port;
    }

    /** @param settings by name, such as addresses of services */
    static PlainJvm start(Path home, Story story, Map<String, String> settings) throws IOException {
        return start(home, story, settings, FreePort.any());
    }

    public static PlainJvm start(Path home, Story story, Map<String, String> settings, int port) throws IOException {
        var resources = Files.createDirectories(home.resolve("resources"));
        story.writeTo(resources);
        var all = new TreeMap<>(settings);
        all.put("camel.server.enabled", "true");
        all.put("camel.server.host", "127.0.0.1");
        all.put("camel.server.port", String.valueOf(port));
        // As exports say it: more than the door takes, so that callers hear of it in its words.
        all.put("camel.server.maxBodySize", "11534336");
        all.put(Setting.DATA_DIR.property(), home.resolve("data").toString());
        var lines = new StringBuilder();
        all.forEach(
                (name, value) -> lines.append(name).append('=').append(value).append('\n'));
        Files.writeString(resources.resolve("application.properties"), lines);
        Files.writeString(resources.resolve("logback.xml"), LOGGING);
        return start(home, story.name(), port);
    }

    private static PlainJvm start(Path home, String name, int port) throws IOException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                // It ends before better code would have paid.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-cp",
                home.resolve("resources") + File.pathSeparator + classPath(),
                "org.apache.camel.main.Main");
        var log = Files.createDirectories(Path.of("target"))
                .resolve("plain-%s-%d.log".formatted(name, port))
                .toAbsolutePath();
        var process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        var jvm = new PlainJvm(process, home, log, port);
        try {
            jvm.awaitStart();
        } catch (RuntimeException | Error e) {
            jvm.close();
            throw new IllegalStateException("The plain JVM did not start. Its last words:\n" + jvm.lastWords(), e);
        }
        return jvm;
    }

    /** The same once more, on what it left behind. */
    PlainJvm again(String name) throws IOException {
        Files.delete(log);
        return start(home, name, port);
    }

    private void awaitStart() {
        await().atMost(START).pollInterval(Duration.ofMillis(50)).until(() -> {
            if (!process.isAlive()) throw new IllegalStateException("The process ended with " + process.exitValue());
            return said().contains("It has started and takes messages") && isListening();
        });
    }

    /** Camel's server opens its port after the context has started. */
    private boolean isListening() {
        try (var connection = new Socket("127.0.0.1", port)) {
            return connection.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    String said() throws IOException {
        return Files.readString(log);
    }

    Reply call(String method, String path, String body) {
        return http.send(method, uri(path), body);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    Path files() {
        return home.resolve("data").resolve("files");
    }

    /** SIGKILL; nothing of it runs any more when this returns. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As an operator stops it; returns how it ended. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) throw new IllegalStateException("It does not stop. " + lastWords());
        return process.exitValue();
    }

    @Override
    public void close() {
        Ended.within(20, process);
    }

    /** Runs the library's tool on what a stopped process left behind. */
    static String deadLetters(Path home, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D%s=%s".formatted(Setting.DATA_DIR.property(), home.resolve("data")),
                "-cp",
                classPath(),
                "dev.routewright.camel.DeadLetters"));
        command.addAll(List.of(arguments));
        var said = Files.createTempFile(home, "tool", ".txt");
        var process = new ProcessBuilder(command).redirectOutput(said.toFile()).start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly();
        return Files.readString(said);
    }

    /** Resolved once for a POM, by the Maven the product is built with. */
    static synchronized String classPath() throws IOException {
        var files = Library.files();
        var pom = new String(
                        files.entrySet().stream()
                                .filter(file -> file.getKey().endsWith(".pom"))
                                .findFirst()
                                .orElseThrow()
                                .getValue(),
                        java.nio.charset.StandardCharsets.UTF_8)
                .replace(
                        "</dependencies>",
                        BESIDE.formatted(
                                version("org.apache.camel", "camel-api"),
                                version("ch.qos.logback", "logback-classic")));
        var folder = Files.createDirectories(Path.of("target", "plain")).toAbsolutePath();
        var jar = folder.resolve("routewright-camel.jar");
        Files.write(
                jar,
                files.entrySet().stream()
                        .filter(file -> file.getKey().endsWith(".jar"))
                        .findFirst()
                        .orElseThrow()
                        .getValue());
        var known = folder.resolve("pom.xml");
        var resolved = folder.resolve("class-path.txt");
        if (!Files.exists(resolved)
                || !Files.exists(known)
                || !Files.readString(known).equals(pom)) {
            Files.writeString(known, pom);
            if (!resolve(folder, "-o") && !resolve(folder, "-B"))
                throw new IllegalStateException(
                        "Maven does not resolve the library's POM; see " + folder.resolve("maven.log"));
        }
        return jar + File.pathSeparator + Files.readString(resolved).strip();
    }

    private static boolean resolve(Path folder, String option) throws IOException {
        var mvnw = Path.of("..", File.separatorChar == '\\' ? "mvnw.cmd" : "mvnw")
                .toAbsolutePath()
                .normalize();
        var process = new ProcessBuilder(
                        mvnw.toString(),
                        option,
                        "-q",
                        "-f",
                        folder.resolve("pom.xml").toString(),
                        "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath",
                        "-Dmdep.outputFile=" + folder.resolve("class-path.txt"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("maven.log").toFile())
                .start();
        try {
            return process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** As it is on the class path of the tests, which is the product's. */
    private static String version(String group, String artifact) {
        var place = "/%s/%s/".formatted(group.replace('.', '/'), artifact);
        for (var jar : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator)) {
            var path = jar.replace('\\', '/');
            int at = path.indexOf(place);
            if (at >= 0) return path.substring(at + place.length()).split("/")[0];
        }
        throw new IllegalStateException(artifact + " is not on the class path.");
    }

    private String lastWords() {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }
}
