package dev.routewright.cli;

import dev.routewright.inspection.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = "Look whether Routewright can run here, and say what to do when it cannot.",
        footer = {
            "",
            "When routewright.model.* names a model, it is asked one tiny question, which a paid one charges for."
        })
final class DoctorCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "data directory (default: ROUTEWRIGHT_DATA_DIR, or data)")
    private String data = "";

    @Option(names = "--port", defaultValue = "8080", description = "control port (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--ingress-port", defaultValue = "8090", description = "ingress port (default: ${DEFAULT-VALUE})")
    private int ingressPort;

    @Option(names = "--routes", paramLabel = "DIR", defaultValue = "routes", description = "folder with descriptions")
    private String routes = "";

    @Option(names = "--kamelets", paramLabel = "DIR", defaultValue = "kamelets", description = "folder with services")
    private String kamelets = "";

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Output output = new Output();

    DoctorCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        var folder = data.isEmpty() ? shell.environment("ROUTEWRIGHT_DATA_DIR", "data") : data;
        var checkups = new ArrayList<Checkup>();
        checkups.add(Machine.java(Runtime.version().feature()));
        checkups.add(Machine.data(shell.path(folder)));
        checkups.add(Machine.port("control port", port, "--port"));
        checkups.add(Machine.port("ingress port", ingressPort, "--ingress-port"));
        checkups.add(Machine.folder("routes", shell.path(routes)));
        checkups.add(Machine.folder("kamelets", shell.path(kamelets)));
        checkups.add(services());
        checkups.add(Machine.model(shell));
        checkups.add(server());
        show(checkups);
        return checkups.stream().anyMatch(Checkup::isFailure) ? Exit.REFUSED : Exit.OK;
    }

    private Checkup services() {
        try (var workbench = shell.workbenches().open(shell.path(kamelets), Policy.standard())) {
            var unreadable = workbench.unreadable();
            if (!unreadable.isEmpty()) {
                var first = unreadable.entrySet().iterator().next();
                return Checkup.fail(
                        "services",
                        "%s: %s".formatted(first.getKey().getFileName(), first.getValue()),
                        "correct the document; routewright check %s shows all".formatted(kamelets));
            }
            var count = workbench.services().size();
            return count > 0
                    ? Checkup.ok("services", count + " readable")
                    : Checkup.warn("services", "none", "lay *.openapi.yaml documents into " + kamelets);
        } catch (Complaint complaint) {
            return Checkup.fail("services", String.valueOf(complaint.getMessage()), "see the sentence");
        }
    }

    private Checkup server() {
        try {
            var integrations = remote.client(shell).get(Client.path("integrations"));
            var suspects = Version.each(integrations)
                    .filter(one -> one.path("security").path("events").asLong() > 0)
                    .map(ListCommand::security)
                    .toList();
            if (!suspects.isEmpty())
                return Checkup.warn(
                        "server",
                        Terminal.clean(String.join("; ", suspects)),
                        "look at GET /api/security-events, then correct the integration or roll it back");
            return Checkup.ok(
                    "server", "%s answers, %d integrations".formatted(remote.address(shell), integrations.size()));
        } catch (Complaint complaint) {
            if (complaint.exit() == Exit.USAGE) throw complaint;
            return Checkup.warn(
                    "server",
                    "none answers at " + remote.address(shell),
                    "start one with ./routewright serve, or name it with --server");
        }
    }

    private void show(List<Checkup> checkups) {
        if (output.json()) Json.print(shell.out(), checkups);
        else
            Terminal.table(
                    shell.out(),
                    List.of("", "WHAT", "FOUND", "REMEDY"),
                    checkups.stream()
                            .map(c -> List.of(c.state(), c.what(), c.found(), c.remedy()))
                            .toList());
    }
}
