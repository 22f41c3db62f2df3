package dev.routewright.cli;

import dev.routewright.inspection.Policy;
import dev.routewright.inspection.PolicyText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "policy", description = "Say what a route may hold, or whether a file is a policy.")
final class PolicyCommand implements Runnable {
    private final Shell shell;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    PolicyCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, for instance: routewright policy explain");
    }

    @Command(name = "explain", description = "Print what a route may hold; whatever is not listed is refused.")
    int explain(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "SECTION",
                            description = "only this section, such as from, to, steps, languages, network, limits")
                    @Nullable
                    String section,
            @Mixin PolicyFile file,
            @Mixin Output output) {
        var whole = file.read(shell).explain();
        var text = section == null ? whole : only(section, whole);
        if (output.json()) Json.print(shell.out(), text);
        else new PolicyPrint(shell.out()).print(text);
        return Exit.OK;
    }

    private static PolicyText only(String id, PolicyText whole) {
        return whole.section(id)
                .map(section -> new PolicyText(whole.name(), whole.hash(), List.of(section)))
                .orElseThrow(() -> new Complaint(
                        Exit.USAGE,
                        "A policy has no section %s. Name one of %s.".formatted(id, String.join(", ", whole.ids()))));
    }

    @Command(
            name = "check",
            description = "Say whether a file is a policy a server would start with. Nothing is taken over.")
    int check(
            @Parameters(paramLabel = "FILE", description = "policy file, or - for standard input") String file,
            @Mixin Output output) {
        var name = file.equals("-") ? "standard input" : file;
        return PolicyFile.read(shell, file)
                .fold(policy -> fine(name, policy, output), problem -> refused(name, problem, output));
    }

    private int fine(String file, Policy policy, Output output) {
        if (output.json()) Json.print(shell.out(), new Result(file, "ok", policy.name(), policy.hash(), null));
        else
            shell.out()
                    .println(Terminal.clean(
                            "%s ok: policy %s, sha256 %s".formatted(file, policy.name(), policy.hash())));
        shell.out().flush();
        return Exit.OK;
    }

    private int refused(String file, String problem, Output output) {
        if (!output.json()) throw new Complaint(Exit.REFUSED, file + ": " + problem);
        Json.print(shell.out(), new Result(file, "refused", null, null, problem));
        return Exit.REFUSED;
    }

    /** @param outcome {@code ok} or {@code refused} */
    private record Result(
            String file,
            String outcome,
            @Nullable String name,
            @Nullable String hash,
            @Nullable String problem) {}
}
