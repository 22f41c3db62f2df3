package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.Map;

/**
 * Puts the listed values in place of {@code {{name}}} before anything is judged, because Camel does so before it looks
 * at a scheme or an expression. Every other form (defaults, functions, optional or nested ones) is refused.
 */
final class Placeholders {
    private final Map<String, String> allowed;
    private final Findings findings;

    Placeholders(Map<String, String> allowed, Findings findings) {
        this.allowed = allowed;
        this.findings = findings;
    }

    RouteTree fill(RouteTree tree) {
        return new RouteTree(tree.entries().stream().map(this::fill).toList());
    }

    private Node.Entry fill(Node.Entry entry) {
        if (entry.key().contains("{{")) refuse(entry.key(), entry.place());
        if (entry.key().equals("name")
                && entry.value() instanceof Node.Scalar name
                && name.text().contains("{{")) open(name.text(), name.place());
        return new Node.Entry(entry.key(), entry.place(), fill(entry.value()));
    }

    private Node fill(Node node) {
        if (node instanceof Node.Mapping mapping)
            return new Node.Mapping(mapping.entries().stream().map(this::fill).toList(), mapping.place());
        if (node instanceof Node.Sequence sequence)
            return new Node.Sequence(sequence.items().stream().map(this::fill).toList(), sequence.place());
        var scalar = (Node.Scalar) node;
        return scalar.text().contains("{{")
                ? new Node.Scalar(fill(scalar.text(), scalar.place()), scalar.quoted(), scalar.place())
                : scalar;
    }

    private String fill(String text, Place place) {
        if (text.contains("name={{")) open(text, place);
        var filled = new StringBuilder();
        int from = 0;
        for (int start = text.indexOf("{{"); start >= 0; start = text.indexOf("{{", from)) {
            int end = text.indexOf("}}", start);
            String name = end < 0 ? text.substring(start + 2) : text.substring(start + 2, end);
            if (end < 0 || !allowed.containsKey(name)) {
                refuse(name, place);
                return text;
            }
            filled.append(text, from, start).append(allowed.get(name));
            from = end + 2;
            if (start == 0 && allowed.get(name).contains("://") && isGlued(text.substring(from))) glued(name, place);
        }
        if (text.contains("?nested=")) refuse("?nested=", place);
        return filled.append(text.substring(from)).toString();
    }

    /** Names of headers, variables and the like are written out, so that whoever reads the route sees them. */
    private void open(String text, Place place) {
        findings.add(
                RuleId.PLACEHOLDER_NOT_ALLOWED,
                place,
                null,
                "The name " + quote(text) + " is a placeholder.",
                "Write the name itself.");
    }

    /** Behind a base address only a path or a query may follow, not the rest of another host or port. */
    private static boolean isGlued(String rest) {
        return !rest.isEmpty() && "/? \n,".indexOf(rest.charAt(0)) < 0;
    }

    private void glued(String name, Place place) {
        findings.add(
                RuleId.ENDPOINT_SYNTAX,
                place,
                null,
                "The address of the placeholder " + quote(name) + " is continued without `/` or `?`.",
                "Write `/` and a path behind the placeholder.");
    }

    private void refuse(String name, Place place) {
        findings.add(
                RuleId.PLACEHOLDER_NOT_ALLOWED,
                place,
                null,
                "The placeholder " + quote(name) + " is not on the policy's list.",
                NearMisses.ask(name, allowed.keySet(), RuleId.PLACEHOLDER_NOT_ALLOWED.remedy()));
    }
}
