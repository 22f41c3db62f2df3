package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import dev.routewright.route.SecretName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Credentials in the text of a route, wherever they stand: a description leaks them as well as a header. */
final class SecretRules implements Rule {
    private static final Set<String> FIXED = Set.of("constant", "simple");

    private final SecretText secrets = new SecretText();

    @Override
    public void judge(Subject subject, Findings findings) {
        subject.tree().entries().forEach(entry -> judge(entry, findings));
        subject.elements().forEach(element -> literal(element, findings));
    }

    /** Comments are not part of the tree, and yet of the file that is stored and shown. */
    void comments(String yaml, Findings findings) {
        if (yaml.indexOf('#') < 0) return;
        int number = 0;
        for (String line : yaml.split("\n", -1)) {
            number++;
            int sign = line.indexOf('#');
            if (sign >= 0 && secrets.isIn(line.substring(sign + 1).strip()))
                findings.add(
                        RuleId.SECRET_IN_TEXT,
                        new Place(number, sign + 1),
                        null,
                        "The text at this place looks like a credential.",
                        RuleId.SECRET_IN_TEXT.remedy());
        }
    }

    private void judge(Node.Entry entry, Findings findings) {
        judge(entry.key(), entry.value(), findings);
    }

    private void judge(@Nullable String key, Node node, Findings findings) {
        if (node instanceof Node.Mapping mapping) mapping.entries().forEach(entry -> judge(entry, findings));
        if (node instanceof Node.Sequence sequence) sequence.items().forEach(item -> judge(null, item, findings));
        if (node instanceof Node.Scalar scalar
                && (secrets.isIn(scalar.text()) || key != null && secrets.isValueOf(key, scalar.text())))
            findings.add(
                    RuleId.SECRET_IN_TEXT,
                    scalar.place(),
                    null,
                    "The text at this place looks like a credential.",
                    RuleId.SECRET_IN_TEXT.remedy());
    }

    /** A fixed text put under a name such as {@code partnerToken}. */
    private void literal(Element element, Findings findings) {
        for (String attribute : List.of("name", "key")) {
            String name = element.text(attribute).orElse("");
            if (!SecretName.is(name)) continue;
            for (Expression expression : element.expressions())
                if (FIXED.contains(expression.language())
                        && isFixed(expression.text().text()))
                    findings.add(
                            RuleId.SECRET_IN_TEXT,
                            expression.text().place(),
                            element.step(),
                            "A fixed text is put into " + quote(name) + ", which sounds like a credential.",
                            RuleId.SECRET_IN_TEXT.remedy());
        }
    }

    private static boolean isFixed(String text) {
        return !text.isBlank() && !text.contains("${");
    }
}
