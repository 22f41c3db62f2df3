package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.route.Grant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes that no inspection has seen, and that a cell must stop by itself. */
class GrantTest {
    @TempDir
    Path files;

    Runtime runtime;

    @BeforeEach
    void start() {
        runtime = new Runtime(files);
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "to: {uri: 'seda:x'}                                        | component seda",
                "to: {uri: 'bean:x'}                                        | component bean",
                "to: {uri: 'class:java.lang.Runtime'}                       | component class",
                "to: {uri: 'kamelet:stock-reserve'}                         | the operation stock-reserve",
                "to: {uri: 'service:stock/reserve'}                         | component service",
                "to: {uri: 'file:elsewhere'}                                | writing into folder elsewhere",
                "to: {uri: 'file:in'}                                       | writing into folder in",
                "to: {uri: 'file:../out'}                                   | the address file:../out",
                "to: {uri: 'file:/etc'}                                     | writing into folder /etc",
                "to: {uri: 'file:%2e%2e/out'}                               | the address file:%2e%2e/out",
                "to: {uri: 'file:out?tempPrefix=x'}                         | the file option tempPrefix",
                "to: {uri: 'file:out?fileName=#class:java.io.File'}         | the option fileName=#class:java.io.File",
                "to: {uri: 'kafka:t?brokers=evil:9092'}                     | component kafka",
                "setBody: {simple: '${bean:x}'}                             | the expression ${bean:x}",
                "setBody: {simple: '$simple{body.class}'}                   | the expression $simple{body.class}",
                "setBody: {simple: '${body.class.name}'}                    | the expression ${body.class.name}",
                "setBody: {simple: '${header.${body}}'}                     | the expression ${header.${body}}",
                "log: {message: '${setHeader(CamelHttpUri,x)}'}             | the expression ${setHeader(CamelHttpUri,x)}",
                "setBody: {groovy: '1'}                                     | language groovy",
                "setBody: {constant: 'resource:file:/etc/passwd'}           | text from file:/etc/passwd",
                "setBody: {jq: 'resource:classpath:application.yaml'}       | text from classpath:application.yaml",
                "marshal: {json: {}}                                        | data format json",
                "setBody: {constant: '{{HOME}}'}                            | *",
                "setBody: {constant: '{{env:HOME}}'}                        | *",
                "setBody: {constant: '{{sys:user.home}}'}                   | *",
                "bean: {ref: x}                                             | *",
                "script: {groovy: '1'}                                      | the step script",
            })
    void refusesToLoad(String step, String what) {
        assertThatThrownBy(() -> load(step))
                .isInstanceOf(CellRuntime.CellFailed.class)
                .satisfies(failed -> {
                    if (!what.equals("*"))
                        assertThat(failed)
                                .hasMessage(
                                        "[x v1] The version does not start: The grant does not allow %s. Nothing was"
                                                        .formatted(what)
                                                + " touched; approve a version whose grant holds it. Whatever was live before"
                                                + " still is.");
                });
        assertThat(runtime.cells.figures()).isEmpty();
        assertThat(files.resolve("elsewhere")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "setBody: {jq: 'env'}",
                "setBody: {jq: '$ENV'}",
                "toD: {uri: '${header.target}'}",
                "recipientList: {simple: '${header.target}'}",
                "toD: {uri: 'file:elsewhere/${header.target}'}",
                "wireTap: {uri: 'seda:x'}",
                "poll: {uri: 'file:elsewhere'}",
            })
    void deniesWhileRunning(String step) throws Exception {
        Files.createDirectories(files.resolve("in"));
        try {
            load(step);
        } catch (CellRuntime.CellFailed alreadyRefused) {
            return;
        }

        var answer = runtime.post("/x", "{\"a\":1}", "target", "file:/tmp/x");

        assertThat(answer.statusCode()).isIn(400, 500);
        assertThat(answer.body()).doesNotContain(System.getenv("PATH"));
    }

    @Test
    void refusesBeansAndTheirClasses() {
        assertThatThrownBy(() -> runtime.cells.switchTo(Runtime.version("x", 1, """
                        - beans:
                            - name: evil
                              type: java.lang.ProcessBuilder
                        - route:
                            id: x
                            from:
                              uri: platform-http:/x
                              parameters: {httpMethodRestrict: POST}
                              steps: []
                        """, grant())))
                .isInstanceOf(CellRuntime.CellFailed.class)
                .hasMessageContaining("The grant does not allow the section beans.");
    }

    @Test
    void refusesALinkThatLeadsOutOfTheRoot(@TempDir Path outside) throws Exception {
        Files.createSymbolicLink(files.resolve("out"), outside);

        assertThatThrownBy(() -> load("to: {uri: 'file:out'}"))
                .isInstanceOf(CellRuntime.CellFailed.class)
                .hasMessageContaining("The grant does not allow the folder out.");
    }

    @Test
    void refusesAnEntryThatWasNotGranted() {
        assertThatThrownBy(() -> runtime.cells.switchTo(Runtime.version(
                        "x",
                        1,
                        "- route:\n    id: x\n    from:\n      uri: platform-http:/other\n      steps: []\n",
                        grant())))
                .isInstanceOf(CellRuntime.CellFailed.class)
                .hasMessageContaining("The grant does not allow the entry any method /other.");
    }

    @Test
    void saysWhatIsMissingForKafka() {
        var kafka = new Grant(
                List.of(new Grant.Entry("kafka", "", "in")),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(Set.of("in")),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(Set.of("kafka")),
                new TreeSet<>(),
                new TreeSet<>());

        assertThatThrownBy(() -> runtime.cells.switchTo(Runtime.version(
                        "x", 1, "- route:\n    id: x\n    from:\n      uri: kafka:in\n      steps: []\n", kafka)))
                .isInstanceOf(CellRuntime.CellFailed.class)
                .hasMessage("[x v1] The version uses Kafka and no broker is known. Nothing has changed; set"
                        + " routewright.kafka.brokers and load it again.");
    }

    @Test
    void refusesARouteNestedWithoutEnd() {
        var yaml = "- route: " + "[".repeat(20_000) + "]".repeat(20_000);

        assertThatThrownBy(() -> runtime.cells.switchTo(Runtime.version("x", 1, yaml, grant())))
                .isInstanceOf(CellRuntime.CellFailed.class);
    }

    private void load(String step) throws CellRuntime.CellFailed {
        runtime.cells.switchTo(Runtime.version("x", 1, """
                - route:
                    id: x
                    from:
                      uri: platform-http:/x
                      parameters: {httpMethodRestrict: POST}
                      steps:
                        - %s
                """.formatted(step), grant()));
    }

    private static Grant grant() {
        return new Grant(
                List.of(new Grant.Entry("http", "POST", "/x")),
                new TreeSet<>(Set.of("stock.getStock")),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(Set.of("in")),
                new TreeSet<>(Set.of("out")),
                new TreeSet<>(Set.of("platform-http", "kamelet", "file")),
                new TreeSet<>(Set.of("jq")),
                new TreeSet<>());
    }
}
