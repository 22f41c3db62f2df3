package dev.routewright.drafting;

import dev.routewright.knowledge.OpenApiServices;
import dev.routewright.route.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The services that come with the product, read as the product reads them. */
final class Shipped {
    static final List<Service> SERVICES = services();

    private Shipped() {}

    private static List<Service> services() {
        try (var files = Files.list(Path.of("..", "kamelets"))) {
            return files.filter(f -> f.toString().endsWith(".openapi.yaml"))
                    .sorted()
                    .map(Shipped::service)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Service service(Path file) {
        try {
            return OpenApiServices.read(
                    OpenApiServices.nameFor(file.getFileName().toString()), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
