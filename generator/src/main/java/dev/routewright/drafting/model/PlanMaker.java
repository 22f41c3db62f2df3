package dev.routewright.drafting.model;

import dev.routewright.drafting.model.PlanText.Item;
import dev.routewright.route.Clause;
import dev.routewright.route.Lang;
import dev.routewright.route.Plan;
import dev.routewright.route.Schema;
import dev.routewright.route.Step;
import dev.routewright.route.Trigger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a plan of one that was read and checked. */
final class PlanMaker {
    private static final Set<String> TYPES = Set.of("object", "array", "string", "number", "integer", "boolean", "any");

    private PlanMaker() {}

    static Plan plan(PlanText text, List<Clause> clauses, Lang language) {
        var message = new LinkedHashMap<String, Schema>();
        for (var field : text.fields()) if (!field.path().isEmpty()) message.putIfAbsent(field.path(), schema(field));
        return new Plan(
                text.title().isBlank() ? "Integration" : Quoted.line(text.title(), 120),
                language,
                clauses,
                trigger(text.trigger()),
                message,
                inside(text, ""),
                text.assumptions(),
                text.context(),
                text.examples());
    }

    private static Schema schema(PlanText.Field field) {
        var type = TYPES.contains(field.type()) ? field.type() : "any";
        var example = LooseJson.value(field.example());
        return new Schema(type, null, "", example, List.of(), Map.of(), Set.of(), null);
    }

    static Trigger trigger(PlanText.Entry entry) {
        return switch (entry.kind()) {
            case "timer" -> new Trigger.Timer(entry.clauses(), Duration.ofMillis((long) (entry.everySeconds() * 1000)));
            case "cron" -> new Trigger.Cron(entry.clauses(), entry.cron().strip());
            case "folder" -> new Trigger.Folder(entry.clauses(), entry.folder(), entry.suffix());
            case "topic" -> new Trigger.Topic(entry.clauses(), entry.topic());
            default -> new Trigger.Http(entry.clauses(), entry.method(), entry.path());
        };
    }

    private static List<Step> inside(PlanText text, String id) {
        return text.inside(id).stream().map(item -> task(text, item)).toList();
    }

    private static Step task(PlanText text, Item item) {
        return new Step.Task(
                item.id(),
                item.clauses(),
                item.label().isBlank() ? item.id() : Quoted.line(item.label(), 120),
                item.kind(),
                item.operation(),
                item.target(),
                item.rule(),
                item.reads(),
                item.onFailure(),
                inside(text, item.id()));
    }
}
