package dev.routewright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routewright.camel.Manifest;
import dev.routewright.integration.Declined;
import dev.routewright.journal.Version;
import dev.routewright.route.Service.Security;
import dev.routewright.route.Status;
import dev.routewright.services.CallCredentials;
import dev.routewright.services.Mediation;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExporterTest extends WithStories {
    static Stream<String> stories() {
        return Stream.of("order-en", "kafka-device-states-en");
    }

    @ParameterizedTest
    @MethodSource("stories")
    void theSameVersionGivesTheSameBytes(String story, @TempDir Path elsewhere) throws Exception {
        try (var again = new Stories(elsewhere)) {
            again.put(stories.version(story));
            for (var target : Target.values()) {
                var one = stories.exporter().export(story, 1, target, Options.NONE, "test");
                var other = again.exporter().export(story, 1, target, Options.NONE, "somebody");
                assertThat(one.zip()).as(target.code()).isEqualTo(other.zip());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void aProjectHoldsTheRouteByteForByteItsKameletsItsManifestAndItsRehearsal(String story) throws Exception {
        var version = stories.version(story);
        for (var target : List.of(Target.CAMEL_MAIN, Target.SPRING_BOOT)) {
            var export = stories.exporter().export(story, 1, target, Options.NONE, "test");

            assertThat(export.text("src/main/resources/camel/%s.camel.yaml".formatted(story)))
                    .isEqualTo(version.dossier().yaml());
            for (var operation : version.dossier().grant().operations())
                assertThat(export.files())
                        .containsKey(
                                "src/main/resources/kamelets/%s.kamelet.yaml".formatted(operation.replace('.', '-')));
            var manifest =
                    Manifest.read(new ByteArrayInputStream(export.files().get("src/main/resources/" + Manifest.PLACE)));
            assertThat(manifest.grant()).isEqualTo(version.dossier().grant());
            assertThat(new ObjectMapper()
                            .readTree(export.text("src/test/resources/rehearsal.json"))
                            .size())
                    .isGreaterThan(10);
            pomOf(export);
            assertThat(String.join("", texts(export))).doesNotContain("@@");
        }
    }

    /** The rehearsal's stage keeps no replies; where the integration runs it does. */
    @Test
    void aRunThatAsksAgainForAKeptReplyIsNoTestOutside() throws Exception {
        assertThat(namesOfRuns("order-en")).contains("the same message a second time");
        assertThat(namesOfRuns("credit-scoring-en"))
                .doesNotContain("the same message a second time")
                .hasSizeGreaterThan(8);

        stories.services.setMediation(
                "inventory",
                Mediation.DEFAULT.changed(new ObjectMapper()
                        .readTree("{\"operations\": {\"getStock\": {\"cache\": {\"keepFor\": \"30s\"}}}}")));
        try {
            assertThat(namesOfRuns("order-en")).doesNotContain("the same message a second time");
        } finally {
            stories.services.setMediation("inventory", Mediation.DEFAULT);
        }
    }

    private List<String> namesOfRuns(String story) throws Exception {
        var export = stories.exporter().export(story, 1, Target.CAMEL_MAIN, Options.NONE, "test");
        return new ObjectMapper()
                .readTree(export.text("src/test/resources/rehearsal.json"))
                .findValuesAsText("name");
    }

    @Test
    void aCredentialLeavesAsAPlaceAndNeverAsAValue() {
        stories.shown.put(
                "order-processing", List.of(new CallCredentials.Sent(Security.query("token"), "s3cr3t-value")));
        try {
            for (var target : Target.values()) {
                var export = stories.exporter().export("trading-en", 1, target, Options.NONE, "test");

                assertThat(String.join("", texts(export)))
                        .doesNotContain("s3cr3t-value")
                        .contains("routewright.services.order-processing.credentials.query.token");
            }
        } finally {
            stories.shown.clear();
        }
    }

    @Test
    void onlyWhatWasApprovedLeaves() {
        var version = stories.version("trading-en");
        stories.put(unapproved(version, "waiting"));

        assertThatThrownBy(() -> stories.exporter().export("waiting", 1, Target.CAMEL_MAIN, Options.NONE, "test"))
                .isInstanceOfSatisfying(
                        Declined.class, no -> assertThat(no.reason()).isEqualTo(Declined.Reason.CONFLICT))
                .hasMessage(
                        "waiting/1 was not approved, and only what was approved may leave. Nothing was exported. Approve it first: routewright approve waiting/1.");
    }

    @Test
    void whatIsForAClusterIsForNothingElse() {
        assertThatThrownBy(() -> stories.exporter()
                        .export(
                                "trading-en",
                                1,
                                Target.CAMEL_MAIN,
                                new Options(Optional.empty(), true, false, Given.NONE),
                                "test"))
                .isInstanceOf(Declined.class)
                .hasMessageStartingWith("A repository, Knative and KEDA are for camel-k only. Nothing was exported.");
    }

    @Test
    void theJournalNotesWhoExportedWhat() {
        stories.exporter().export("trading-en", 1, Target.SPRING_BOOT, Options.NONE, "ada");

        assertThat(stories.journal.find(List.of("export"), "trading-en/1", Long.MAX_VALUE, 1))
                .first()
                .satisfies(entry -> assertThat(List.of(entry.who(), entry.subject(), entry.detail()))
                        .containsExactly("ada", "trading-en/1", "spring-boot"));
    }

    @Test
    void comparingIsTheSameBytesAndLeavesNothingInTheJournal() {
        var exported = stories.exporter().resources("trading-en", 1, Options.NONE, "grace");
        var before = stories.journal.find(List.of("export"), "trading-en", Long.MAX_VALUE, 100);

        assertThat(stories.exporter().compared("trading-en", 1, Options.NONE)).isEqualTo(exported);
        assertThat(stories.journal.find(List.of("export"), "trading-en", Long.MAX_VALUE, 100))
                .isEqualTo(before);
    }

    @Test
    void whatDiffersFromRunToRunIsLeftOpenUnlessItCameIn() {
        var open = new LeftOpen(java.util.Arrays.asList("it came at 2026-01-02T03:04:05Z", null));

        assertThat(
                        open.in(
                                "at 2026-01-02T03:04:05Z and 2026-11-22T10:20:30.123+01:00, id 0b5a9f0e-1111-4222-8333-abcdefabcdef, 1795341234567"))
                .isEqualTo("at 2026-01-02T03:04:05Z and <any>, id <any>, <any>");
    }

    private static Version unapproved(Version version, String name) {
        return new Version(
                name,
                1,
                Status.AWAITING_APPROVAL,
                "api",
                version.language(),
                "",
                version.answers(),
                version.dossier(),
                null,
                null,
                false,
                version.created(),
                version.changed());
    }

    private static void pomOf(Export export) throws Exception {
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(export.files().get("pom.xml")));
    }

    private static List<String> texts(Export export) {
        return new TreeMap<>(export.files())
                .entrySet().stream()
                        .filter(file -> !file.getKey().startsWith("repository/"))
                        .map(file -> new String(file.getValue(), StandardCharsets.UTF_8))
                        .toList();
    }
}
