package dev.routewright.inspection;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** docs/inspection.md is the list of the rules; this holds the two together. */
class RulePageTest {
    private static final Path PAGE = Path.of("../docs/inspection.md");

    @Test
    void thePageListsEveryRuleAsTheCodeKnowsIt() throws IOException {
        String table = Arrays.stream(RuleId.values())
                .map(rule -> "| `%s` | %s | %s | %s |"
                        .formatted(
                                rule.id(),
                                rule.severity() == Severity.ERROR ? "error" : "warning",
                                rule.meaning(),
                                rule.remedy().replace("|", "\\|")))
                .collect(joining("\n"));

        assertThat(Files.readString(PAGE))
                .as("Copy this table into docs/inspection.md:\n" + table)
                .contains(table);
    }
}
