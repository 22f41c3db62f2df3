package dev.routewright.drafting.offline;

import dev.routewright.knowledge.OpenApiServices;
import dev.routewright.route.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a clone of the project comes with: its services, and the stories that use them. */
final class Shipped {
    private static final Path ROOT = Files.isDirectory(Path.of("kamelets")) ? Path.of("") : Path.of("..");

    private Shipped() {}

    static List<Service> services() {
        return files("kamelets", ".openapi.yaml").stream()
                .map(f -> OpenApiServices.read(f.getFileName().toString().replace(".openapi.yaml", ""), read(f)))
                .toList();
    }

    static String readme() {
        return read(ROOT.resolve("README.md"));
    }

    static List<Path> stories() {
        return Stream.of("routes", "routes/kafka")
                .flatMap(folder -> files(folder, ".md").stream())
                .toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(String folder, String suffix) {
        try (var files = Files.list(ROOT.resolve(folder))) {
            return files.filter(f -> f.toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
