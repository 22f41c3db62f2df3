package dev.routewright.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class PlainYamlTest {
    @Test
    void quotesWhatSomeReaderWouldTakeForSomethingElse() {
        var document = new LinkedHashMap<String, Object>();
        document.put("name", "inventory-getStock");
        document.put("words", List.of("no", "1.0", "2026-01-01", "~", "", "*a", "a: b", "a\nb", "plain words"));
        document.put("values", List.of(1, 2.5, true));

        assertThat(PlainYaml.of(document)).isEqualTo("""
                        name: inventory-getStock
                        words:
                        - "no"
                        - "1.0"
                        - "2026-01-01"
                        - "~"
                        - ""
                        - "*a"
                        - "a: b"
                        - |-
                          a
                          b
                        - plain words
                        values:
                        - 1
                        - 2.5
                        - true
                        """);
    }

    @Test
    void writesTheSameValueTwiceWithoutAnAlias() {
        var shared = List.of("x");

        assertThat(PlainYaml.of(Map.of("a", List.of(shared, shared)))).doesNotContain("&", "*");
    }

    @Test
    void readsBackWhateverTheTextIs() {
        var random = new Random(7);
        var alphabet =
                "aZ09 \t\n\r\u0000\u0007\u0085\u00a0\u2028\u2029\ufeff\ufffe'\"\\:#-?*&!|>%@`{}[],~=<库".toCharArray();
        for (int round = 0; round < 3000; round++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) text.append(alphabet[random.nextInt(alphabet.length)]);
            Map<String, Object> document = Map.of("k" + text, List.of(text.toString()));

            assertThat(new Load(LoadSettings.builder().build()).loadFromString(PlainYaml.of(document)))
                    .isEqualTo(document);
            // Ends of lines to YAML 1.1, whose readers fold them.
            assertThat(PlainYaml.of(document)).doesNotContain("\u2028", "\u2029");
        }
    }
}
