package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import dev.routewright.knowledge.ComponentCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The step rules: reads the tree by the policy's grammar, all shorthand forms into one. It fails closed: a key becomes
 * part of an {@link Element} only because the policy lists it, everything else becomes a finding.
 */
final class Grammar {
    private final Policy.Content policy;
    private final ComponentCatalog catalog;
    private final Findings findings;
    private final EndpointReader endpoints;
    private final EndpointTargets targets;
    private final ExpressionReader expressions;
    private final Complaints complaints;
    private int steps;

    Grammar(Policy.Content policy, ComponentCatalog catalog, Findings findings) {
        this.policy = policy;
        this.catalog = catalog;
        this.findings = findings;
        this.endpoints = new EndpointReader(catalog, findings);
        this.targets = new EndpointTargets(endpoints, findings);
        this.complaints = new Complaints(findings, policy.languages().keySet());
        this.expressions = new ExpressionReader(policy, catalog, findings);
    }

    List<Element> read(RouteTree tree) {
        var elements = new ArrayList<Element>();
        for (var entry : tree.entries()) {
            String part = policy.top().get(entry.key());
            if (part == null)
                complaints.unknown(
                        RuleId.STEP_NOT_ALLOWED,
                        "The section ",
                        entry.key(),
                        entry.place(),
                        null,
                        policy.top().keySet());
            else element(part, shape(part), entry.value(), entry.place(), null).ifPresent(elements::add);
        }
        long routes = elements.stream()
                .filter(e -> !e.children("from").isEmpty() || e.kind().equals("from"))
                .count();
        if (routes > policy.document().maxRoutes())
            complaints.tooMany(routes, "routes", policy.document().maxRoutes());
        if (steps > policy.document().maxSteps())
            complaints.tooMany(steps, "steps", policy.document().maxSteps());
        return elements;
    }

    private Optional<Element> element(
            String kind, Policy.Shape shape, Node value, Place place, @Nullable String outer) {
        Node.Mapping mapping = mapping(kind, shape, value, outer);
        if (mapping == null) return Optional.empty();
        var element = new ElementBuilder(kind, place, id(mapping, outer));
        if (mapping.get("delimiter").orElse(null) instanceof Node.Scalar delimiter
                && delimiter.text().length() == 1) element.delimiter = delimiter.text();
        for (var entry : mapping.entries()) attribute(element, shape, entry, mapping);
        shape.attributes().forEach((key, attribute) -> {
            if (attribute.required() && !element.seen.contains(key)) complaints.missing(kind, key, place, element.step);
        });
        return Optional.of(element.done());
    }

    private void attribute(ElementBuilder element, Policy.Shape shape, Node.Entry entry, Node.Mapping mapping) {
        Kind kind = shape.attributes().get(entry.key());
        if (kind == null) {
            shorthand(element, shape, entry);
            return;
        }
        if (!element.seen.add(entry.key())) complaints.twice(element.kind, entry, element.step);
        switch (kind.type()) {
            case STEPS -> element.children.put(entry.key(), steps(entry.value(), element.step));
            case PART ->
                element(kind.words().get(0), shape(kind.words().get(0)), entry.value(), entry.place(), element.step)
                        .ifPresent(child -> element.children.put(entry.key(), List.of(child)));
            case PARTS -> element.children.put(entry.key(), parts(kind, entry, element.step));
            case EXPRESSION, PREDICATE, CONSTANT, ENDPOINTS ->
                expressions
                        .wrapped(entry.key(), kind, entry, element.step)
                        .ifPresent(expression -> expression(element, expression));
            case EXCEPTIONS -> exceptions(element, kind, entry);
            case PARAMETERS -> {
                if (!(entry.value() instanceof Node.Mapping))
                    complaints.shape(entry.key(), "a mapping", entry.value(), element.step);
            }
            case DATA_FORMAT ->
                complaints.shape(entry.key(), "the name of a data format, such as `json`", entry.value(), element.step);
            default -> scalar(element, kind, entry, mapping);
        }
    }

    /** A key the shape does not list may still be an expression or a data format in its short form. */
    private void shorthand(ElementBuilder element, Policy.Shape shape, Node.Entry entry) {
        Kind expression = shape.attributes().get("expression");
        Kind format = shape.attributes().get("dataFormat");
        if (expression != null && expressions.isLanguage(entry.key())) {
            if (!element.seen.add("expression")) complaints.twice(element.kind, entry, element.step);
            expressions
                    .read("expression", expression, entry, element.step)
                    .ifPresent(read -> expression(element, read));
        } else if (format != null
                && (policy.dataFormats().containsKey(entry.key()) || catalog.isDataFormat(entry.key()))) {
            if (!element.seen.add("dataFormat")) complaints.twice(element.kind, entry, element.step);
            dataFormat(element, entry);
        } else {
            complaints.unknown(
                    RuleId.KEY_UNKNOWN,
                    "In " + quote(element.kind) + " the key ",
                    entry.key(),
                    entry.place(),
                    element.step,
                    shape.attributes().keySet());
        }
    }

    private void expression(ElementBuilder element, Expression expression) {
        element.expressions.add(expression);
        if (expression.kind().type() == Kind.Type.ENDPOINTS)
            element.endpoints.addAll(targets.read(element, expression));
    }

    private void scalar(ElementBuilder element, Kind kind, Node.Entry entry, Node.Mapping mapping) {
        if (!(entry.value() instanceof Node.Scalar scalar)) {
            complaints.shape(entry.key(), "one value", entry.value(), element.step);
            return;
        }
        if (scalar.isNothing()) {
            complaints.missing(element.kind, entry.key(), entry.place(), element.step);
            return;
        }
        element.values.put(entry.key(), new Value(entry.key(), kind, scalar));
        boolean endpoint = kind.type() == Kind.Type.URI || kind.type() == Kind.Type.KAMELET;
        if (!endpoint) return;
        var parameters =
                mapping.get("parameters").filter(Node.Mapping.class::isInstance).map(Node.Mapping.class::cast);
        var uri = kind.type() == Kind.Type.URI
                ? scalar
                : new Node.Scalar("kamelet:" + scalar.text(), true, scalar.place());
        endpoints
                .read(
                        uri,
                        parameters.orElse(null),
                        element.kind.equals("from"),
                        !element.kind.equals("wireTap"),
                        element.step)
                .ifPresent(element.endpoints::add);
    }

    private void dataFormat(ElementBuilder element, Node.Entry entry) {
        var format = policy.dataFormats().get(entry.key());
        if (format == null) {
            findings.add(
                    RuleId.DATA_FORMAT_NOT_ALLOWED,
                    entry.place(),
                    element.step,
                    "The data format " + quote(entry.key()) + " is not on the policy's list.",
                    Instead.of(entry.key())
                            .orElseGet(() -> "Use one of "
                                    + NearMisses.list(policy.dataFormats().keySet()) + "."));
            return;
        }
        var shape = new Policy.Shape(format.options(), null);
        element(entry.key(), shape, entry.value(), entry.place(), element.step)
                .ifPresent(read -> element.dataFormat = new Element.DataFormat(
                        entry.key(),
                        element.kind.equals("unmarshal"),
                        entry.place(),
                        List.copyOf(read.values().values())));
    }

    private void exceptions(ElementBuilder element, Kind kind, Node.Entry entry) {
        if (!(entry.value() instanceof Node.Sequence sequence)) {
            complaints.shape(entry.key(), "a list of exception types", entry.value(), element.step);
            return;
        }
        for (Node item : sequence.items()) {
            if (item instanceof Node.Scalar scalar) element.exceptions.add(new Value(entry.key(), kind, scalar));
            else complaints.shape(entry.key(), "a list of exception types", item, element.step);
        }
    }

    private List<Element> parts(Kind kind, Node.Entry entry, @Nullable String step) {
        if (!(entry.value() instanceof Node.Sequence sequence)) {
            complaints.shape(entry.key(), "a list", entry.value(), step);
            return List.of();
        }
        var parts = new ArrayList<Element>();
        String name = kind.words().get(0);
        for (Node item : sequence.items())
            element(name, shape(name), item, item.place(), step).ifPresent(parts::add);
        return parts;
    }

    private List<Element> steps(Node value, @Nullable String outer) {
        if (!(value instanceof Node.Sequence sequence)) {
            complaints.shape("steps", "a list of steps", value, outer);
            return List.of();
        }
        var elements = new ArrayList<Element>();
        for (Node item : sequence.items()) {
            steps++;
            if (!(item instanceof Node.Mapping step) || step.entries().size() != 1) {
                complaints.shape("steps", "a list of steps with one name each", item, outer);
                continue;
            }
            var entry = step.entries().get(0);
            var shape = policy.steps().get(entry.key());
            if (shape == null)
                complaints.unknown(
                        RuleId.STEP_NOT_ALLOWED,
                        "The step ",
                        entry.key(),
                        entry.place(),
                        outer,
                        policy.steps().keySet());
            else
                element(entry.key(), shape, entry.value(), entry.place(), outer).ifPresent(elements::add);
        }
        return elements;
    }

    private Node.@Nullable Mapping mapping(String kind, Policy.Shape shape, Node value, @Nullable String step) {
        if (value instanceof Node.Mapping mapping) return mapping;
        if (value instanceof Node.Scalar scalar && !scalar.isNothing() && shape.inline() != null)
            return new Node.Mapping(List.of(new Node.Entry(shape.inline(), value.place(), value)), value.place());
        complaints.shape(kind, "a mapping, such as `{}`", value, step);
        return null;
    }

    private Policy.Shape shape(String part) {
        return policy.parts().getOrDefault(part, new Policy.Shape(Map.of(), null));
    }

    /** Only an id that is one: it is shown in findings and written to logs. */
    private static @Nullable String id(Node.Mapping mapping, @Nullable String outer) {
        return mapping.get("id").orElse(null) instanceof Node.Scalar scalar && ValueRules.isId(scalar.text())
                ? scalar.text()
                : outer;
    }
}
