package dev.routewright.cli;

import static dev.routewright.cli.Terminals.lines;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.cli.Terminals.Said;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCommandsTest {
    private static final String QUESTION = "question q1: Which \uFFFD[31mstock\uFFFD[0m? [north | south]";

    @TempDir
    private Path folder;

    @Test
    void draftWritesTheRouteAndNothingElseToStdout() throws IOException {
        write("order.md", "When a user places an order, check the stock.");

        assertThat(routewright("draft", "order.md")).isEqualTo(Said.ok(ScriptedWorkbench.YAML));
    }

    @Test
    void draftShowsOnRequestWhatARehearsalSees() throws IOException {
        write("order.md", "When a user places an order, check the stock.");

        var said = routewright("draft", "order.md", "--evidence");

        assertThat(said.exit()).isZero();
        assertThat(said.out()).isEqualTo(ScriptedWorkbench.YAML);
        assertThat(said.err())
                .isEqualTo(lines(
                        "#  OUTCOME  INJECTED  CALLER SAW  CALLED                  THE MESSAGE IS",
                        "1  passed   enough    200 {}      inventory.getStock 200  answered",
                        "2  passed   库存不足  200 {}      inventory.getStock 200  answered"));
    }

    @Test
    void longCellsAreWrappedBetweenWordsOrBehindADot() {
        assertThat(Terminal.wrap("notification.sendNotification answers 500", 20))
                .containsExactly("notification.", "sendNotification", "answers 500");
        assertThat(Terminal.wrap("库存不足库存不足", 6)).containsExactly("库存不", "足库存", "不足");
    }

    @Test
    void draftReadsStandardInputAsUtf8() {
        assertThat(shell().typing("当用户下单时，检查库存。").run("draft", "-")).isEqualTo(Said.ok(ScriptedWorkbench.YAML));
    }

    @Test
    void draftAsksOnStderrAndSaysHowToAnswer() throws IOException {
        write("order.md", "ask me");

        assertThat(routewright("draft", "order.md"))
                .isEqualTo(
                        new Said(
                                4,
                                "",
                                lines(
                                        "order.md " + QUESTION,
                                        "Nothing is drafted until this is answered: add --answer ID=TEXT, or say it in the text.")));
        assertThat(routewright("draft", "order.md", "--answer", "q1=north")).isEqualTo(Said.ok(ScriptedWorkbench.YAML));
    }

    @Test
    void draftSaysThatTheModelIsGoneAndEndsWithThree() throws IOException {
        write("order.md", "When a user places an order, check the stock.");
        int port;
        try (var nobody = new java.net.ServerSocket(0)) {
            port = nobody.getLocalPort();
        }
        write(
                "application.yaml",
                "routewright.model: {provider: ollama, name: m, max-retries: 0, base-url: 'http://127.0.0.1:%d'}"
                        .formatted(port));

        var said = shell().withOwnTools().run("draft", "order.md");

        assertThat(said.exit()).isEqualTo(3);
        assertThat(said.err())
                .contains("[model ollama/m] no connection to http://127.0.0.1:%d".formatted(port))
                .doesNotContain("Exception");
    }

    @Test
    void draftSaysWhyItRefuses() throws IOException {
        write("order.md", "refuse this");

        assertThat(routewright("draft", "order.md"))
                .isEqualTo(new Said(1, "", lines("order.md:3:7 contradiction Both at once. — Say one.")));
    }

    @Test
    void draftHandsMachinesTheWholeResult() throws IOException {
        write("order.md", "When a user places an order, check the stock.");

        var said = routewright("draft", "order.md", "--json");

        assertThat(Json.read(said.out())).isEqualTo(Json.read("""
                        {"draft": {"name": "order", "yaml": "- route:\\n    id: order\\n", "plan": null, "scenarios": []},
                         "findings": [], "questions": []}"""));
    }

    @Test
    void refusesTextThatIsNotUtf8AndSaysWhere() {
        assertThat(shell().typing((byte) 'a', (byte) 0xC3, (byte) 0x28).run("draft", "-"))
                .isEqualTo(
                        new Said(
                                1,
                                "",
                                lines(
                                        "standard input is not UTF-8 text: byte 2 does not fit. Save it as UTF-8 and try again.")));
    }

    @Test
    void refusesBinaryEmptyAndHugeDescriptions() throws IOException {
        write("zero.md", "a\0b");
        write("empty.md", " \n");
        write("huge.md", "库".repeat(30_000));

        assertThat(routewright("draft", "zero.md").err())
                .isEqualTo(lines("zero.md is not text: it holds zero bytes. Name a text file."));
        assertThat(routewright("draft", "empty.md").err())
                .isEqualTo(lines("empty.md is empty. Write what the integration should do, in English or Chinese."));
        assertThat(routewright("draft", "huge.md"))
                .isEqualTo(new Said(
                        1,
                        "",
                        lines("huge.md is longer than the 64 KiB a description may have. Describe one integration per "
                                + "file.")));
    }

    @Test
    void aMissingFileIsAMistakeOfUsage() {
        assertThat(routewright("draft", "nowhere.md"))
                .isEqualTo(new Said(2, "", lines("nowhere.md cannot be read. Check its name and permissions.")));
        assertThat(routewright("check", "nowhere"))
                .isEqualTo(new Said(2, "", lines("nowhere is not there. Name a file or a folder.")));
    }

    @Test
    void checkGoesThroughFoldersAndJudgesEachKind() throws IOException {
        write("routes/a.md", "fine");
        write("routes/b.md", "ask me");
        write("routes/deep/c.camel.yaml", "- route: {from: {uri: 'exec:id'}}");
        write("routes/d.openapi.yaml", "swagger: 2");
        write("routes/README.md", "ask me");
        write("routes/.hidden/e.md", "ask me");
        write("routes/target/f.md", "ask me");
        write("routes/notes.txt", "ask me");

        assertThat(routewright("check", "routes"))
                .isEqualTo(new Said(
                        1,
                        lines(
                                "routes/a.md ok",
                                "routes/b.md " + QUESTION,
                                "routes/d.openapi.yaml service-unreadable This is not an OpenAPI 3 document. — Correct the "
                                        + "document; nothing is registered from it until then.",
                                "routes/deep/c.camel.yaml:3:7 component-not-allowed exec is not allowed. — Use a service.",
                                "routes/deep/c.camel.yaml:2:5 no-description (warning) No description. — Add one."),
                        lines("4 checked: 1 ok, 2 refused, 1 with questions.")));
    }

    @Test
    void checkEndsWithFourWhenOnlyQuestionsAreLeft() throws IOException {
        write("routes/a.md", "fine");
        write("routes/b.md", "ask me");

        assertThat(routewright("check", "routes").exit()).isEqualTo(4);
    }

    @Test
    void checkReportsAnUnreadableFileAsAFindingAndGoesOn() throws IOException {
        Files.write(folder.resolve("bad.md"), new byte[] {(byte) 0xFF});
        write("good.md", "fine");

        assertThat(routewright("check", "."))
                .isEqualTo(new Said(
                        1,
                        lines(
                                "bad.md unreadable bad.md is not UTF-8 text: byte 1 does not fit. Save it as UTF-8 and try "
                                        + "again. — Replace the file.",
                                "good.md ok"),
                        lines("2 checked: 1 ok, 1 refused, 0 with questions.")));
    }

    /** It is sparse: three gigabytes to whoever reads it, and more than an array holds. */
    @Test
    void checkDoesNotReadAFileThatIsMuchTooLong() throws IOException {
        try (var huge = new RandomAccessFile(folder.resolve("huge.camel.yaml").toFile(), "rw")) {
            huge.setLength(3L << 30);
        }

        assertThat(routewright("check", "huge.camel.yaml").out())
                .startsWith(
                        "huge.camel.yaml unreadable huge.camel.yaml is longer than 8 MiB. Nothing was read from it.");
        assertThat(routewright("policy", "check", "huge.camel.yaml"))
                .isEqualTo(new Said(1, "", lines("huge.camel.yaml is longer than 8 MiB. Nothing was read from it.")));
    }

    @Test
    void checkSpeaksJson() throws IOException {
        write("a.md", "refuse this");

        var said = routewright("check", "--format", "json", "a.md");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(Json.read(said.out())).isEqualTo(Json.read("""
                        {"files": [{"file": "a.md", "kind": "description", "outcome": "refused", "findings": [
                           {"rule": "contradiction", "severity": "error", "line": 3, "column": 7, "step": null,
                            "problem": "Both at once.", "remedy": "Say one."}], "questions": []}]}"""));
    }

    @Test
    void rehearseTellsEveryRunAndSumsUp() throws IOException {
        write("order.camel.yaml", ScriptedWorkbench.YAML);

        assertThat(routewright("rehearse", "order.camel.yaml"))
                .isEqualTo(new Said(
                        0,
                        lines(
                                "#  OUTCOME  INJECTED  CALLER SAW  CALLED                  THE MESSAGE IS",
                                "1  passed   enough    200 {}      inventory.getStock 200  answered",
                                "2  passed   库存不足  200 {}      inventory.getStock 200  answered"),
                        lines("passed enough", "passed 库存不足")));
    }

    @Test
    void aLostMessageFailsTheRehearsal() throws IOException {
        write("order.camel.yaml", ScriptedWorkbench.YAML + "# lose it\n");

        var said = routewright("rehearse", "order.camel.yaml");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).isEqualTo(lines("passed enough", "FAILED 库存不足: It vanished."));
    }

    @Test
    void nothingIsRehearsedThatDidNotPassInspection() {
        assertThat(shell().typing("- route: {from: {uri: 'exec:id'}}").run("rehearse", "-"))
                .isEqualTo(new Said(
                        1,
                        "",
                        lines(
                                "standard input:3:7 component-not-allowed exec is not allowed. — Use a service.",
                                "standard input:2:5 no-description (warning) No description. — Add one.",
                                "standard input did not pass inspection. Nothing was rehearsed.")));
    }

    @Test
    void aBrokenServiceDocumentIsToldAndTheOthersWork() throws IOException {
        write("order.md", "fine");
        var workbench = new ScriptedWorkbench();
        workbench.unreadable.put(Path.of("kamelets/x.openapi.yaml"), "Not OpenAPI 3.");

        assertThat(shell().with(workbench).run("draft", "order.md"))
                .isEqualTo(new Said(0, ScriptedWorkbench.YAML, lines("kamelets/x.openapi.yaml: Not OpenAPI 3.")));
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(UTF_8));
    }

    private Terminals shell() {
        return Terminals.in(folder);
    }

    private Said routewright(String... arguments) {
        return shell().run(arguments);
    }
}
