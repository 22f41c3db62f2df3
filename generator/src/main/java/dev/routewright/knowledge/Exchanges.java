package dev.routewright.knowledge;

import dev.routewright.route.Operation;
import dev.routewright.route.Operation.In;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which reply a document shows for which inputs: an example of a reply belongs to the examples of parameters and body
 * that have the same name. OpenAPI has no word for it; equal names are how authors write it.
 */
final class Exchanges {
    private static final int MOST = 50;

    private final Components components;
    private final Replies replies;

    Exchanges(Components components, Replies replies) {
        this.components = components;
        this.replies = replies;
    }

    List<Operation.Example> read(
            PathItem item, io.swagger.v3.oas.models.Operation given, List<Operation.Input> inputs) {
        var shown = replies.shown(given.getResponses());
        if (shown.isEmpty()) return List.of();
        var asked = asked(item, given, inputs);
        return shown.stream()
                .filter(reply -> asked.containsKey(reply.name()))
                .map(reply ->
                        new Operation.Example(reply.name(), asked.get(reply.name()), reply.status(), reply.value()))
                .limit(MOST)
                .toList();
    }

    /** Example name → inputs it shows. */
    private Map<String, Map<String, Object>> asked(
            PathItem item, io.swagger.v3.oas.models.Operation given, List<Operation.Input> inputs) {
        var asked = new LinkedHashMap<String, Map<String, Object>>();
        for (var parameter : parameters(item, given))
            if (inputs.stream().anyMatch(input -> input.name().equals(parameter.getName())))
                replies.named(parameter.getExamples())
                        .forEach((name, value) -> of(asked, name).put(parameter.getName(), value));
        if (given.getRequestBody() == null) return asked;
        var content = components.body(given.getRequestBody()).getContent();
        if (content == null) return asked;
        boolean whole = inputs.stream()
                .anyMatch(input -> input.in() == In.BODY && input.name().equals("body"));
        MediaTypes.sendable(content)
                .ifPresent(media -> replies.named(media.getExamples()).forEach((name, value) -> {
                    if (whole) of(asked, name).put("body", value);
                    else if (value instanceof Map<?, ?> members)
                        members.forEach((member, inner) -> of(asked, name).put(String.valueOf(member), inner));
                }));
        return asked;
    }

    private List<Parameter> parameters(PathItem item, io.swagger.v3.oas.models.Operation given) {
        var all = new ArrayList<Parameter>();
        if (item.getParameters() != null) all.addAll(item.getParameters());
        if (given.getParameters() != null) all.addAll(given.getParameters());
        return all.stream()
                .map(components::parameter)
                .filter(parameter -> parameter.getName() != null)
                .toList();
    }

    private static Map<String, Object> of(Map<String, Map<String, Object>> asked, String name) {
        return asked.computeIfAbsent(name, unseen -> new LinkedHashMap<>());
    }
}
