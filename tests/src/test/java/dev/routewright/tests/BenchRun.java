package dev.routewright.tests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/**
 * {@code bench} of the packaged application as a child process, with a model at the address given.
 *
 * @param exit of the process
 * @param result what {@code --json} wrote
 * @param said everything it printed
 */
record BenchRun(int exit, JsonNode result, String said) {
    private static final int MINUTES = 5;
    /** Of as many cases as anybody likes. */
    private static final int MOST_MINUTES = 60;

    static BenchRun of(Path home, URI model, Path cases, String... options) throws IOException, InterruptedException {
        return run(home, asking(model), MINUTES, cases, options);
    }

    /** With a model that takes its time. */
    static BenchRun patient(Path home, URI model, Path cases, String... options)
            throws IOException, InterruptedException {
        return run(home, asking(model), MOST_MINUTES, cases, options);
    }

    private static String asking(URI model) {
        return """
                routewright.model:
                  provider: openai
                  base-url: %s
                  name: recorded
                  api-key: none
                """.formatted(model);
    }

    /** Without a model. */
    static BenchRun offline(Path home, Path cases, String... options) throws IOException, InterruptedException {
        return run(home, "routewright.model.provider: offline\n", MOST_MINUTES, cases, options);
    }

    private static BenchRun run(Path home, String settings, int minutes, Path cases, String... options)
            throws IOException, InterruptedException {
        Files.writeString(home.resolve("application.yaml"), settings);
        var result = home.resolve("result.json");
        var log = home.resolve("bench.log");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                // It ends before better code would have paid.
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-jar",
                App.jar().toString(),
                "bench",
                cases.toAbsolutePath().toString(),
                "--json",
                result.toString()));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(minutes, TimeUnit.MINUTES))
                throw new IllegalStateException("The benchmark did not end. It said:\n" + Files.readString(log));
        } finally {
            process.destroyForcibly();
        }
        if (!Files.exists(result))
            throw new IllegalStateException("The benchmark has no result. It said:\n" + Files.readString(log));
        return new BenchRun(process.exitValue(), Documents.json(Files.readString(result)), Files.readString(log));
    }

    List<JsonNode> runs() {
        return StreamSupport.stream(result.path("runs").spliterator(), false).toList();
    }

    /** Runs whose description can be built. */
    List<JsonNode> built() {
        return runs().stream()
                .filter(run -> !run.at("/behaviours/0/kind").asText().equals("outcome"))
                .toList();
    }

    /** Runs whose description lacks or contradicts something. */
    List<JsonNode> asked() {
        return runs().stream().filter(run -> !built().contains(run)).toList();
    }

    static String label(JsonNode run) {
        return run.path("case").asText() + ":" + run.path("lang").asText();
    }
}
