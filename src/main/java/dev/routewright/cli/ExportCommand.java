package dev.routewright.cli;

import dev.routewright.export.Export;
import dev.routewright.export.Folder;
import dev.routewright.export.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description = {
            "Let an approved version leave, as something that runs without Routewright.",
            "camel-k      resources for a cluster with Camel K",
            "camel-main   a Maven project that runs with Camel Main",
            "spring-boot  a Maven project that runs with Spring Boot"
        })
final class ExportCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "NAME", description = "the integration")
    private String name = "";

    @Option(names = "--version", paramLabel = "N", description = "the version (default: what is live)")
    private @Nullable Integer version;

    @Option(
            names = "--to",
            paramLabel = "TARGET",
            defaultValue = "camel-k",
            description = "camel-k, camel-main or spring-boot (default: ${DEFAULT-VALUE})")
    private String to = "";

    @Option(
            names = {"-o", "--output-dir"},
            paramLabel = "DIR",
            description = "the folder it is put in (default: NAME-TARGET here)")
    private @Nullable String folder;

    @Option(names = "--force", description = "replace the files of an earlier export; others in the folder stay")
    private boolean force;

    @Mixin
    private ExportWay way = new ExportWay();

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Output output = new Output();

    ExportCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        var target = Target.of(to)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "There is no target “%s”. There is %s.".formatted(to, Target.all())));
        var stored = new StoredVersion(remote.client(shell), name);
        int number = version == null ? stored.live("exported") : version;
        var zip = stored.zip(number, query(target));
        var place = shell.path(folder == null ? name + "-" + target.code() : folder);
        var export = put(zip, place);
        if (output.json()) Json.print(shell.out(), summary(number, target, place, export));
        else say(number, target, place);
        return Exit.OK;
    }

    private String query(Target target) {
        var more = way.query(way.given(shell).kept());
        return "to=" + target.code() + (more.isEmpty() ? "" : "&" + more);
    }

    private Export put(byte[] zip, Path place) {
        try {
            var export = Export.unzip(zip);
            new Folder(place).write(export, force);
            return export;
        } catch (Folder.Unusable | IllegalArgumentException e) {
            throw new Complaint(Exit.REFUSED, String.valueOf(e.getMessage()));
        }
    }

    private Map<String, Object> summary(int number, Target target, Path place, Export export) {
        return Map.of(
                "integration",
                name,
                "version",
                number,
                "to",
                target.code(),
                "folder",
                place.toString(),
                "files",
                List.copyOf(export.files().keySet()));
    }

    private void say(int number, Target target, Path place) {
        shell.out().println(Terminal.clean("%s/%d exported to %s".formatted(name, number, place)));
        var next = target == Target.CAMEL_K
                ? "Next: read README.md there; then kubectl apply --server-side -f %s.yaml".formatted(name)
                : "Next: read README.md there; then mvn verify, and java -jar target/%s.jar".formatted(name);
        shell.err().println(Terminal.clean(next));
    }
}
