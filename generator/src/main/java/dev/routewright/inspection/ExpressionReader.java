package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import dev.routewright.knowledge.ComponentCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the spellings of an expression: {@code jq: .a}, {@code jq: {expression: .a}}, each with or without wrapper. */
final class ExpressionReader {
    /** Names that are no language of the catalog but stand where one can. */
    private static final Set<String> INDIRECT = Set.of("method", "ref", "language", "java", "joor", "expressionType");

    private final Policy.Content policy;
    private final Set<String> known;
    private final Findings findings;

    ExpressionReader(Policy.Content policy, ComponentCatalog catalog, Findings findings) {
        this.policy = policy;
        this.findings = findings;
        this.known = new TreeSet<>(catalog.languages());
        known.addAll(INDIRECT);
        known.addAll(policy.languages().keySet());
    }

    boolean isLanguage(String key) {
        return known.contains(key);
    }

    /** An attribute that holds an expression, such as {@code correlationExpression} or {@code expression}. */
    Optional<Expression> wrapped(String role, Kind kind, Node.Entry entry, @Nullable String step) {
        if (!(entry.value() instanceof Node.Mapping mapping)
                || mapping.entries().size() != 1)
            return refuse(
                    RuleId.EXPRESSION_MISSING,
                    entry.place(),
                    step,
                    quote(role) + " does not hold exactly one expression.",
                    "Write one language with its expression, such as `jq: {expression: .total}`.");
        var inner = mapping.entries().get(0);
        return inner.key().equals("expression") && inner.value() instanceof Node.Mapping
                ? wrapped(role, kind, inner, step)
                : read(role, kind, inner, step);
    }

    /** @param entry key is the language */
    Optional<Expression> read(String role, Kind kind, Node.Entry entry, @Nullable String step) {
        var language = policy.languages().get(entry.key());
        if (language == null)
            return refuse(
                    RuleId.LANGUAGE_NOT_ALLOWED,
                    entry.place(),
                    step,
                    "The expression language " + quote(entry.key()) + " is not on the policy's list.",
                    Instead.of(entry.key())
                            .orElseGet(() -> "Use one of "
                                    + NearMisses.list(policy.languages().keySet()) + "; jq is the one for data."));
        if (entry.value() instanceof Node.Scalar scalar)
            return Optional.of(new Expression(role, kind, entry.key(), scalar, java.util.List.of()));
        if (!(entry.value() instanceof Node.Mapping mapping))
            return refuse(
                    RuleId.SHAPE, entry.place(), step, "The expression is a list.", "Write the expression as text.");
        return attributes(role, kind, entry, mapping, language, step);
    }

    private Optional<Expression> attributes(
            String role,
            Kind kind,
            Node.Entry entry,
            Node.Mapping mapping,
            Policy.Language language,
            @Nullable String step) {
        String main = entry.key().equals("tokenize") ? "token" : "expression";
        Map<String, Value> values = new LinkedHashMap<>();
        Node.@Nullable Scalar text = null;
        for (var attribute : mapping.entries()) {
            Kind allowed = language.attributes().get(attribute.key());
            if (allowed != null && allowed.type() == Kind.Type.NAMESPACES) {
                if (!namespaces(attribute, allowed, values, step)) return Optional.empty();
                continue;
            }
            if (!(attribute.value() instanceof Node.Scalar scalar))
                return refuse(
                        RuleId.SHAPE,
                        attribute.place(),
                        step,
                        quote(attribute.key()) + " is not one value.",
                        "Write one value.");
            if (attribute.key().equals(main)) text = scalar;
            else if (allowed != null) values.put(attribute.key(), new Value(attribute.key(), allowed, scalar));
            else
                return refuse(
                        RuleId.KEY_UNKNOWN,
                        attribute.place(),
                        step,
                        "In " + quote(entry.key()) + " the key " + quote(attribute.key())
                                + " is not on the policy's list.",
                        NearMisses.ask(
                                attribute.key(),
                                language.attributes().keySet(),
                                "Write only `" + main + "`, or one of "
                                        + NearMisses.list(language.attributes().keySet())
                                        + "."));
        }
        if (text == null)
            return refuse(
                    RuleId.EXPRESSION_MISSING,
                    entry.place(),
                    step,
                    "The " + quote(entry.key()) + " expression is empty.",
                    "Write it under `" + main + "`.");
        return Optional.of(new Expression(role, kind, entry.key(), text, new ArrayList<>(values.values())));
    }

    /** {@code namespace: [{key: inv, value: urn:invoice}]}; each becomes one value such as {@code inv=urn:invoice}. */
    private boolean namespaces(Node.Entry attribute, Kind kind, Map<String, Value> values, @Nullable String step) {
        if (attribute.value() instanceof Node.Sequence sequence)
            for (Node item : sequence.items()) {
                if (!(item instanceof Node.Mapping pair)
                        || pair.entries().size() != 2
                        || !(pair.get("key").orElse(null) instanceof Node.Scalar key)
                        || !(pair.get("value").orElse(null) instanceof Node.Scalar uri)) break;
                values.put(
                        attribute.key() + values.size(),
                        new Value(
                                attribute.key(),
                                kind,
                                new Node.Scalar(key.text() + "=" + uri.text(), true, uri.place())));
            }
        boolean read = attribute.value() instanceof Node.Sequence list
                && values.values().stream().filter(v -> v.kind() == kind).count()
                        == list.items().size();
        if (!read)
            refuse(
                    RuleId.SHAPE,
                    attribute.place(),
                    step,
                    quote(attribute.key()) + " is not a list of prefixes.",
                    "Write `[{key: inv, value: 'urn:invoice'}]`.");
        return read;
    }

    private Optional<Expression> refuse(
            RuleId rule, Place place, @Nullable String step, String problem, String remedy) {
        findings.add(rule, place, step, problem, remedy);
        return Optional.empty();
    }
}
