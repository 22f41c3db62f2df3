package dev.routewright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Routes somebody wrote for cases: {@code CASE.camel.yaml}, or {@code CASE.en.camel.yaml} for one language. */
final class Routes {
    private static final String ENDING = ".camel.yaml";

    private final List<Path> files;

    /** @throws CaseUnusable when the folder cannot be read */
    Routes(Path dir) {
        try (var all = Files.list(dir)) {
            files = all.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CaseUnusable(dir + " cannot be read. Name a folder of routes.");
        }
    }

    /** The number a case's name begins with is enough of a name. */
    Optional<Path> of(String slug, String language) {
        var number = slug.replaceFirst("-.*", "");
        return Stream.of(slug + "." + language, slug, number + "." + language, number)
                .flatMap(name -> files.stream()
                        .filter(file -> file.getFileName().toString().equals(name + ENDING)))
                .findFirst();
    }
}
