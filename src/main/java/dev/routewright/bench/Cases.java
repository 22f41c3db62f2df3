package dev.routewright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The cases of a folder. */
final class Cases {
    private Cases() {}

    /**
     * @param dir the folder of the cases, or the one that holds it as {@code cases}
     * @param only names or beginnings of names; empty for all
     * @throws CaseUnusable when there is none, or one cannot be read
     */
    static List<BenchCase> read(Path dir, List<String> only) {
        var inner = dir.resolve("cases");
        var home = Files.isDirectory(inner) ? inner : dir;
        try (var entries = Files.list(home)) {
            var cases = entries.filter(entry -> Files.exists(entry.resolve("meta.json")))
                    .filter(entry -> only.isEmpty()
                            || only.stream().anyMatch(entry.getFileName().toString()::startsWith))
                    .sorted()
                    .map(BenchCase::read)
                    .toList();
            if (!cases.isEmpty()) return cases;
        } catch (IOException e) {
            throw new CaseUnusable(dir + " cannot be read. Name a folder of cases.");
        }
        throw new CaseUnusable(
                "%s holds no case%s. Name a folder whose folders have a meta.json; docs/bench.md describes them."
                        .formatted(dir, only.isEmpty() ? "" : " that begins with " + String.join(" or ", only)));
    }
}
