package dev.routewright.drafting.model;

import static dev.routewright.drafting.model.Objection.wish;

import dev.routewright.drafting.model.PlanText.Field;
import dev.routewright.drafting.model.PlanText.Item;
import dev.routewright.route.Operation;
import dev.routewright.route.Schema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether the data a step says it reads is there: a field nobody sends is the mistake models make most. */
final class ReadCheck {
    private static final Set<String> FREE = Set.of("item", "parameter", "failure", "header", "body", "file");

    private final PlanText plan;
    private final Map<String, Operation> calls;
    private final Set<String> fields;

    ReadCheck(PlanText plan, Map<String, Operation> calls) {
        this.plan = plan;
        this.calls = calls;
        this.fields = plan.fields().stream()
                .map(Field::path)
                .map(path -> path.split("[.\\[]")[0])
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    void judge(Item step, List<Objection> found) {
        for (var read : step.reads()) {
            var path = read.strip();
            int dot = path.indexOf('.');
            var root = (dot < 0 ? path : path.substring(0, dot)).replaceFirst("\\[.*", "");
            var rest = dot < 0 ? "" : path.substring(dot + 1);
            var place = "step " + Quoted.line(step.id(), 60);
            if (root.equals("message")) message(rest, place, found);
            else if (!FREE.contains(root)) reply(root, rest, place, found);
        }
    }

    private void message(String path, String place, List<Objection> found) {
        var first = path.split("[.\\[]")[0];
        if (fields.isEmpty() || first.isEmpty() || fields.contains(first)) return;
        found.add(wish(
                place,
                "It reads message." + Quoted.line(path, 80) + ", but the message has " + String.join(", ", fields)
                        + ".",
                "Use one of them, or add the field to message.fields if the clauses or their example name it."));
    }

    private void reply(String root, String path, String place, List<Objection> found) {
        var id = PlanReader.id(root);
        var operation = calls.get(id);
        if (operation == null) {
            if (plan.step(id).isEmpty())
                found.add(wish(
                        place,
                        "It reads " + Quoted.line(root, 60) + ", which is no step.",
                        "Begin with message, parameter, item, failure or the id of an earlier step."));
            return;
        }
        operation
                .success()
                .flatMap(reply -> missing(reply.schema(), path))
                .ifPresent(has -> found.add(wish(
                        place,
                        "The reply of " + operation.key() + " has no " + Quoted.line(path, 80) + "; it has " + has
                                + ".",
                        "Read one of these.")));
    }

    /** Where the path ends too early: the names that are there instead. */
    private static java.util.Optional<String> missing(Schema schema, String path) {
        @Nullable Schema here = schema;
        for (var name : path.replaceAll("\\[[^]]*]", "").split("\\.")) {
            if (here != null && here.items() != null && here.type().equals("array")) here = here.items();
            if (here == null || name.isBlank() || name.matches("[0-9*]+|length")) return java.util.Optional.empty();
            if (here.properties().isEmpty()) return java.util.Optional.empty();
            var next = here.properties().get(name);
            if (next == null)
                return java.util.Optional.of(PlanCheck.some(
                        here.properties().keySet().stream()
                                .map(n -> Quoted.line(n, 60))
                                .toList(),
                        12));
            here = next;
        }
        return java.util.Optional.empty();
    }
}
