package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Credentials in the text of a route, wherever they stand: a description leaks them as well as a header. */
final class SecretRules implements Rule {
    private static final List<Pattern> SHAPES = List.of(
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY"),
            Pattern.compile("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"),
            Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{20,}"),
            Pattern.compile("\\bxox[abprs]-[A-Za-z0-9-]{10,}"),
            Pattern.compile("\\bsk[-_](?:live|test|proj|ant)?[-_]?[A-Za-z0-9]{16,}"),
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}"),
            Pattern.compile("(?i)\\b(?:bearer|basic)\\s+[A-Za-z0-9+/._=-]{12,}"),
            Pattern.compile(
                    "(?i)\\b(?:password|passwd|pwd|secret|api[-_]?key|access[-_]?key|auth[-_]?token)\\b[\"']?\\s*[:=]\\s*[\"']?[^\\s\"'$.({,;&]{4,}"),
            Pattern.compile("(?i)[a-z][a-z0-9+.-]{1,20}://[^\\s/:@]{1,64}:[^\\s/@]{1,64}@"));
    private static final Set<String> NAMES =
            Set.of("password", "passwd", "secret", "token", "apikey", "authorization", "credential", "privatekey");

    @Override
    public void judge(Subject subject, Findings findings) {
        subject.tree().entries().forEach(entry -> judge(entry.value(), findings));
        subject.elements().forEach(element -> literal(element, findings));
    }

    private static void judge(Node node, Findings findings) {
        if (node instanceof Node.Mapping mapping) mapping.entries().forEach(e -> judge(e.value(), findings));
        if (node instanceof Node.Sequence sequence) sequence.items().forEach(item -> judge(item, findings));
        if (node instanceof Node.Scalar scalar
                && SHAPES.stream()
                        .anyMatch(shape -> shape.matcher(scalar.text()).find()))
            findings.add(
                    RuleId.SECRET_IN_TEXT,
                    scalar.place(),
                    null,
                    "The text at this place looks like a credential.",
                    RuleId.SECRET_IN_TEXT.remedy());
    }

    /** A constant put under a name such as {@code partnerToken}. */
    private static void literal(Element element, Findings findings) {
        String name = element.text("name").orElse("");
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        if (NAMES.stream().noneMatch(plain::contains)) return;
        for (Expression expression : element.expressions())
            if (expression.language().equals("constant"))
                findings.add(
                        RuleId.SECRET_IN_TEXT,
                        expression.text().place(),
                        element.step(),
                        "A fixed text is put into " + quote(name) + ", which sounds like a credential.",
                        RuleId.SECRET_IN_TEXT.remedy());
    }
}
