package dev.routewright.inspection;

import dev.routewright.knowledge.ComponentCatalog;
import dev.routewright.route.Severity;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds a policy against Camel's catalog: a misspelt entry would silently allow nothing. */
final class PolicyCheck {
    private final Policy.Content policy;
    private final ComponentCatalog catalog = ComponentCatalog.shared();

    PolicyCheck(Policy.Content policy) {
        this.policy = policy;
    }

    void check() {
        new PolicySafety(policy).check();
        policy.components().forEach(this::component);
        policy.seenTo().forEach(PolicyCheck::warning);
        policy.languages().keySet().forEach(language -> {
            if (!ExpressionRules.LANGUAGES.contains(language))
                throw ShapeCheck.refusal(
                        "languages." + language,
                        "is a language that cannot be inspected. Those that can are "
                                + NearMisses.list(ExpressionRules.LANGUAGES));
        });
        for (var placeholder : policy.placeholders().entrySet())
            if (placeholder.getValue().contains("{{") || placeholder.getValue().contains("${"))
                throw ShapeCheck.refusal(
                        "placeholders." + placeholder.getKey(), "holds another placeholder or expression");
    }

    /** An error is nobody's to switch off. */
    private static void warning(String rule) {
        boolean known = Arrays.stream(RuleId.values())
                .anyMatch(id -> id.severity() == Severity.WARNING && id.id().equals(rule));
        if (!known) throw ShapeCheck.unknown("seenTo." + rule, "a warning of docs/rules");
    }

    private void component(String scheme, Policy.Component component) {
        if (!catalog.knows(scheme))
            throw ShapeCheck.unknown("components." + scheme, "a component of the Camel catalog");
        if (scheme.equals("kamelet")) return;
        options(scheme, "from", component.from());
        options(scheme, "to", component.to());
    }

    private void options(String scheme, String direction, @Nullable Map<String, Kind> options) {
        if (options == null) return;
        for (String option : options.keySet())
            if (!catalog.hasOption(scheme, option))
                throw ShapeCheck.unknown(
                        "components." + scheme + "." + direction + "." + option, "an option of the component");
    }
}
