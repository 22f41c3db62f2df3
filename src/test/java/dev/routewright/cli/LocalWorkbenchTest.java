package dev.routewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.drafting.Drafter;
import dev.routewright.inspection.Policy;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Grant;
import dev.routewright.route.Question;
import dev.routewright.route.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
            assertThat(workbench.services())
                    .extracting(Service::name)
                    .containsExactly("inventory", "memory", "saga", "schema");
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
            assertThat(workbench.services()).extracting(Service::name).containsExactly("memory", "saga", "schema");
            assertThat(workbench.unreadable()).isEmpty();
        }
    }

    @Test
    void aCredentialIsPutAsideBeforeAnybodyDrafts() {
        try (var workbench =
                new LocalWorkbench(folder, new OwnTools(Policy.standard(), () -> Settings.of(folder, Map.of())))) {
            var outcome = workbench.draft(
                    "order",
                    "When an order arrives, call the shop; its API key is sk-canary-4711-abcdef.",
                    Map.of(),
                    stage -> {});

            assertThat(outcome).isInstanceOf(Drafter.Outcome.Asking.class);
            assertThat(((Drafter.Outcome.Asking) outcome).questions())
                    .extracting(Question::id)
                    .containsExactly("credential-1");
            assertThat(outcome.toString()).doesNotContain("canary");
        }
    }

    @Test
    void failedRunsGoBackToTheModelUntilTheyAreTheSame() {
        var tools = new FailingRuns();
        try (var workbench = new LocalWorkbench(folder, tools)) {
            workbench.draft("order", "When an order arrives, answer.", Map.of(), stage -> {});
        }
        assertThat(tools.briefs).hasSize(3);
        assertThat(tools.briefs.get(0).failures()).isEmpty();
        assertThat(tools.briefs.get(1).failures())
                .extracting(Evidence.Run::problem)
                .containsExactly("answered 500");
        assertThat(tools.briefs.get(1).previous()).isPresent();
        assertThat(tools.briefs.get(2).failures())
                .extracting(Evidence.Run::problem)
                .containsExactly("answered 404");
    }

    /** Its runs fail in one way at first, then in another. */
    private static final class FailingRuns implements LocalWorkbench.Tools {
        private final List<Drafter.Brief> briefs = new ArrayList<>();

        @Override
        public Drafter.Outcome draft(Drafter.Brief brief, Drafter.Listener listener) {
            briefs.add(brief);
            return new Drafter.Outcome.Drafted(new Draft(brief.name(), "- route: {}", null, List.of()), List.of());
        }

        @Override
        public int rounds() {
            return 9;
        }

        @Override
        public Workbench.Inspected inspect(String yaml, List<Service> services) {
            return new Workbench.Inspected(List.of(), Grant.NOTHING);
        }

        @Override
        public Evidence rehearse(
                Draft draft, Grant grant, Map<String, String> documents, Consumer<Evidence.Run> progress) {
            var problem = briefs.size() == 1 ? "answered 500" : "answered 404";
            return new Evidence(List.of(
                    new Evidence.Run("one", "scenario", "", false, problem, List.of(), null, List.of(), List.of(), 1)));
        }

        @Override
        public void close() {}
    }
}
