package dev.routewright.cli;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "answer", description = "Answer the questions of a version; drafting then goes on.")
final class AnswerCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(index = "0", paramLabel = "NAME[/VERSION]", description = "without a version: the newest that asks")
    private String reference = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "ID=ANSWER", description = "question and answer")
    private Map<String, String> answers = Map.of();

    @Mixin
    private Waiting waiting = new Waiting();

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Output output = new Output();

    AnswerCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        var client = remote.client(shell);
        var versions = new Version(client, shell);
        var path = versions.find(reference, "needs-answers");
        var given = answers.entrySet().stream()
                .map(answer -> Map.of("question", answer.getKey(), "answer", answer.getValue()))
                .toList();
        client.post(path + "/answers", Map.of("answers", given));
        return versions.show(versions.follow(path, waiting.seconds(), Set.of()), output.json());
    }
}
