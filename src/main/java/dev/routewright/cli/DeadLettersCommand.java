package dev.routewright.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "dead-letters",
        description = "List the messages an integration could not deliver, look at them, send them again.")
final class DeadLettersCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "the integration")
    private String name = "";

    @Mixin
    private DeadLettersWhich which = new DeadLettersWhich();

    @Option(names = "--limit", paramLabel = "NUMBER", description = "at most so many (default: 100)")
    private @Nullable Integer limit;

    @Option(names = "--before", paramLabel = "SEQ", description = "those before this one, to page through them")
    private @Nullable Long before;

    @Option(names = "--replay", paramLabel = "ID", description = "send this one in again, to the live version")
    private @Nullable String replay;

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Output output = new Output();

    DeadLettersCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (name.isEmpty())
            throw new ParameterException(
                    spec.commandLine(), "Name the integration, for instance: routewright dead-letters order");
        return replay == null ? list() : replay(replay);
    }

    static CommandLine in(Shell shell) {
        return new CommandLine(new DeadLettersCommand(shell))
                .addSubcommand(new DeadLettersShowCommand(shell))
                .addSubcommand(new DeadLettersRunCommand.Replay(shell))
                .addSubcommand(new DeadLettersRunCommand.Delete(shell));
    }

    private int list() {
        var query = which.filter();
        if (limit != null) query.put("limit", limit.toString());
        if (before != null) query.put("before", before.toString());
        var letters = remote.client(shell)
                .get(Client.path("integrations", name, "dead-letters") + DeadLettersWhich.query(query));
        if (output.json()) Json.print(shell.out(), letters);
        else if (letters.isEmpty()) shell.err().println(Terminal.clean("No dead letters of " + name + "."));
        else
            Terminal.table(
                    shell.out(),
                    List.of("ID", "AT", "VERSION", "STATE", "STEP", "CAUSE"),
                    Version.each(letters).map(DeadLettersCommand::row).toList());
        return Exit.OK;
    }

    private int replay(String id) {
        var replayed = remote.client(shell)
                .post(Client.path("integrations", name, "dead-letters", id, "replay"), Map.of())
                .body();
        var keptAgain = replayed.path("deadLetter").asText("");
        if (output.json()) Json.print(shell.out(), replayed);
        else if (keptAgain.isEmpty() || replayed.path("deadLetter").isNull())
            shell.out()
                    .println(Terminal.clean("%s went through: %s"
                            .formatted(id, replayed.path("status").asText())));
        if (keptAgain.isEmpty() || replayed.path("deadLetter").isNull()) return Exit.OK;
        shell.err()
                .println(Terminal.clean(
                        "%s failed again and is kept as %s. Look at its cause with routewright dead-letters %s."
                                .formatted(id, keptAgain, name)));
        return Exit.REFUSED;
    }

    private static List<String> row(JsonNode letter) {
        return List.of(
                letter.path("id").asText(),
                letter.path("at").asText(""),
                letter.path("version").asText(""),
                letter.path("failedAgain").asBoolean()
                        ? "failed again"
                        : letter.path("state").asText(""),
                letter.path("step").isNull() ? "" : letter.path("step").asText(""),
                letter.path("cause").asText(""));
    }
}
