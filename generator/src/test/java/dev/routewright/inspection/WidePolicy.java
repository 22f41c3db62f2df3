package dev.routewright.inspection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The standard policy with every function of Simple that can be judged, its operators and the path languages. */
final class WidePolicy {
    static final List<String> FUNCTIONS =
            List.of(("body bodyOneLine prettyBody header headers.size variable exchangeProperty id exchangeId"
                            + " messageTimestamp routeId fromRouteId stepId exception.message date:now"
                            + " date-with-timezone:now uuid random null range iif isEmpty isAlpha isAlphaNumeric isNumeric"
                            + " not trim uppercase lowercase capitalize pad concat substring substringBefore"
                            + " substringAfter substringBetween replace split join contains length size"
                            + " normalizeWhitespace distinct reverse skip hash empty abs floor ceil sum max min average"
                            + " jsonpath xpath file:name file:onlyname file:name.noext file:name.ext"
                            + " file:onlyname.noext file:size file:modified")
                    .split(" "));
    static final List<String> OPERATORS = List.of(("== =~ != !=~ > >= < <= contains !contains ~~ !~~ regex !regex in"
                    + " !in range !range startsWith !startsWith endsWith !endsWith && || ++ --")
            .split(" "));

    private WidePolicy() {}

    static Policy policy() {
        try (var in = Policy.class.getResourceAsStream("policy.yaml")) {
            String standard = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String wide = standard.replaceFirst(
                            "(?s)simple:\n  functions:.*?  operators: \\[]",
                            "simple:\n  functions: [" + quoted(FUNCTIONS) + "]\n  operators: [" + quoted(OPERATORS)
                                    + "]")
                    .replaceFirst(
                            "\n  simple: \\{attributes: \\{trim: boolean, resultType: type}, predicates: false}",
                            "\n  simple: {attributes: {trim: boolean, resultType: type}}\n  exchangeProperty: {}")
                    .replace("resultType: type}, predicates: false}\n  xpath", "resultType: type}}\n  xpath");
            return Policy.read(new ByteArrayInputStream(wide.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(List<String> words) {
        return String.join(", ", words.stream().map(w -> "\"" + w + "\"").toList());
    }
}
