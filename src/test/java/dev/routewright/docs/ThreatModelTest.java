package dev.routewright.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The threat model promises tests and controls; a promise that names nothing is worse than none. */
class ThreatModelTest {
    private static final Path PAGE = Path.of("../docs/threat-model.md");
    private static final List<Path> TESTS =
            List.of(Path.of("../generator/src/test/java"), Path.of("test/java"), Path.of("../tests/src/test/java"));
    private static final List<Path> PRODUCTION = List.of(Path.of("../generator/src/main/java"), Path.of("main/java"));
    private static final Pattern NAMED_TEST = Pattern.compile("`([A-Z]\\w*(?:Test|IT))(?:#(\\w+))?`");
    private static final Pattern NAMED_CLASS = Pattern.compile("`((?!Camel)[A-Z][a-z]+(?:[A-Z][a-z0-9]+)*)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)\\)");

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        var sources = sources(TESTS);

        assertThat(NAMED_TEST.matcher(page()).results().toList())
                .hasSizeGreaterThan(40)
                .allSatisfy(named -> {
                    assertThat(sources).containsKey(named.group(1));
                    if (named.group(2) != null)
                        assertThat(Files.readString(sources.get(named.group(1))))
                                .as(named.group())
                                .containsPattern("void " + named.group(2) + "\\(");
                });
    }

    @Test
    void everyControlThatIsNamedExists() throws IOException {
        var known = new TreeSet<>(sources(PRODUCTION).keySet());
        known.addAll(sources(TESTS).keySet());

        assertThat(NAMED_CLASS.matcher(page()).results().map(named -> named.group(1)))
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(known).contains(name));
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        assertThat(LINK.matcher(page()).results().map(link -> link.group(1)))
                .hasSizeGreaterThan(40)
                .allSatisfy(target -> assertThat(PAGE.resolveSibling(target)).exists());
    }

    @Test
    void everyThreatHasATest() throws IOException {
        var rows = page().lines()
                .dropWhile(line -> !line.startsWith("## Threats of a route"))
                .takeWhile(line -> !line.startsWith("## What is left"))
                .filter(line -> line.startsWith("| ") && !line.matches("\\| (threat|weakness) .*"));

        assertThat(rows).hasSizeGreaterThan(30).allSatisfy(row -> assertThat(row)
                .containsPattern(NAMED_TEST));
    }

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    /** Files by the name of their class. */
    private static TreeMap<String, Path> sources(List<Path> roots) throws IOException {
        var sources = new TreeMap<String, Path>();
        for (var root : roots)
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file ->
                                sources.put(file.getFileName().toString().replace(".java", ""), file));
            }
        return sources;
    }
}
