package dev.routewright.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts what came of each run into a folder of its own, for looking at. */
final class Keep {
    private final Path home;

    Keep(Path home) {
        this.home = home;
    }

    void keep(Run run) {
        if (run.isSkipped()) return;
        var folder = home.resolve(run.played().slug()).resolve(run.language() + "-" + run.number());
        var version = run.submission().version();
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("result.json"), run.json().toPrettyString());
            if (!version.isMissingNode()) Files.writeString(folder.resolve("version.json"), version.toPrettyString());
            if (version.path("yaml").isTextual())
                Files.writeString(
                        folder.resolve("route.camel.yaml"), version.get("yaml").textValue());
        } catch (IOException e) {
            throw new UncheckedIOException("[%s] it cannot be written.".formatted(folder), e);
        }
    }
}
