package dev.routewright.inspection;

import static dev.routewright.inspection.Routes.findingsOn;
import static dev.routewright.route.Severity.ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Finding;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {

    @Test
    void aYamlErrorIsASentenceWithItsPlace() {
        assertThat(findingsOn("- route:\n    id: a: b\n"))
                .containsExactly(new Finding(
                        "yaml-syntax",
                        ERROR,
                        2,
                        10,
                        null,
                        "This is not YAML: a `key: value` stands where none can stand; a text that holds a colon needs"
                                + " quotes.",
                        "Correct the YAML at this place."));
    }

    @Test
    void aSecondSpellingOfAKeyIsRefusedAtTheSecondOne() {
        assertThat(findingsOn("- route:\n    id: a\n    id: b\n"))
                .containsExactly(new Finding(
                        "yaml-duplicate-key",
                        ERROR,
                        3,
                        5,
                        null,
                        "The key `id` stands twice in one mapping.",
                        "Keep one of the two."));
    }

    @Test
    void aLoneCarriageReturnIsRefusedBecauseItEndsACommentOnlyForTheParser() {
        assertThat(findingsOn("- route: {}\n# comment\r- from: {}\n"))
                .containsExactly(new Finding(
                        "document-character",
                        ERROR,
                        2,
                        10,
                        null,
                        "The file holds the character U+000D, which cannot be seen or means something else than it"
                                + " shows.",
                        "Delete the character; use plain spaces and line feeds."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|document-empty",
                "`# only a comment`|document-empty",
                "`[]`|document-empty",
                "`route: {}`|document-root",
                "`- route`|document-root",
                "`- {route: {}, from: {}}`|document-root",
                "`- a: &x 1`|yaml-anchor",
                "`- a: *x`|yaml-anchor",
                "`- !!binary aWQ=: 1`|yaml-tag",
                "`- a: !vault x`|yaml-tag",
                "`- a: {<<: {b: 1}}`|yaml-merge",
                "`- [a]: 1`|yaml-syntax",
                "`- {[a]: 1}`|yaml-syntax",
                "`- a: \"x\\u202Ey\"`|document-character",
                "`- a: \"x\\ty\"`|document-character",
            })
    void whatCamelWouldReadDifferentlyFromTheEyeIsRefused(String yaml, String rule) {
        assertThat(findingsOn(yaml)).extracting(Finding::rule).contains(rule);
    }

    @Test
    void aSecondDocumentIsRefused() {
        assertThat(findingsOn("- route: {}\n---\n- route: {}\n"))
                .extracting(Finding::rule)
                .containsExactly("document-several");
    }

    @Test
    void theSizeCountsInBytes() {
        assertThat(findingsOn("# " + "单".repeat(22_000)))
                .containsExactly(new Finding(
                        "document-too-large",
                        ERROR,
                        0,
                        0,
                        null,
                        "The route file is larger than 64 KiB.",
                        "Split the integration into smaller ones."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "- ", "{a: ", "? ", "\"", "a: ", "- x\n", "&a ", "'", "- |\n", "#", "%"})
    void noRepetitionOfAnythingHangsOrThrows(String piece) {
        String bomb = piece.repeat(60_000 / piece.length());

        var findings = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> findingsOn(bomb));

        assertThat(findings).isNotEmpty().allMatch(Finding::isError);
    }
}
