package dev.routewright.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.routewright.inspection.Inspector;
import dev.routewright.inspection.Policy;
import dev.routewright.route.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever the manual shows, inspection accepts; what inspection refuses is not shown. Both ways, for every name. */
class ManualTruthTest {
    private static final Policy POLICY = Policy.standard();
    private static final Vocabulary VOCABULARY = POLICY.vocabulary();
    private static final Inspector INSPECTOR = new Inspector(POLICY);
    private static final Manual MANUAL = new Manual(VOCABULARY);
    private static final MinimalRoutes ROUTES = new MinimalRoutes(VOCABULARY);
    private static final int PLENTY = 100_000;
    private static final Pattern OPTION = Pattern.compile("  (from|to) (\\S+?)(?: \\(required\\))?: .*");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("  ([a-z]\\w*)((?:\\[])?\\.\\S+)?(?: \\(required\\))?: .*");
    private static final Pattern REFUSAL =
            Pattern.compile(".*-(not-allowed|unknown|syntax|missing|dynamic)|shape|limit-exceeded");

    @TestFactory
    Stream<DynamicTest> everyOptionOfEveryComponentIsShownJustWhenInspectionTakesIt() {
        return VOCABULARY.components().keySet().stream().flatMap(component -> Stream.of("from", "to")
                .map(direction -> DynamicTest.dynamicTest(
                        direction + " " + component, () -> optionsAgree(component, direction))));
    }

    private static void optionsAgree(String component, String direction) {
        var text = block("component " + component, MANUAL.reference(Set.of(component), List.of(), PLENTY));
        var options = direction.equals("from")
                ? VOCABULARY.components().get(component).from()
                : VOCABULARY.components().get(component).to();
        var shown = new TreeSet<String>();
        text.lines().map(OPTION::matcher).filter(m -> m.matches()).forEach(m -> {
            if (m.group(1).equals(direction)) shown.add(m.group(2));
        });
        if (options == null) {
            assertThat(shown).isEmpty();
            assertThat(text).contains("never " + direction);
            return;
        }
        var candidates = new TreeSet<>(ComponentCatalog.shared().options(component));
        candidates.addAll(options.keySet());
        var accepted = new TreeSet<String>();
        for (String option : candidates) {
            var value = options.get(option);
            var route = direction.equals("from")
                    ? ROUTES.from(component, option, value)
                    : ROUTES.to(component, option, value);
            if (refusals(route).isEmpty() && (value == null || !ValueText.isFixed(value))) accepted.add(option);
        }
        assertThat(shown).isEqualTo(accepted);
    }

    @TestFactory
    Stream<DynamicTest> everyAttributeOfEveryStepIsTakenByInspection() {
        return VOCABULARY.steps().keySet().stream()
                .map(step -> DynamicTest.dynamicTest(step, () -> {
                    var text = block("step " + step, MANUAL.reference(Set.of(step), List.of(), PLENTY));
                    var shown = new TreeSet<String>();
                    text.lines()
                            .skip(1)
                            .map(ATTRIBUTE::matcher)
                            .filter(m -> m.matches())
                            .forEach(m -> shown.add(m.group(1)));
                    var expected = new TreeSet<String>();
                    VOCABULARY.steps().get(step).attributes().forEach((name, value) -> {
                        if (!ValueText.isFixed(value)
                                && !Set.of("id", "description", "note").contains(name)) expected.add(name);
                    });
                    assertThat(shown).isEqualTo(expected);
                    for (String attribute : shown)
                        assertThat(refusals(ROUTES.step(step, attribute)))
                                .as("%s of %s in %s", attribute, step, ROUTES.step(step, attribute))
                                .isEmpty();
                }));
    }

    @Test
    void everyAttributeCamelKnowsAndTheManualDoesNotShowIsRefused() {
        var camel = new DefaultCamelCatalog(true);
        for (String step : VOCABULARY.steps().keySet()) {
            var shape = VOCABULARY.steps().get(step);
            for (var option : camel.eipModel(step).getOptions()) {
                String name = option.getName();
                if (shape.attributes().containsKey(name)
                        || Set.of("outputs", "expression").contains(name)) continue;
                var mapping = ROUTES.shape(shape, null, 0);
                mapping.put(name, "x");
                assertThat(refusals(ROUTES.step(Map.of(step, mapping))))
                        .as("%s of %s", name, step)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void everyShownFunctionIsTakenAndEveryShownNameOfAStepComponentLanguageAndFormatIsAllowed() {
        var text = MANUAL.reference(new HashSet<>(MANUAL.kinds()), List.of(), PLENTY);
        for (String function : functions("jq", text)) {
            boolean taken = Stream.of("%s", "%s(.)", "%s(.a; .b)", "%s(\"a\")", "%s(\"a\"; \"b\")")
                    .map(form -> form.formatted(function))
                    .anyMatch(jq -> refusals(ROUTES.step(Map.of("setBody", Map.of("jq", jq))))
                            .isEmpty());
            assertThat(taken).as("jq function %s", function).isTrue();
        }
        for (String function : functions("simple", text))
            assertThat(refusals(ROUTES.step(Map.of("setBody", Map.of("simple", "${" + function + "}")))))
                    .as("simple function %s", function)
                    .isEmpty();
        for (String[] named :
                new String[][] {{"step ", "steps"}, {"component ", "components"}, {"language ", "languages"}})
            text.lines()
                    .filter(line -> line.startsWith(named[0]))
                    .map(line -> line.split(" ")[1])
                    .forEach(name -> assertThat(VOCABULARY.names()).contains(name));
    }

    @Test
    void nothingOfTheCatalogThatIsRefusedIsShown() {
        var camel = new DefaultCamelCatalog(true);
        var text = MANUAL.reference(new HashSet<>(MANUAL.kinds()), List.of(), PLENTY);
        var words = Set.of(uniqueWords(text));
        var names = new ArrayList<String>();
        names.addAll(camel.findComponentNames());
        names.addAll(camel.findLanguageNames());
        names.addAll(camel.findModelNames());
        names.removeAll(VOCABULARY.names());
        // ordinary words of sentences, which name nothing there
        var ordinary = Set.of(
                "all",
                "any",
                "bean",
                "body",
                "class",
                "event",
                "get",
                "key",
                "keys",
                "language",
                "list",
                "map",
                "once",
                "param",
                "parts",
                "path",
                "process",
                "property",
                "result",
                "route",
                "steps",
                "string",
                "text",
                "type",
                "value",
                "values",
                "service",
                "java",
                "base64",
                "put",
                "routes",
                "method",
                "array",
                "from",
                "xml",
                "not",
                "input",
                "validate",
                "in",
                "out",
                "topic");
        assertThat(names.stream().filter(name -> !ordinary.contains(name)).filter(words::contains))
                .isEmpty();
        for (String scheme : names) assertThat(text).doesNotContain("component " + scheme + " ");
    }

    private static String[] uniqueWords(String text) {
        return new TreeSet<>(List.of(text.split("[^A-Za-z0-9-]+"))).toArray(String[]::new);
    }

    @Test
    void everyStepComponentLanguageAndFormatOfThePolicyCanBeAPart() {
        assertThat(MANUAL.kinds())
                .containsAll(VOCABULARY.steps().keySet())
                .containsAll(VOCABULARY.components().keySet())
                .containsAll(VOCABULARY.languages().keySet())
                .containsAll(VOCABULARY.dataFormats().keySet());
    }

    @TestFactory
    Stream<DynamicTest> everyExampleIsTaken() throws IOException {
        JsonNode notes;
        try (var in = Manual.class.getResourceAsStream("manual.yaml")) {
            notes = new YAMLMapper().readTree(in);
        }
        return Stream.of("components", "steps")
                .flatMap(section -> notes.path(section).properties().stream())
                .filter(entry -> VOCABULARY.names().contains(entry.getKey()))
                .filter(entry -> entry.getValue().has("like"))
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    var like = entry.getValue().path("like").asText();
                    var route = like.startsWith("from:")
                            ? "- route:\n    id: minimal\n    " + like.replaceFirst("}$", ", steps: [{stop: {}}]}")
                            : "- route:\n    id: minimal\n    from:\n      uri: timer:tick\n      parameters: {period: 60000}\n      steps:\n        - "
                                    + like;
                    assertThat(refusals(route)).as(route).isEmpty();
                }));
    }

    @Test
    void everyListedReferenceIsExplained() {
        var notes = Notes.shipped();
        VOCABULARY
                .references()
                .values()
                .forEach(names -> names.forEach(
                        name -> assertThat(notes.reference(name)).as(name).isNotEmpty()));
    }

    private static List<String> functions(String language, String text) {
        var line = block("language " + language, text)
                .lines()
                .filter(l -> l.startsWith("  functions, no others: "))
                .findFirst()
                .orElseThrow();
        return List.of(line.substring("  functions, no others: ".length()).split(" "));
    }

    /** The line that begins so with the indented lines below it. */
    private static String block(String head, String text) {
        var lines = new ArrayList<String>();
        for (String line : text.split("\n")) {
            if (lines.isEmpty() ? line.startsWith(head + " ") : line.startsWith(" ")) lines.add(line);
            else if (!lines.isEmpty()) break;
        }
        return String.join("\n", lines);
    }

    private static List<String> refusals(String route) {
        return INSPECTOR.inspect(route, List.of()).findings().stream()
                .filter(finding -> REFUSAL.matcher(finding.rule()).matches())
                .filter(finding -> !finding.rule().equals("fallback-missing")
                        && !finding.rule().equals("limit-missing"))
                .map(Finding::toString)
                .toList();
    }
}
