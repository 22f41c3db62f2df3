package dev.routewright.cli;

import dev.routewright.drafting.Drafter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** All commands, and what becomes of their complaints. */
@Command(
        name = "routewright",
        description = "Turns business descriptions into running integrations.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = RoutewrightCommand.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:ok",
            " 1:refused, by a rule, a rehearsal or the server",
            " 2:the command line is wrong",
            " 3:no Routewright, no model or no cluster answers",
            " 4:the description needs answers from its author"
        })
final class RoutewrightCommand implements Runnable {
    private static final String TROUBLE =
            "This should not have happened, and what is printed above is all that was done. Please report it with the "
                    + "lines below.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    static CommandLine in(Shell shell) {
        return new CommandLine(new RoutewrightCommand())
                .addSubcommand(new ServeCommand(shell))
                .addSubcommand(new DraftCommand(shell))
                .addSubcommand(new CheckCommand(shell))
                .addSubcommand(new RehearseCommand(shell))
                .addSubcommand(new PolicyCommand(shell))
                .addSubcommand(new SubmitCommand(shell))
                .addSubcommand(new AnswerCommand(shell))
                .addSubcommand(new ApproveCommand(shell))
                .addSubcommand(new RejectCommand(shell))
                .addSubcommand(new ChangeCommand(shell))
                .addSubcommand(new DiffCommand(shell))
                .addSubcommand(new CancelCommand(shell))
                .addSubcommand(new RetryCommand(shell))
                .addSubcommand(new ListCommand(shell))
                .addSubcommand(new RollbackCommand(shell))
                .addSubcommand(new DeployCommand(shell))
                .addSubcommand(new DeploymentsCommand(shell))
                .addSubcommand(new UndeployCommand(shell))
                .addSubcommand(new ExportCommand(shell))
                .addSubcommand(new ServicesCommand(shell))
                .addSubcommand(DeadLettersCommand.in(shell))
                .addSubcommand(new BenchCommand(shell))
                .addSubcommand(new PasswordCommand(shell))
                .addSubcommand(new DoctorCommand(shell))
                .addSubcommand(new HelpCommand())
                .addSubcommand(new VersionCommand(shell))
                .setOut(shell.out())
                .setErr(shell.err())
                .setExecutionExceptionHandler((exception, command, parsed) -> complain(shell, exception));
    }

    private static int complain(Shell shell, Exception exception) {
        try {
            if (exception instanceof Complaint complaint) {
                complaint.getMessage().lines().map(Terminal::clean).forEach(shell.err()::println);
                return complaint.exit();
            }
            if (exception instanceof Drafter.Unavailable unavailable) {
                shell.err().println(Terminal.clean(String.valueOf(unavailable.getMessage())));
                return Exit.UNREACHABLE;
            }
            shell.err().println(TROUBLE);
            exception.printStackTrace(shell.err());
            return Exit.REFUSED;
        } finally {
            shell.err().flush();
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, for instance: routewright serve");
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"routewright %s (Java %s)".formatted(number(), Runtime.version())};
        }

        static String number() {
            var build = new Properties();
            try (var stream = RoutewrightCommand.class.getResourceAsStream("/META-INF/build-info.properties")) {
                if (stream != null) build.load(stream);
            } catch (IOException e) {
                throw new UncheckedIOException("[routewright] The jar cannot be read. Build it again.", e);
            }
            return build.getProperty("build.version", "unpackaged");
        }
    }

    @Command(name = "version", description = "Print the version.")
    private static final class VersionCommand implements Callable<Integer> {
        private final Shell shell;

        @Mixin
        private Output output = new Output();

        VersionCommand(Shell shell) {
            this.shell = shell;
        }

        @Override
        public Integer call() {
            if (output.json())
                Json.print(
                        shell.out(),
                        Map.of(
                                "version",
                                Version.number(),
                                "java",
                                Runtime.version().toString()));
            else for (var line : new Version().getVersion()) shell.out().println(line);
            return Exit.OK;
        }
    }
}
