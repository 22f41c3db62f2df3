package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the grammar says when something does not fit: one sentence for each way of not fitting. */
final class Complaints {
    private final Findings findings;
    private final Set<String> languages;

    Complaints(Findings findings, Set<String> languages) {
        this.findings = findings;
        this.languages = languages;
    }

    void missing(String kind, String key, Place place, @Nullable String step) {
        boolean expression = key.equals("expression");
        findings.add(
                expression ? RuleId.EXPRESSION_MISSING : RuleId.VALUE_MISSING,
                place,
                step,
                "In " + quote(kind) + " the " + (expression ? "expression" : "value of " + quote(key)) + " is missing.",
                expression
                        ? "Write one expression, in one of the languages " + NearMisses.list(languages) + "."
                        : "Add `" + key + "`.");
    }

    void twice(String kind, Node.Entry entry, @Nullable String step) {
        findings.add(
                RuleId.EXPRESSION_MISSING,
                entry.place(),
                step,
                "In " + quote(kind) + " " + quote(entry.key()) + " is a second expression or data format.",
                "Keep exactly one.");
    }

    void shape(String name, String expected, Node value, @Nullable String step) {
        findings.add(
                RuleId.SHAPE,
                value.place(),
                step,
                quote(name) + " does not hold " + expected + ".",
                "Write " + expected + " for `" + name.replace('`', '\'') + "`.");
    }

    void unknown(RuleId rule, String what, String name, Place place, @Nullable String step, Set<String> known) {
        findings.add(
                rule,
                place,
                step,
                what + quote(name) + " is not on the policy's list.",
                NearMisses.ask(name, known, "Use one of " + NearMisses.list(known) + "."));
    }

    void tooMany(long count, String what, int limit) {
        findings.add(
                RuleId.TOO_MANY,
                null,
                null,
                "The file holds %d %s; the policy allows %d.".formatted(count, what, limit),
                RuleId.TOO_MANY.remedy());
    }
}
