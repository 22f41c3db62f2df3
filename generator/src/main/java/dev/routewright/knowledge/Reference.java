package dev.routewright.knowledge;

import dev.routewright.knowledge.Vocabulary.Value;
import dev.routewright.route.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The documentation of chosen parts. */
final class Reference {
    private final Vocabulary vocabulary;
    private final ComponentCatalog catalog;

    Reference(Vocabulary vocabulary, ComponentCatalog catalog) {
        this.vocabulary = vocabulary;
        this.catalog = catalog;
    }

    String text(Set<String> parts, List<Operation> operations, int tokens) {
        var sheet = new Sheet();
        for (Operation operation : operations)
            sheet.add(
                    OperationText.of("kamelet:" + operation.kamelet(), operation, true),
                    OperationText.of("kamelet:" + operation.kamelet(), operation, false));
        vocabulary.steps().forEach((name, shape) -> {
            if (parts.contains(name)) sheet.add("step " + name + "\n" + values(shape.attributes()));
        });
        vocabulary.components().forEach((name, component) -> {
            if (!parts.contains(name)) return;
            sheet.add("component " + name + "  " + catalog.description(name));
            if (component.from() != null) sheet.add("from " + name + "\n" + values(component.from()));
            if (component.to() != null) sheet.add("to " + name + "\n" + values(component.to()));
        });
        return sheet.text(tokens);
    }

    private static String values(Map<String, Value> values) {
        return values.entrySet().stream()
                .map(value -> "  " + value.getKey() + ": " + value.getValue().says())
                .collect(Collectors.joining("\n"));
    }
}
