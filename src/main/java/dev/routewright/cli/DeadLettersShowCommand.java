package dev.routewright.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Show one with headers and body; values that are masked are not shown.")
final class DeadLettersShowCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(index = "0", paramLabel = "NAME", description = "the integration")
    private String name = "";

    @Parameters(index = "1", paramLabel = "ID", description = "the dead letter")
    private String id = "";

    @Option(names = "--first", description = "as it came, when it was changed since")
    private boolean first;

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Output output = new Output();

    DeadLettersShowCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        var path = Client.path("integrations", name, "dead-letters", id);
        var letter = remote.client(shell).get(first ? path + "/first" : path);
        if (output.json()) {
            Json.print(shell.out(), letter);
            return Exit.OK;
        }
        line("id", letter.path("id").asText(""));
        line("kept", letter.path("at").asText(""));
        line("version", "%s/%s".formatted(name, letter.path("version").asText("")));
        line("cause", letter.path("cause").asText());
        line("step", letter.path("step").asText(""));
        line("state", letter.path("state").asText() + (letter.path("edited").asBoolean() ? ", edited" : ""));
        line(
                "replay",
                letter.path("outcome").isTextual() ? letter.path("outcome").asText() : "");
        line(
                "entry",
                "%s %s %s"
                        .formatted(
                                letter.at("/entry/kind").asText(),
                                letter.at("/entry/method").asText(),
                                letter.at("/entry/address").asText())
                        .replaceAll(" +", " "));
        letter.path("headers")
                .properties()
                .forEach(header ->
                        line("header " + header.getKey(), header.getValue().asText()));
        if (letter.path("body").isTextual()) {
            shell.out().println();
            letter.path("body").asText().lines().map(Terminal::clean).forEach(shell.out()::println);
        }
        if (letter.path("cut").asBoolean())
            shell.err()
                    .println(Terminal.clean("Only the beginning of %s bytes is shown."
                            .formatted(letter.path("bodySize").asText())));
        return Exit.OK;
    }

    private void line(String what, String text) {
        if (!text.isBlank()) shell.out().println(Terminal.clean(what + ": " + text));
    }
}
