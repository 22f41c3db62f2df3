package dev.routewright.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Does something with many dead letters, and tells how far it is until the server has done it. */
abstract class DeadLettersRunCommand implements Callable<Integer> {
    private static final long PAUSE = 300;

    private final Shell shell;
    private final String what;

    @Parameters(index = "0", paramLabel = "NAME", description = "the integration")
    private String name = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "ID", description = "these, instead of a filter")
    private List<String> ids = List.of();

    @Option(names = "--all", description = "all of the integration")
    private boolean all;

    @Mixin
    private DeadLettersWhich which = new DeadLettersWhich();

    @Option(names = "--limit", paramLabel = "NUMBER", description = "at most so many, the oldest first (default: 1000)")
    private @Nullable Integer limit;

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Output output = new Output();

    private DeadLettersRunCommand(Shell shell, String what) {
        this.shell = shell;
        this.what = what;
    }

    @Nullable
    Integer atOnce() {
        return null;
    }

    @Override
    public Integer call() {
        var filter = which.filter();
        if (ids.isEmpty() && filter.isEmpty() && !all)
            throw new Complaint(
                    Exit.USAGE,
                    "Say which: ids, --all, or a filter such as --step. Nothing was done. routewright dead-letters %s lists them."
                            .formatted(name));
        var body = new LinkedHashMap<String, Object>(filter);
        if (!ids.isEmpty()) body.put("ids", ids);
        if (all) body.put("all", true);
        if (limit != null) body.put("limit", limit);
        if (atOnce() != null) body.put("atOnce", atOnce());
        var client = remote.client(shell);
        var begun = client.post(Client.path("integrations", name, "dead-letters", what), body)
                .body();
        return told(followed(client, begun));
    }

    private JsonNode followed(Client client, JsonNode begun) {
        var run = begun;
        try (var progress = new Progress(shell, what.equals("delete") ? "deleted" : "replayed", System::nanoTime)) {
            while (run.path("state").asText().equals("running")) {
                pause();
                run = client.get(Client.path(
                        "integrations",
                        name,
                        "dead-letters",
                        "replays",
                        begun.path("id").asText()));
                int over = run.path("done").asInt()
                        + run.path("failed").asInt()
                        + run.path("skipped").asInt();
                progress.at(over, run.path("total").asInt());
            }
        }
        return run;
    }

    private int told(JsonNode run) {
        if (output.json()) Json.print(shell.out(), run);
        else
            shell.out()
                    .println(Terminal.clean("%d of %d %s, %d failed, %d skipped."
                            .formatted(
                                    run.path("done").asInt(),
                                    run.path("total").asInt(),
                                    what.equals("delete") ? "deleted" : "went through",
                                    run.path("failed").asInt(),
                                    run.path("skipped").asInt())));
        run.path("problems").forEach(problem -> shell.err().println(Terminal.clean(problem.asText())));
        return run.path("failed").asInt() == 0 ? Exit.OK : Exit.REFUSED;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint(Exit.UNREACHABLE, "Interrupted. The server goes on with it.");
        }
    }

    @Command(name = "replay", description = "Send many in again, to the live version, and tell how far that is.")
    static final class Replay extends DeadLettersRunCommand {
        @Option(
                names = "--at-once",
                paramLabel = "NUMBER",
                description = "under way at the same time; 1 keeps their order (default: 4)")
        private @Nullable Integer atOnce;

        Replay(Shell shell) {
            super(shell, "replay");
        }

        @Override
        @Nullable
        Integer atOnce() {
            return atOnce;
        }
    }

    @Command(name = "delete", description = "Give many up.")
    static final class Delete extends DeadLettersRunCommand {
        Delete(Shell shell) {
            super(shell, "delete");
        }
    }
}
