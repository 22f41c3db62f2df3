package dev.routewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.inspection.Policy;
import dev.routewright.route.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalWorkbenchTest {
    private static final String DOCUMENT = """
            openapi: 3.0.3
            info: {title: Stock, version: "1"}
            paths:
              /stock:
                get:
                  operationId: getStock
                  responses: {"200": {description: ok, content: {application/json: {schema: {type: object}}}}}
            """;

    @TempDir
    private Path folder;

    @Test
    void readsEveryServiceOfTheFolderThatCanBeRead() throws IOException {
        Files.writeString(folder.resolve("inventory.openapi.yaml"), DOCUMENT);
        Files.writeString(folder.resolve("inventory.openapi.yml"), DOCUMENT);
        Files.writeString(folder.resolve("broken.openapi.json"), "{}");
        Files.write(folder.resolve("binary.openapi.yaml"), new byte[] {(byte) 0xFF});
        Files.writeString(folder.resolve("notes.txt"), "");

        try (var workbench =
                new LocalWorkbench(folder, new OwnTools(Policy.standard(), () -> Settings.of(folder, Map.of())))) {
            assertThat(workbench.services()).extracting(Service::name).containsExactly("inventory", "memory");
            assertThat(workbench.unreadable())
                    .containsOnlyKeys(
                            folder.resolve("binary.openapi.yaml"),
                            folder.resolve("broken.openapi.json"),
                            folder.resolve("inventory.openapi.yml"))
                    .containsEntry(
                            folder.resolve("inventory.openapi.yml"),
                            "Another document is named inventory already. Only that one is used; rename this file.");
        }
    }

    @Test
    void aFolderThatIsNotThereHasOnlyWhatIsBuiltIn() {
        try (var workbench = new LocalWorkbench(
                folder.resolve("nowhere"), new OwnTools(Policy.standard(), () -> Settings.of(folder, Map.of())))) {
            assertThat(workbench.services()).extracting(Service::name).containsExactly("memory");
            assertThat(workbench.unreadable()).isEmpty();
        }
    }
}
