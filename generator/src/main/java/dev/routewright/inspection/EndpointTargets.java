package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Endpoints that stand in an expression ({@code recipientList}, {@code enrich}, {@code pollEnrich}). Only a constant says
 * before anything runs where messages can go; each of its elements is judged, and granted, like any other endpoint.
 */
final class EndpointTargets {
    private final EndpointReader endpoints;
    private final Findings findings;

    EndpointTargets(EndpointReader endpoints, Findings findings) {
        this.endpoints = endpoints;
        this.findings = findings;
    }

    List<Endpoint> read(ElementBuilder element, Expression expression) {
        var text = expression.text();
        if (!expression.language().equals("constant"))
            return refuse(
                    RuleId.ENDPOINT_DYNAMIC,
                    element,
                    text.place(),
                    "In " + quote(element.kind) + " the endpoint depends on the message.");
        boolean list = element.kind.equals("recipientList");
        if (!list) return read(element, text, text.text()).stream().toList();
        if (text.text().contains("(") || text.text().contains(")"))
            return refuse(RuleId.ENDPOINT_SYNTAX, element, text.place(), "The list of endpoints holds round brackets.");
        return List.of(text.text().split(Pattern.quote(element.delimiter), -1)).stream()
                .flatMap(uri -> read(element, text, uri).stream())
                .toList();
    }

    private Optional<Endpoint> read(ElementBuilder element, Node.Scalar text, String uri) {
        boolean consumes = element.kind.equals("pollEnrich");
        return endpoints.read(new Node.Scalar(uri.strip(), true, text.place()), null, consumes, element.step);
    }

    private List<Endpoint> refuse(RuleId rule, ElementBuilder element, Place place, String problem) {
        findings.add(rule, place, element.step, problem, rule.remedy());
        return List.of();
    }
}
