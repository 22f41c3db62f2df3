package dev.routewright.cli;

import dev.routewright.inspection.Policy;
import dev.routewright.web.ServeSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

@Command(
        name = "doctor",
        description = "Look whether Routewright can run here, and say what to do when it cannot.",
        footer = {
            "",
            "Reads application.yaml, the environment and settings like serve does: --NAME=VALUE.",
            "Exit code 1 when something failed that is set up. What is not set up is no failure.",
            "With --model the model is asked one tiny question, which a paid one charges for."
        })
final class DoctorCommand implements Callable<Integer> {
    private static final Duration QUICK = Duration.ofSeconds(10);
    private static final Duration SERVER = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration MODEL = Duration.ofSeconds(70);

    private final Shell shell;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--data", paramLabel = "DIR", description = "data directory (default: as set, or data)")
    private @Nullable String data;

    @Option(names = "--port", description = "control port (default: as set, or 8080)")
    private @Nullable Integer port;

    @Option(names = "--ingress-port", description = "ingress port (default: as set, or 8090)")
    private @Nullable Integer ingressPort;

    @Option(
            names = "--routes",
            paramLabel = "DIR",
            description = "folder with descriptions (default: as set, or routes)")
    private @Nullable String routes;

    @Option(
            names = "--kamelets",
            paramLabel = "DIR",
            description = "folder with services (default: as set, or kamelets)")
    private @Nullable String kamelets;

    @Option(names = "--model", description = "ask the model one tiny question")
    private boolean askModel;

    @Unmatched
    private List<String> settings = new ArrayList<>();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Output output = new Output();

    DoctorCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        for (var setting : settings)
            if (!setting.matches(ServeCommand.SETTING))
                throw new ParameterException(
                        spec.commandLine(),
                        "%s is not an option of doctor, nor a setting like --server.port=8081."
                                .formatted(Terminal.clean(setting)));
        var checkups = new ArrayList<Checkup>();
        var set = set(checkups);
        checkups.addAll(examine(set));
        show(checkups);
        return checkups.stream().anyMatch(Checkup::isFailure) ? Exit.REFUSED : Exit.OK;
    }

    /** Where a setting cannot be used, the others are looked at as they are without any. */
    private ServeSettings set(List<Checkup> checkups) {
        try {
            return Settings.ofServer(shell.directory(), shell.environment(), arguments());
        } catch (Complaint complaint) {
            checkups.add(Checkup.fail("settings", complaint.getMessage(), "correct it: a server would not start"));
            return Settings.ofServer(Path.of("/dev/null"), Map.of(), List.of());
        }
    }

    private List<String> arguments() {
        var options = new LinkedHashMap<String, @Nullable Object>();
        options.put("--routewright.data-dir=", data);
        options.put("--server.port=", port);
        options.put("--routewright.ingress.port=", ingressPort);
        options.put("--routewright.routes=", routes);
        options.put("--routewright.kamelets=", kamelets);
        options.values().removeIf(Objects::isNull);
        var arguments = new ArrayList<>(settings);
        options.forEach((name, value) -> {
            // Twice would be a list.
            arguments.removeIf(one -> one.startsWith(name));
            arguments.add(name + value);
        });
        return arguments;
    }

    private List<Checkup> examine(ServeSettings set) {
        var runtime = Runtime.getRuntime();
        return new SideBySide()
                .add("java", QUICK, () -> Machine.java(Runtime.version().feature()))
                .add("memory", QUICK, () -> Machine.memory(runtime.maxMemory(), runtime.availableProcessors()))
                .add("data", QUICK, () -> Machine.data(shell.directory().resolve(set.dataDir())))
                .add("control port", QUICK, () -> Machine.port("control port", set.address(), set.port(), "--port"))
                .add(
                        "ingress port",
                        QUICK,
                        () -> Machine.port("ingress port", set.ingressAddress(), set.ingressPort(), "--ingress-port"))
                .add(
                        "routes",
                        QUICK,
                        () -> Machine.folder("routes", shell.directory().resolve(set.routes())))
                .add(
                        "kamelets",
                        QUICK,
                        () -> Machine.folder("kamelets", shell.directory().resolve(set.kamelets())))
                .add("services", LONG, () -> services(shell.directory().resolve(set.kamelets())))
                .add("model", askModel ? MODEL : QUICK, this::model)
                .add("database", QUICK, () -> Neighbours.database(set))
                .add("kafka", QUICK, () -> Neighbours.kafka(set))
                .add("cluster", LONG, () -> Neighbours.cluster(shell.environment(), cluster))
                .add(
                        Checkup.warn(
                                "server",
                                "%s does not answer within %d s".formatted(at(set), SERVER.toSeconds()),
                                "look who listens there, or name the right one with --server"),
                        SERVER,
                        () -> server(at(set)))
                .results();
    }

    private Checkup model() {
        try {
            var settings = Settings.of(shell.directory(), shell.environment());
            return askModel ? Machine.askedModel(settings) : Neighbours.model(settings);
        } catch (Complaint complaint) {
            return Checkup.fail("model", complaint.getMessage(), "correct the setting");
        }
    }

    private Checkup services(Path folder) {
        try (var workbench = shell.workbenches().open(folder, Policy.standard())) {
            var unreadable = workbench.unreadable();
            if (!unreadable.isEmpty()) {
                var first = unreadable.entrySet().iterator().next();
                return Checkup.fail(
                        "services",
                        "%s: %s".formatted(first.getKey().getFileName(), first.getValue()),
                        "correct the document; routewright check %s shows all".formatted(folder));
            }
            var count = workbench.services().size();
            return count > 0
                    ? Checkup.ok("services", count + " readable")
                    : Checkup.warn("services", "none", "lay *.openapi.yaml documents into " + folder);
        } catch (Complaint complaint) {
            return Checkup.fail("services", String.valueOf(complaint.getMessage()), "see the sentence");
        }
    }

    private URI at(ServeSettings set) {
        return remote.address(shell, "http://127.0.0.1:" + (set.port() == 0 ? 8080 : set.port()));
    }

    private Checkup server(URI address) {
        try {
            var integrations = new Client(address).get(Client.path("integrations"));
            var suspects = Version.each(integrations)
                    .filter(one -> one.path("security").path("events").asLong() > 0)
                    .map(ListCommand::security)
                    .toList();
            if (!suspects.isEmpty())
                return Checkup.warn(
                        "server",
                        Terminal.clean(String.join("; ", suspects)),
                        "look at GET /api/security-events, then correct the integration or roll it back");
            return Checkup.ok("server", "%s answers, %d integrations".formatted(address, integrations.size()));
        } catch (Complaint complaint) {
            if (complaint.exit() == Exit.USAGE) throw complaint;
            return Checkup.warn(
                    "server",
                    "none answers at " + address,
                    "start one with ./routewright serve, or name it with --server");
        }
    }

    private void show(List<Checkup> checkups) {
        if (output.json()) Json.print(shell.out(), checkups);
        else
            Terminal.table(
                    shell.out(),
                    List.of("", "WHAT", "FOUND"),
                    checkups.stream().flatMap(DoctorCommand::lines).toList());
    }

    /** What to do stands below, so that a long sentence makes no other line longer. */
    private static Stream<List<String>> lines(Checkup checkup) {
        var found = List.of(checkup.state(), checkup.what(), checkup.found());
        return checkup.remedy().isEmpty()
                ? Stream.of(found)
                : Stream.of(found, List.of("", "", "→ " + checkup.remedy()));
    }
}
