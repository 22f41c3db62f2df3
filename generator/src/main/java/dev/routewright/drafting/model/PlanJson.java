package dev.routewright.drafting.model;

import dev.routewright.route.Plan;
import dev.routewright.route.Scenario;
import dev.routewright.route.Step;
import dev.routewright.route.Trigger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan in words as the JSON a model writes, so that a model can take it over where nothing is to be changed. */
final class PlanJson {
    private PlanJson() {}

    static String of(Plan plan) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("title", plan.title());
        json.put("trigger", trigger(plan.trigger()));
        var fields = new ArrayList<Object>();
        plan.message()
                .forEach((path, schema) -> fields.add(object(
                        "path",
                        path,
                        "type",
                        schema.type(),
                        "example",
                        schema.example() == null ? "" : text(schema.example()))));
        json.put("message", object("format", format(plan), "fields", fields));
        var steps = new ArrayList<Object>();
        steps(plan.steps(), "", steps);
        json.put("steps", steps);
        json.put("context", plan.context());
        json.put("parts", List.of());
        json.put("examples", plan.examples().stream().map(PlanJson::example).toList());
        json.put("assumptions", plan.assumptions());
        json.put("questions", List.of());
        json.put("search", List.of());
        return LooseJson.write(json);
    }

    /** What the steps begin with, as far as a plan still says it. */
    static String format(Plan plan) {
        if (plan.trigger() instanceof Trigger.Folder folder) {
            if (folder.suffix().endsWith("csv")) return "csv";
            if (folder.suffix().endsWith("xml")) return "xml";
        }
        return plan.message().isEmpty() ? "none" : "json";
    }

    private static Object trigger(Trigger trigger) {
        var json = object(
                "kind",
                "",
                "method",
                "",
                "path",
                "",
                "everySeconds",
                0,
                "cron",
                "",
                "folder",
                "",
                "suffix",
                "",
                "topic",
                "",
                "clauses",
                trigger.clauses());
        if (trigger instanceof Trigger.Http http) {
            json.put("kind", "http");
            json.put("method", http.method());
            json.put("path", http.path());
        } else if (trigger instanceof Trigger.Timer timer) {
            json.put("kind", "timer");
            json.put("everySeconds", timer.every().toMillis() / 1000.0);
        } else if (trigger instanceof Trigger.Cron cron) {
            json.put("kind", "cron");
            json.put("cron", cron.cron());
        } else if (trigger instanceof Trigger.Folder folder) {
            json.put("kind", "folder");
            json.put("folder", folder.folder());
            json.put("suffix", folder.suffix());
        } else if (trigger instanceof Trigger.Topic topic) {
            json.put("kind", "topic");
            json.put("topic", topic.topic());
        }
        return json;
    }

    private static void steps(List<Step> steps, String inside, List<Object> all) {
        for (var step : steps)
            if (step instanceof Step.Task task) {
                all.add(object(
                        "id",
                        task.id(),
                        "kind",
                        task.kind(),
                        "clauses",
                        task.clauses(),
                        "label",
                        task.label(),
                        "operation",
                        task.operation(),
                        "target",
                        task.target(),
                        "rule",
                        task.rule(),
                        "reads",
                        task.reads(),
                        "onFailure",
                        task.onFailure(),
                        "inside",
                        inside));
                steps(task.steps(), task.id(), all);
            }
    }

    static Map<String, @Nullable Object> example(Scenario example) {
        var messages = new ArrayList<Object>();
        for (var sent : example.messages()) {
            var parameters = new ArrayList<Object>();
            sent.parameters().forEach((name, value) -> parameters.add(object("name", name, "value", value)));
            messages.add(object("body", text(sent.body()), "parameters", parameters, "fileName", sent.fileName()));
        }
        var replies = new ArrayList<Object>();
        example.replies()
                .forEach((operation, list) -> list.forEach(reply -> replies.add(
                        object("operation", operation, "status", reply.status(), "body", text(reply.body())))));
        return object(
                "name",
                example.name(),
                "clauses",
                example.clauses(),
                "messages",
                messages,
                "replies",
                replies,
                "calls",
                example.calls().stream()
                        .map(call -> object("operation", call.operation(), "inputs", text(call.inputs())))
                        .toList(),
                "answers",
                example.answers().stream()
                        .map(answer -> object("status", answer.status(), "body", text(answer.body())))
                        .toList(),
                "written",
                example.written().stream()
                        .map(written -> object(
                                "target", written.target(), "key", written.key(), "content", text(written.content())))
                        .toList());
    }

    static String text(@Nullable Object value) {
        if (value == null) return "";
        return value instanceof String text ? text : LooseJson.write(value);
    }

    private static Map<String, @Nullable Object> object(@Nullable Object... members) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) object.put(String.valueOf(members[i]), members[i + 1]);
        return object;
    }
}
