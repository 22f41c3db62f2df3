package dev.routewright.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.inspection.PolicyText.Entry;
import dev.routewright.inspection.PolicyText.Section;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class PolicyTextTest {
    private static final PolicyText STANDARD = Policy.standard().explain();

    @Test
    void nothingOfThePolicyFileIsLeftOut() throws IOException {
        var explained = new TreeSet<>(List.of("name"));
        STANDARD.sections().forEach(section -> explained.addAll(section.keys()));

        assertThat(explained).isEqualTo(new TreeSet<>(file().keySet()));
    }

    @Test
    void namesThePolicyAndItsHash() {
        assertThat(STANDARD.name()).isEqualTo("routewright-standard");
        assertThat(STANDARD.hash()).isEqualTo(Policy.standard().hash());
    }

    @Test
    void aComponentStandsInTheDirectionsItMayBeUsedInWithItsOptions() {
        assertThat(section("from").entries()).extracting(Entry::name).contains("timer", "kafka");
        assertThat(section("to").entries())
                .extracting(Entry::name)
                .contains("kafka")
                .doesNotContain("timer");
        assertThat(section("from").entries().stream()
                        .filter(entry -> entry.name().equals("timer"))
                        .flatMap(entry -> entry.entries().stream()))
                .contains(new Entry(
                        "period", "a duration from 1 s to 31 days", "millis 1000..2678400000", List.of(), List.of()));
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatAnOperatorAddsIsExplained() throws IOException {
        var policy = Policy.read(
                new ByteArrayInputStream(text().replace("  hosts: {}", "  hosts: {partner.example: [https]}")
                        .replace("placeholders: {}", "placeholders: {region: eu}")
                        .getBytes(StandardCharsets.UTF_8)));

        var explained = policy.explain();

        assertThat(explained.section("network").orElseThrow().entries())
                .contains(Entry.names("partner.example", "called by", List.of("https")));
        assertThat(explained.section("placeholders").orElseThrow().entries())
                .containsExactly(Entry.of("{{region}}", "becomes eu"));
        assertThat(explained.section("money").orElseThrow().entries())
                .containsExactly(Entry.names("endpoints", "", (List<String>) file().get("moneyEndpoints")));
    }

    @Test
    void everySectionHasItsOwnIdAndWords() {
        assertThat(STANDARD.ids()).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z-]+"));
        assertThat(STANDARD.sections()).extracting(Section::title).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text 0..200|fixed text of up to 200 characters",
                "text 1..1|one character",
                "false|only false",
                "one of A B C!|A, B or C (required)",
                "number|a whole number",
                "number 0..|a whole number of at least 0",
                "number ..9|a whole number of at most 9",
                "millis 1500..90000|a duration from 1500 ms to 90 s",
                "millis 0..86400000|a duration from 0 to 1 day",
                "millis 7200000..|a duration of at least 2 hours",
                "part otherwise|one section otherwise",
            })
    void aValueIsSaidInWords(String written, String words) {
        assertThat(KindText.of(Kind.of(written))).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text 0..200",
                "boolean",
                "true",
                "one of A B!",
                "number 0..",
                "decimal ..9",
                "millis",
                "constant 0..60000!",
                "header-pattern",
                "part block",
                "parts when!",
            })
    void aValueIsWrittenTheWayThePolicyFileDoes(String written) {
        assertThat(Kind.of(written).written()).isEqualTo(written);
    }

    private static Section section(String id) {
        return STANDARD.section(id).orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> file() throws IOException {
        return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(text());
    }

    private static String text() throws IOException {
        try (InputStream in = Policy.class.getResourceAsStream("policy.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
