package dev.routewright.inspection;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Finding;
import dev.routewright.route.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every rule has a page, and what the page says is tried: the refused example is refused by this rule and no other. */
class RulePageTest {
    private static final Path FOLDER = Path.of("../docs/rules");
    private static final Path INDEX = FOLDER.resolve("README.md");
    private static final Map<RuleId, RulePage> PAGES = new ConcurrentHashMap<>();
    private static final String ABOVE_THE_TABLE = "| rule | severity | meaning | what to do |\n|---|---|---|---|\n";

    @Test
    void everyRuleHasAPageAndEveryPageARule() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("README.md"))
                            .sorted())
                    .isEqualTo(Arrays.stream(RuleId.values())
                            .map(rule -> rule.id() + ".md")
                            .sorted()
                            .toList());
        }
    }

    @Test
    void theIndexListsEveryRuleAsTheCodeKnowsIt() throws IOException {
        var table = Arrays.stream(RuleId.values()).map(RulePageTest::row).collect(joining("\n", ABOVE_THE_TABLE, "\n"));
        var index = Files.readString(INDEX);
        if (Boolean.getBoolean("regenerate"))
            Files.writeString(INDEX, index.substring(0, index.indexOf(ABOVE_THE_TABLE)) + table);

        assertThat(Files.readString(INDEX))
                .as("docs/rules/README.md; write it anew with -Dregenerate=true")
                .endsWith(table);
    }

    @Test
    void theIndexShowsWhatTheStepsOfAnExampleStandIn() throws IOException {
        assertThat(Files.readString(INDEX)).contains("```yaml\n" + RulePage.AROUND);
    }

    @ParameterizedTest
    @EnumSource(RuleId.class)
    void aPageSaysWhatTheRuleMeansWhyAndWhatToWrite(RuleId rule) throws IOException {
        var page = page(rule);

        assertThat(page.headings())
                .containsExactly("# " + rule.id(), "## Why it matters", "## Refused", "## Right", "## In the policy");
        assertThat(page.lines()).contains("*%s.* %s".formatted(severity(rule), rule.meaning()));
        for (var heading : List.of("Why it matters", "In the policy"))
            assertThat(wordsUnder(heading, page)).as(heading).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(RuleId.class)
    void theRefusedExampleIsRefusedByThisRuleAndNoOther(RuleId rule) throws IOException {
        var page = page(rule);

        assertThat(page.routes("Refused"))
                .isNotEmpty()
                .allSatisfy(route -> assertThat(rulesOn(route, page)).as(route).containsExactly(rule.id()));
    }

    @ParameterizedTest
    @EnumSource(RuleId.class)
    void theRightExampleHasNothingAgainstIt(RuleId rule) throws IOException {
        var page = page(rule);

        assertThat(page.routes("Right")).isNotEmpty().allSatisfy(route -> assertThat(findingsOn(route, page))
                .as(route)
                .isEmpty());
    }

    @ParameterizedTest
    @EnumSource(RuleId.class)
    void whatThePageShowsOfAPolicyIsOne(RuleId rule) throws IOException {
        for (var fragment : page(rule).blocks("In the policy", "yaml policy"))
            assertThat(RulePage.policy(RulePage.yaml(fragment)).hash())
                    .as(fragment)
                    .hasSize(64);
    }

    @Test
    void thePagesGoWithTheRules() {
        assertThat(RuleBook.rules()).allSatisfy(rule -> assertThat(rule.page()).startsWith("# " + rule.id() + "\n"));
    }

    private static String row(RuleId rule) {
        return "| [`%s`](%s.md) | %s | %s | %s |"
                .formatted(
                        rule.id(),
                        rule.id(),
                        severity(rule).toLowerCase(java.util.Locale.ROOT),
                        rule.meaning(),
                        rule.remedy().replace("|", "\\|"));
    }

    private static String severity(RuleId rule) {
        return rule.severity() == Severity.ERROR ? "Error" : "Warning";
    }

    private static RulePage page(RuleId rule) {
        return PAGES.computeIfAbsent(rule, r -> {
            try {
                return RulePage.read(FOLDER.resolve(r.id() + ".md"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String wordsUnder(String heading, RulePage page) {
        int start = page.lines().indexOf("## " + heading);
        return page.lines().subList(start + 1, page.lines().size()).stream()
                .takeWhile(line -> !line.startsWith("## "))
                .collect(joining(" "));
    }

    private static TreeSet<String> rulesOn(String route, RulePage page) {
        var rules = new TreeSet<String>();
        findingsOn(route, page).forEach(finding -> rules.add(finding.rule()));
        return rules;
    }

    private static List<Finding> findingsOn(String route, RulePage page) {
        return page.inspector().inspect(route, Routes.SERVICES).findings();
    }
}
