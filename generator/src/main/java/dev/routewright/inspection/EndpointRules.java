package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import dev.routewright.knowledge.ComponentCatalog;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Endpoints: the component, its direction, every option and its value. What the components mean is judged by others. */
final class EndpointRules implements Rule {
    private static final Pattern QUERY_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,60}");

    /** Options every endpoint of Camel takes, whether its catalog entry says so or not. */
    private static final Set<String> EVERYWHERE =
            Set.of("exchangepattern", "synchronous", "bridgeerrorhandler", "exceptionhandler", "lazystartproducer");

    private final Policy.Content policy;
    private final ComponentCatalog catalog;

    EndpointRules(Policy.Content policy, ComponentCatalog catalog) {
        this.policy = policy;
        this.catalog = catalog;
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        subject.endpoints().forEach(endpoint -> judge(endpoint, findings));
    }

    private void judge(Endpoint endpoint, Findings findings) {
        var component = policy.components().get(endpoint.scheme());
        if (component == null) {
            unknownComponent(endpoint, findings);
            return;
        }
        @Nullable Map<String, Kind> options = endpoint.consumes() ? component.from() : component.to();
        if (options == null) {
            findings.add(
                    RuleId.COMPONENT_NOT_ALLOWED,
                    endpoint.place(),
                    endpoint.step(),
                    "A route may not %s %s."
                            .formatted(endpoint.consumes() ? "begin with" : "send to", quote(endpoint.scheme())),
                    "Use another component there.");
            return;
        }
        if (endpoint.path().isBlank())
            findings.add(
                    RuleId.ENDPOINT_SYNTAX,
                    endpoint.place(),
                    endpoint.step(),
                    "The endpoint " + quote(endpoint.scheme()) + " does not say where to.",
                    "Write it as `" + catalog.syntax(endpoint.scheme()) + "`.");
        if (!endpoint.scheme().equals("kamelet")) options(endpoint, component, options, findings);
    }

    private void unknownComponent(Endpoint endpoint, Findings findings) {
        String scheme = endpoint.scheme();
        boolean known = catalog.knows(scheme);
        findings.add(
                RuleId.COMPONENT_NOT_ALLOWED,
                endpoint.place(),
                endpoint.step(),
                "The component " + quote(scheme)
                        + (known ? " is not on the policy's list." : " does not exist in the Camel catalog."),
                known
                        ? RuleId.COMPONENT_NOT_ALLOWED.remedy()
                        : NearMisses.ask(scheme, policy.components().keySet(), RuleId.COMPONENT_NOT_ALLOWED.remedy()));
    }

    private void options(Endpoint endpoint, Policy.Component component, Map<String, Kind> options, Findings findings) {
        var values = new ValueRules(policy, findings);
        options.forEach((name, kind) -> {
            if (kind.required() && !endpoint.options().containsKey(name))
                findings.add(
                        RuleId.VALUE_MISSING,
                        endpoint.place(),
                        endpoint.step(),
                        "The option " + quote(name) + " of " + quote(endpoint.scheme()) + " is missing.",
                        "Add `" + name + "` under `parameters`.");
        });
        endpoint.options().forEach((name, scalar) -> {
            Kind kind = options.get(name);
            if (kind != null)
                values.judge(new Value(name, kind, Schedule.inMillis(endpoint, name, scalar)), endpoint.step());
            else if (!isQueryParameter(endpoint, component, name, scalar))
                refuse(endpoint, name, scalar, options, findings);
        });
    }

    /** The HTTP components send what they do not know as query parameters. */
    private boolean isQueryParameter(Endpoint endpoint, Policy.Component component, String name, Node.Scalar value) {
        return component.query()
                && QUERY_NAME.matcher(name).matches()
                && catalog.anyCase(endpoint.scheme(), name.replace("_", "")).isEmpty()
                && !EVERYWHERE.contains(name.toLowerCase(Locale.ROOT))
                && !value.text().contains("${")
                && !value.text().contains("$simple{");
    }

    private void refuse(
            Endpoint endpoint, String name, Node.Scalar scalar, Map<String, Kind> options, Findings findings) {
        boolean known = catalog.anyCase(endpoint.scheme(), name).isPresent();
        String what = "The option " + quote(name) + " of " + quote(endpoint.scheme());
        String list = options.isEmpty() ? "Remove it." : "Use one of " + NearMisses.list(options.keySet()) + ".";
        if (known)
            findings.add(
                    RuleId.OPTION_NOT_ALLOWED,
                    scalar.place(),
                    endpoint.step(),
                    what + " is not on the policy's list" + (endpoint.consumes() ? " for entries." : " for sending."),
                    NearMisses.ask(name, options.keySet(), list));
        else
            findings.add(
                    RuleId.OPTION_UNKNOWN,
                    scalar.place(),
                    endpoint.step(),
                    what + " does not exist.",
                    NearMisses.ask(name, options.keySet(), list));
    }
}
