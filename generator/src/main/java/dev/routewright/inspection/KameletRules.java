package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import dev.routewright.route.Operation;
import dev.routewright.route.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Kamelets: an operation of a registered service, with nothing but numbers about time and repetition, or a Kamelet the
 * policy lists with its parameters.
 */
final class KameletRules implements Rule {
    private final Policy.Content policy;

    KameletRules(Policy.Content policy) {
        this.policy = policy;
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        var operations = operations(subject.services());
        subject.endpoints("kamelet").forEach(endpoint -> {
            boolean operation = operation(endpoint, subject.services()).isPresent();
            @Nullable
            Map<String, Kind> parameters = operation
                    ? policy.kamelets().operation()
                    : policy.kamelets().catalog().get(endpoint.path());
            if (parameters == null) unknown(endpoint, operations, findings);
            else if (endpoint.consumes() != (!operation && endpoint.path().endsWith("-source")))
                findings.add(
                        RuleId.COMPONENT_NOT_ALLOWED,
                        endpoint.place(),
                        endpoint.step(),
                        "A route may not %s the Kamelet %s."
                                .formatted(endpoint.consumes() ? "begin with" : "send to", quote(endpoint.path())),
                        "Begin routes with a Kamelet whose name ends in `-source`, and send to the others.");
            else parameters(endpoint, parameters, findings);
        });
    }

    static Optional<Operation> operation(Endpoint endpoint, List<Service> services) {
        return services.stream()
                .flatMap(service -> service.operations().stream())
                .filter(operation -> operation.kamelet().equals(endpoint.path()))
                .findFirst();
    }

    private static List<String> operations(List<Service> services) {
        return services.stream()
                .flatMap(service -> service.operations().stream())
                .map(Operation::kamelet)
                .toList();
    }

    private void unknown(Endpoint endpoint, List<String> operations, Findings findings) {
        findings.add(
                RuleId.SERVICE_UNKNOWN,
                endpoint.place(),
                endpoint.step(),
                "The Kamelet " + quote(endpoint.path()) + " is not an operation of a registered service.",
                NearMisses.ask(
                        endpoint.path(),
                        operations,
                        operations.isEmpty()
                                ? "Register the service first, then use `kamelet:<service>-<operation>`."
                                : "Use one of " + NearMisses.list(operations) + ", or register the service."));
    }

    private void parameters(Endpoint endpoint, Map<String, Kind> parameters, Findings findings) {
        var values = new ValueRules(policy, findings);
        parameters.forEach((name, kind) -> {
            if (kind.required() && !endpoint.options().containsKey(name))
                findings.add(
                        RuleId.VALUE_MISSING,
                        endpoint.place(),
                        endpoint.step(),
                        "The parameter " + quote(name) + " of " + quote(endpoint.path()) + " is missing.",
                        "Add `" + name + "` under `parameters`.");
        });
        endpoint.options().forEach((name, scalar) -> {
            Kind kind = parameters.get(name);
            if (kind != null && kind.type() == Kind.Type.HEADER)
                HeaderRules.settable(policy, scalar.text(), scalar.place(), endpoint.step(), findings)
                        .ifPresent(content -> control(endpoint, scalar.text(), content, findings));
            else if (kind != null && kind.type() == Kind.Type.TEXT && ExpressionRules.isLoaded(scalar.text()))
                findings.add(
                        RuleId.RESOURCE_NOT_ALLOWED,
                        scalar.place(),
                        endpoint.step(),
                        "The parameter " + quote(name) + " is loaded from elsewhere.",
                        "Write the text itself.");
            else if (kind != null) values.judge(new Value(name, kind, scalar), endpoint.step());
            else
                findings.add(
                        RuleId.OPTION_NOT_ALLOWED,
                        scalar.place(),
                        endpoint.step(),
                        "The Kamelet " + quote(endpoint.path()) + " takes no parameter " + quote(name) + ".",
                        NearMisses.ask(name, parameters.keySet(), remedy(parameters)));
        });
    }

    /** A header that steers Camel, put in by a Kamelet: its content is bound as it is in {@code setHeader}. */
    private void control(Endpoint endpoint, String header, Kind content, Findings findings) {
        Node.@Nullable Scalar value = endpoint.options().get("value");
        if (value != null && content.type() != Kind.Type.TEXT)
            new ValueRules(policy, findings).judge(new Value(header, content, value), endpoint.step());
    }

    private static String remedy(Map<String, Kind> parameters) {
        return "Use one of " + NearMisses.list(parameters.keySet())
                + "; inputs of an operation are sent as JSON by `variableSend`.";
    }
}
