package dev.routewright.inspection;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What single steps do to what a message carries. */
final class Effects {
    private static final Set<String> WRITING = Set.of("setBody", "transform", "marshal");

    Carried of(Element step, Carried before) {
        var after = before;
        for (var endpoint : step.endpoints()) after = call(endpoint, after);
        if (WRITING.contains(step.kind())) after = after.withBody(true);
        return switch (step.kind()) {
            case "setHeader", "setVariable", "setProperty" -> set(step, after);
            case "setHeaders" -> all(step, "headers", after);
            case "setVariables" -> all(step, "variables", after);
            case "removeHeader" -> after.withoutHeaders(step.text("name").orElse(""), "");
            case "removeHeaders" ->
                after.withoutHeaders(
                        step.text("pattern").orElse(""),
                        step.text("excludePattern").orElse(""));
            case "setExchangePattern" -> after.withPattern(step.text("pattern").orElse(""));
            default -> after;
        };
    }

    private static Carried all(Element step, String part, Carried before) {
        var set = new HashMap<String, Carried.Filled>();
        for (var one : step.children(part)) set(one, part.equals("headers"), set);
        return before.with(set);
    }

    private static Carried set(Element step, Carried before) {
        var set = new HashMap<String, Carried.Filled>();
        set(step, step.kind().equals("setHeader"), set);
        return before.with(set);
    }

    private static void set(Element step, boolean header, Map<String, Carried.Filled> into) {
        var name = step.text("name");
        var value = step.expressions().stream().findFirst();
        if (name.isEmpty() || value.isEmpty()) return;
        into.put(
                header ? Carried.keyOfHeader(name.get()) : Carried.keyOfVariable(name.get()),
                new Carried.Filled(value.get().language(), value.get().text().text()));
    }

    /** A call leaves its answer as the body; some Kamelets of the catalog set what their names say. */
    private static Carried call(Endpoint endpoint, Carried before) {
        if (endpoint.consumes()) return before;
        if (!endpoint.scheme().equals("kamelet"))
            return before.withBody(before.body() && !EgressRules.isHttp(endpoint));
        String name = endpoint.option("name").orElse("");
        String value = endpoint.option("value").orElse("");
        return switch (endpoint.path()) {
            case "insert-header-action" -> before.withHeader(name, new Carried.Filled("simple", value));
            case "drop-header-action" -> before.withoutHeaders(name, "");
            case "set-body-action" -> before.withBody(true);
            default -> endpoint.path().endsWith("-action") ? before : before.withBody(false);
        };
    }
}
