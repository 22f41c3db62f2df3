package dev.routewright.cli;

import static dev.routewright.cli.Terminals.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.cli.Terminals.Said;
import dev.routewright.inspection.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandTest {
    private static final String HASH = Policy.standard().hash();

    @TempDir
    private Path folder;

    private String standard = "";

    @BeforeEach
    void readTheStandardPolicy() throws IOException {
        try (var in = Policy.class.getResourceAsStream("policy.yaml")) {
            standard = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void explainsThePolicyThatShipsWithItsNameAndHashOnTop() {
        var said = routewright("policy", "explain");

        assertThat(said.exit()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.out())
                .startsWith(lines(
                        "Policy routewright-standard",
                        "sha256 " + HASH,
                        "",
                        "Whatever is not listed here is refused. Each section can be asked for by the word in brackets.",
                        "",
                        "What a route may begin with [from]"));
        assertThat(said.out().lines()).allMatch(line -> Terminal.width(line) <= 100);
    }

    @Test
    void explainsOneSection() {
        assertThat(routewright("policy", "explain", "topics"))
                .isEqualTo(Said.ok(lines(
                        "Policy routewright-standard",
                        "sha256 " + HASH,
                        "",
                        "Whatever is not listed here is refused. Each section can be asked for by the word in brackets.",
                        "",
                        "Kafka topics [topics]",
                        "  * is a name in small letters, ** any; the grant names what a version really uses.",
                        "  allowed   **",
                        "  reserved  __*, routewright*")));
    }

    @Test
    void aSectionThatDoesNotExistIsAMistakeOfUsageAndTheOthersAreNamed() {
        var said = routewright("policy", "explain", "topic");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).startsWith("A policy has no section topic. Name one of from, to, kamelets, ");
    }

    @Test
    void explainsToMachines() throws IOException {
        var said =
                Json.read(routewright("policy", "explain", "topics", "--json").out());

        assertThat(said).isEqualTo(Json.read("""
                        {"name": "routewright-standard", "hash": "%s", "sections": [
                          {"id": "topics", "title": "Kafka topics", "keys": ["topics"],
                           "says": "* is a name in small letters, ** any; the grant names what a version really uses.",
                           "entries": [
                             {"name": "allowed", "says": "", "kind": "", "names": ["**"], "entries": []},
                             {"name": "reserved", "says": "", "kind": "", "names": ["__*", "routewright*"],
                              "entries": []}]}]}""".formatted(HASH)));
    }

    @Test
    void explainsTheFileThatIsNamedByOptionOrEnvironment() throws IOException {
        write("ours.yaml", standard.replace("routewright-standard", "ours"));

        assertThat(routewright("policy", "explain", "--policy", "ours.yaml").out())
                .startsWith("Policy ours\n");
        assertThat(Terminals.in(folder)
                        .where("ROUTEWRIGHT_POLICY_FILE", "ours.yaml")
                        .run("policy", "explain")
                        .out())
                .startsWith("Policy ours\n");
    }

    @Test
    void aPolicyIsFineWithItsNameAndHash() throws IOException {
        write("ours.yaml", "# ours\n" + standard);

        assertThat(routewright("policy", "check", "ours.yaml"))
                .isEqualTo(Said.ok(lines("ours.yaml ok: policy routewright-standard, sha256 " + HASH)));
    }

    @Test
    void aMistakeIsNamedWithItsPlace() throws IOException {
        write("ours.yaml", standard.replace("  direct:", "  dirct:"));

        assertThat(routewright("policy", "check", "ours.yaml"))
                .isEqualTo(new Said(
                        1,
                        "",
                        lines("ours.yaml: [policy] `components.dirct` is not a component of the Camel catalog. "
                                + "The policy was not taken over. Correct it and start again.")));
        assertThat(Json.read(
                        routewright("policy", "check", "ours.yaml", "--json").out()))
                .isEqualTo(Json.read("""
                        {"file": "ours.yaml", "outcome": "refused", "name": null, "hash": null, "problem":
                         "[policy] `components.dirct` is not a component of the Camel catalog. The policy was not taken over. Correct it and start again."}"""));
    }

    @Test
    void aPolicyThatIsNotThereIsAMistakeOfUsage() {
        assertThat(routewright("policy", "check", "nowhere.yaml"))
                .isEqualTo(new Said(2, "", lines("nowhere.yaml cannot be read. Check its name and permissions.")));
        assertThat(routewright("policy").exit()).isEqualTo(2);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private Said routewright(String... arguments) {
        return Terminals.in(folder).run(arguments);
    }
}
