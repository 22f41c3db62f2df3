package dev.routewright.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exported application is told what to do by the file its README names. Started as people start it, in its folder. */
class ConfiguredTest {
    private static final String BUILT_IN = """
            camel.main.name=configured
            camel.main.routesIncludePattern=classpath:camel/*.camel.yaml
            camel.main.durationMaxMessages=1
            camel.main.durationHitExitCode=0
            built-in=built-in
            file=built-in
            environment=built-in
            """;
    private static final String ROUTE = """
            - from:
                uri: "timer:once?repeatCount=1&delay=0"
                steps:
                  - setBody: {constant: "{{built-in}} {{file}} {{environment}}"}
                  - to: "file:.?fileName=heard"
            """;

    @TempDir
    Path folder;

    @Test
    void itReadsItsFileBeforeWhatIsBuiltInAndTheEnvironmentBeforeThat() throws Exception {
        var source = folder.resolve("Application.java");
        Files.writeString(source, Texts.text("camel-main/Application.java", java.util.Map.of()));
        var classes = Files.createDirectories(folder.resolve("classes/camel")).getParent();
        var path = System.getProperty("java.class.path");
        ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", path, "-d", classes.toString(), source.toString());
        Files.writeString(classes.resolve("application.properties"), BUILT_IN);
        Files.writeString(classes.resolve("camel/a.camel.yaml"), ROUTE);
        Files.createDirectory(folder.resolve("config"));
        Files.writeString(folder.resolve("config/application.properties"), "file=file\nenvironment=file\n");

        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(java, "-Xshare:auto", "-cp", classes + ":" + path, "exported.Application");
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("ENVIRONMENT", "environment");
        var log = folder.resolve("log");
        var process = builder.redirectOutput(log.toFile()).start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(folder.resolve("heard")).as(Files.readString(log)).hasContent("built-in file environment");
    }
}
