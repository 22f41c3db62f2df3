package dev.routewright.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What many write by habit is refused with the words for what to write. */
class InsteadTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "idempotentConsumer: {id: once, header: key, steps: []} # kamelet:memory-begin",
                "unmarshal: {id: xml, jacksonXml: {}} # xpath: /list/item",
                "split: {id: parts, xtokenize: //item, steps: [{stop: {id: end}}]} # xpath: /list/item",
                "unmarshal: {id: csv, csv: {skipHeaderRecord: true}} # useMaps: true",
                "setBody: {id: body, jq: '[range(3)]'} # to_entries",
                "setBody: {id: body, jq: 'if . == 1 then 2 end'} # else . end",
                "setBody: {id: body, jq: '$message.id'} # variable(",
                "setBody: {id: body, jq: '. as $a | {$b}'} # variable(",
                "to: {id: write, uri: \"file:out\", parameters: {fileName: \"${header.id}.json\"}} # CamelFileName",
                "to: {id: write, uri: \"file:out\", parameters: {appendChars: x}} # line end",
            })
    void aStepIsRefusedWithWhatToWriteInstead(String step, String remedy) {
        assertThat(findings("{antInclude: \"*.csv\"}", step))
                .extracting(Finding::remedy)
                .anyMatch(text -> text.contains(remedy));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "{include: \"*.csv\"} # antInclude",
                "{delete: true} # move",
                "{move: \"/done/${date:now:yyyy}/${file:name}\"} # /done/${date:now:yyyyMMdd}-${file:name}",
                "{noop: true} # Leave it out",
            })
    void anEntryIsRefusedWithWhatToWriteInstead(String parameters, String remedy) {
        assertThat(findings(parameters, "stop: {id: end}"))
                .extracting(Finding::remedy)
                .anyMatch(text -> text.contains(remedy));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ". as $a | {$a, b: $a.b}",
                ". as {a: $a, b: [$b, $c]} | $a + $b + $c",
                "reduce .[] as $one (0; . + $one)",
                "{\"A\": 1} as $codes | map(. as $x | $codes[$x])",
                "\"costs $five\"",
            })
    void aNameThatIsMadeBeforeIsTaken(String jq) {
        assertThat(findings("{antInclude: \"*.csv\"}", "setBody: {id: body, jq: '" + jq + "'}"))
                .isEmpty();
    }

    @Test
    void aNearNameIsStillAskedFor() {
        assertThat(findings("{antInclude: \"*.csv\"}", "setBody: {id: body, jq: '.a | ascii_upcas'}"))
                .extracting(Finding::remedy)
                .containsExactly("Did you mean `ascii_upcase`?");
    }

    private static List<Finding> findings(String parameters, String step) {
        var yaml = """
                - route:
                    id: reading
                    from:
                      uri: file:in
                      parameters: %s
                      steps:
                        - setVariable: {id: message, name: message, jq: .}
                        - %s
                        - to: {id: end-of-it, uri: "file:out"}
                """.formatted(parameters, step);
        return new Inspector(Policy.standard()).inspect(yaml, List.of()).findings();
    }
}
