package dev.routewright.cli;

import dev.routewright.bench.Bench;
import dev.routewright.bench.CaseUnusable;
import dev.routewright.bench.Product;
import dev.routewright.bench.Results;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        description = {
            "Run cases against the configured model, and judge what becomes of them by what it does.",
            "",
            "A case is a description in English and Chinese, the OpenAPI documents of services, and behaviours. The "
                    + "services are played by stubs, and the runtime is one of its own: nothing that runs here is "
                    + "touched. The model is the one of routewright.model.*, from the environment or application.yaml."
        },
        footer = {
            "",
            "Exit code 0: everything passed; 1: something did not (or, with --prompts, a prompt was too large).",
            "docs/bench.md says what each figure means and how to choose a model with them.",
            "",
            "  routewright bench cases --times 3 --json result.json",
            "  routewright bench cases --only 01,05 --lang zh --keep looked-at",
            "  routewright bench cases --crowd 200 --prompts"
        })
final class BenchCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "folder of the cases")
    private String dir = "";

    @Option(
            names = "--only",
            paramLabel = "CASE",
            split = ",",
            description = "cases to run, by name or what it begins with (default: all)")
    private List<String> only = List.of();

    @Option(
            names = "--lang",
            paramLabel = "en|zh|both",
            defaultValue = "both",
            description = "language of the descriptions (default: ${DEFAULT-VALUE})")
    private String language = "";

    @Option(
            names = "--times",
            paramLabel = "K",
            defaultValue = "1",
            description = "how often each case is run in each language (default: ${DEFAULT-VALUE})")
    private int times;

    @Option(
            names = "--crowd",
            paramLabel = "N",
            defaultValue = "0",
            description = "register N more services that no case needs, to see whether the right ones are found and "
                    + "how large the prompts become (default: ${DEFAULT-VALUE})")
    private int crowd;

    @Option(names = "--prompts", description = "print the size of each prompt, and judge the largest")
    private boolean prompts;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "a broker for the cases with topics, which are skipped without one; it empties their topics")
    private @Nullable String kafka;

    @Option(
            names = "--routes",
            paramLabel = "DIR",
            description = "run your own routes, CASE.camel.yaml, instead of what the model makes of the descriptions")
    private @Nullable String routes;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "1",
            description = "how many descriptions are worked on at once; one integration performs at a time all the "
                    + "same, so that times can be judged (default: ${DEFAULT-VALUE})")
    private int parallel;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "900",
            description = "how long one description may take (default: ${DEFAULT-VALUE})")
    private int patience;

    @Option(
            names = "--ports",
            paramLabel = "FIRST",
            defaultValue = "22000",
            description = "first of the ports the stubs and the runtime use (default: ${DEFAULT-VALUE})")
    private int firstPort;

    @Option(names = "--json", paramLabel = "FILE", description = "write everything as JSON; - for standard output")
    private @Nullable String json;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "keep the route, the version with plan and findings, and the calls of every run")
    private @Nullable String keep;

    BenchCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try {
            var results = Bench.run(options(), this::start, line -> shell.err()
                    .println(Terminal.clean(line).stripTrailing()));
            show(results);
            return results.passed() && (!prompts || results.promptsFit()) ? Exit.OK : Exit.REFUSED;
        } catch (CaseUnusable e) {
            throw new Complaint(Exit.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private Bench.Options options() {
        if (!language.matches("en|zh|both")) throw wrong("--lang", language, "en, zh or both");
        if (times < 1) throw wrong("--times", times, "1 or more");
        if (crowd < 0 || crowd > 2000) throw wrong("--crowd", crowd, "0 to 2000");
        if (parallel < 1 || parallel > 16) throw wrong("--parallel", parallel, "1 to 16");
        if (patience < 1) throw wrong("--wait", patience, "1 or more");
        if (firstPort < 1024 || firstPort > 65000) throw wrong("--ports", firstPort, "1024 to 65000");
        return new Bench.Options(
                shell.path(dir),
                only,
                language.equals("both") ? List.of("en", "zh") : List.of(language),
                times,
                crowd,
                kafka,
                keep == null ? null : shell.path(keep),
                parallel,
                routes == null ? null : shell.path(routes),
                patience,
                firstPort);
    }

    private ParameterException wrong(String option, Object value, String allowed) {
        return new ParameterException(
                spec.commandLine(), "%s is %s; it takes %s.".formatted(option, Terminal.clean(value + ""), allowed));
    }

    private Product.Running start(List<String> settings) {
        var running = shell.serving().start(settings, step -> {});
        return new Product.Running() {
            @Override
            public URI control() {
                return running.control();
            }

            @Override
            public void close() {
                running.close();
            }
        };
    }

    private void show(Results results) {
        if ("-".equals(json)) shell.out().println(results.json());
        else {
            if (json != null) write(shell.path(json), results.json());
            Terminal.table(shell.out(), results.heads(), results.rows());
            if (prompts) {
                shell.out().println();
                Terminal.table(shell.out(), List.of("PROMPT TOKENS OF", "PLAN", "ROUTE", "REPAIR"), results.prompts());
            }
        }
        results.remarks().forEach(remark -> shell.err().println(Terminal.clean(remark)));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text + "\n");
        } catch (IOException e) {
            throw new Complaint(Exit.USAGE, file + " cannot be written. Everything was run; run it again with --keep.");
        }
    }
}
