package dev.routewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.routewright.inspection.Policy;
import dev.routewright.inspection.RuleBook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SarifTest {
    @TempDir
    private Path folder;

    @Test
    void isWhatTheStandardSaysItIs() throws IOException {
        aFileOfEachKind();

        assertThat(problems(sarif("."))).isEmpty();
        assertThat(problems(sarif("--docs", "https://docs.example/routewright/", ".")))
                .isEmpty();
        assertThat(problems(Json.read("{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {}}]}")))
                .isNotEmpty();
    }

    @Test
    void aFindingHasItsRuleItsWordsAndItsPlace() throws IOException {
        write("routes/c.camel.yaml", "- route: {from: {uri: 'exec:id'}}");

        var log = sarif("routes");

        var results = log.at("/runs/0/results");
        assertThat(results).hasSize(2);
        var error = results.get(0);
        assertThat(error.path("ruleId").asText()).isEqualTo("component-not-allowed");
        assertThat(error.path("level").asText()).isEqualTo("error");
        assertThat(error.at("/message/text").asText()).isEqualTo("exec is not allowed. Use a service.");
        assertThat(error.at("/locations/0/physicalLocation")).isEqualTo(Json.read("""
                        {"artifactLocation": {"uri": "routes/c.camel.yaml"}, "region": {"startLine": 3, "startColumn": 7}}"""));
        assertThat(results.get(1).path("level").asText()).isEqualTo("warning");
        for (var result : results)
            assertThat(log.at("/runs/0/tool/driver/rules/"
                                    + result.path("ruleIndex").asInt() + "/id")
                            .asText())
                    .isEqualTo(result.path("ruleId").asText());
    }

    @Test
    void aStepIsALogicalPlace() throws IOException {
        write("order.camel.yaml", """
                - route:
                    id: order
                    from:
                      uri: timer:every
                      steps:
                        - to: {id: send-it, uri: 'exec:id'}
                """);

        var log = read(Terminals.in(folder).withOwnTools().run("check", "--format", "sarif", "order.camel.yaml"));

        assertThat(log.at("/runs/0/results/0/locations/0/logicalLocations"))
                .isEqualTo(Json.read("[{\"name\": \"send-it\", \"kind\": \"object\"}]"));
    }

    @Test
    void everyRuleIsDescribed() throws IOException {
        write("a.md", "fine");

        var rules = sarif("--docs", "https://docs.example/rw/", ".").at("/runs/0/tool/driver/rules");

        assertThat(rules).hasSize(RuleBook.rules().size() + 3);
        for (var rule : rules) {
            assertThat(rule.at("/shortDescription/text").asText()).isNotBlank();
            assertThat(rule.at("/fullDescription/text").asText()).isNotBlank();
            assertThat(rule.at("/help/text").asText()).isNotBlank();
            assertThat(rule.at("/help/markdown").asText()).isNotBlank().doesNotStartWith("---");
            assertThat(rule.at("/defaultConfiguration/level").asText()).isIn("error", "warning", "note");
        }
        assertThat(rules.at("/0/helpUri").asText()).isEqualTo("https://docs.example/rw/rules/document-too-large.md");
    }

    @Test
    void noAddressIsMadeUp() throws IOException {
        write("a.md", "fine");

        var driver = sarif(".").at("/runs/0/tool/driver");

        assertThat(driver.path("informationUri").isMissingNode()).isTrue();
        assertThat(driver.at("/rules/0/helpUri").isMissingNode()).isTrue();
        assertThat(driver.at("/rules/0/help/text").asText()).endsWith("See docs/rules/document-too-large.md.");
    }

    @Test
    void anAddressThatIsNoneIsAMistakeOfUsage() throws IOException {
        write("a.md", "fine");

        assertThat(Terminals.in(folder).run("check", "--format", "sarif", "--docs", "docs/", "."))
                .isEqualTo(new Terminals.Said(
                        2, "", "--docs takes an address such as https://docs.example/routewright.\n"));
    }

    @Test
    void aQuestionIsANote() throws IOException {
        write("b.md", "ask me");

        var said = Terminals.in(folder).run("check", "--format", "sarif", "b.md");

        assertThat(said.exit()).isEqualTo(4);
        var result = read(said).at("/runs/0/results/0");
        assertThat(result.path("ruleId").asText()).isEqualTo("open-question");
        assertThat(result.path("level").asText()).isEqualTo("note");
        assertThat(result.at("/message/text").asText()).isEqualTo("Which \uFFFD[31mstock\uFFFD[0m? [north | south]");
        assertThat(result.at("/locations/0/physicalLocation/region").isMissingNode())
                .isTrue();
    }

    @Test
    void aFileNobodyCanReadIsAResult() throws IOException {
        Files.write(folder.resolve("bad.md"), new byte[] {(byte) 0xFF});
        Files.createSymbolicLink(folder.resolve("gone.camel.yaml"), folder.resolve("nowhere"));

        var results = sarif(".").at("/runs/0/results");

        assertThat(results).extracting(r -> r.path("ruleId").asText()).containsExactly("unreadable", "unreadable");
        assertThat(results)
                .extracting(r -> r.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .containsExactly("bad.md", "gone.camel.yaml");
    }

    @Test
    void namesNoPathOfTheMachine(@TempDir Path elsewhere) throws IOException {
        write("routes/b c 库.md", "refuse this");
        Files.write(folder.resolve("bad.md"), new byte[] {(byte) 0xFF});
        Files.write(elsewhere.resolve("far.md"), new byte[] {(byte) 0xFF});

        var said = Terminals.in(folder)
                .run(
                        "check",
                        "--format",
                        "sarif",
                        folder.resolve("routes").toString(),
                        folder.resolve("bad.md").toString(),
                        elsewhere.resolve("far.md").toString());

        assertThat(read(said).at("/runs/0/results"))
                .extracting(r -> r.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .containsExactly("routes/b%20c%20%E5%BA%93.md", "bad.md", "far.md");
        assertThat(said.out()).doesNotContain(folder.toString(), elsewhere.toString());
    }

    @Test
    void aFingerprintStaysWhenTheLineMovesAndTellsEqualFindingsApart() throws IOException {
        var route = """
                - route:
                    id: order
                    from:
                      uri: timer:every
                      steps:
                        - to: 'exec:id'
                        - to: 'exec:id'
                """;
        write("order.camel.yaml", route);
        var before = fingerprints();
        write("order.camel.yaml", "# a comment\n" + route);

        assertThat(before).hasSize(2).doesNotHaveDuplicates();
        assertThat(fingerprints()).isEqualTo(before);
    }

    @Test
    void textOfAFileNeverBecomesALink() throws IOException {
        write("order.camel.yaml", """
                - route:
                    id: order
                    from:
                      uri: timer:every
                      steps:
                        - to: 'exec:[click](https://evil.example)'
                        - '[click](https://evil.example)': x
                """);

        var said = Terminals.in(folder).withOwnTools().run("check", "--format", "sarif", ".");

        assertThat(read(said).at("/runs/0/results")).isNotEmpty();
        assertThat(said.out()).doesNotContain("](https://evil");
    }

    @Test
    void isJudgedByThePolicyThatIsNamed() throws IOException {
        write("order.camel.yaml", """
                - route:
                    id: order
                    from: {uri: 'timer:every', steps: [{to: 'kafka:orders'}]}
                """);
        try (var in = Policy.class.getResourceAsStream("policy.yaml")) {
            var standard = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            write("ours.yaml", standard.replace("topics:\n  allowed: [\"**\"]", "topics:\n  allowed: [\"billing.*\"]"));
        }

        assertThat(Terminals.in(folder).withOwnTools().run("check", ".").exit()).isZero();
        var said = Terminals.in(folder).withOwnTools().run("check", "--policy", "ours.yaml", "--format", "sarif", ".");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(read(said).at("/runs/0/results/0/ruleId").asText()).isEqualTo("topic-not-allowed");
        assertThat(read(said).at("/runs/0/properties/policyHash").asText())
                .isNotEqualTo(Policy.standard().hash());
    }

    private List<String> fingerprints() throws IOException {
        return StreamSupport.stream(
                        read(Terminals.in(folder).withOwnTools().run("check", "--format", "sarif", "."))
                                .at("/runs/0/results")
                                .spliterator(),
                        false)
                .map(result -> result.at("/partialFingerprints/routewright~1v1").asText())
                .toList();
    }

    private void aFileOfEachKind() throws IOException {
        write("routes/fine.md", "fine");
        write("routes/asking.md", "ask me");
        write("routes/refused.md", "refuse this");
        write("routes/hostile.camel.yaml", "- route: {from: {uri: 'exec:id'}}");
        write("kamelets/broken.openapi.yaml", "swagger: 2");
        Files.write(folder.resolve("bad.md"), new byte[] {(byte) 0xFF});
    }

    private JsonNode sarif(String... arguments) throws IOException {
        var all = new ArrayList<>(List.of("check", "--format", "sarif"));
        all.addAll(List.of(arguments));
        return read(Terminals.in(folder).run(all.toArray(String[]::new)));
    }

    private static JsonNode read(Terminals.Said said) throws IOException {
        return Json.read(said.out());
    }

    /** The schema of OASIS, as published, with the formats it names. */
    private static Set<ValidationMessage> problems(JsonNode log) throws IOException {
        try (var schema = SarifTest.class.getResourceAsStream("sarif-schema-2.1.0.json")) {
            return JsonSchemaFactory.getInstance(VersionFlag.V7)
                    .getSchema(schema)
                    .validate(log, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
        }
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
