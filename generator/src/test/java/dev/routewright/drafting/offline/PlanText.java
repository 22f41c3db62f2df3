package dev.routewright.drafting.offline;

import dev.routewright.route.Condition;
import dev.routewright.route.Plan;
import dev.routewright.route.Step;
import dev.routewright.route.Trigger;
import dev.routewright.route.Value;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plan as a few lines that a test can hold against what was meant. */
final class PlanText {
    private PlanText() {}

    static String of(Plan plan) {
        return trigger(plan.trigger()) + " [" + String.join(" ", plan.message().keySet()) + "]\n"
                + steps(plan.steps(), "");
    }

    private static String trigger(Trigger trigger) {
        if (trigger instanceof Trigger.Http http) return http.method() + " " + http.path();
        if (trigger instanceof Trigger.Timer timer) return "every " + timer.every();
        if (trigger instanceof Trigger.Cron cron) return "cron " + cron.cron();
        if (trigger instanceof Trigger.Folder folder) return "folder " + folder.folder() + " " + folder.suffix();
        return "topic " + ((Trigger.Topic) trigger).topic();
    }

    private static String steps(List<Step> steps, String indent) {
        return steps.stream().map(s -> step(s, indent)).collect(Collectors.joining());
    }

    private static String step(Step step, String indent) {
        var start = indent + step.id() + ": ";
        var inner = indent + "  ";
        if (step instanceof Step.Call c)
            return start + c.key() + value(new Value.Fields(c.inputs())) + " -> " + c.result()
                    + resilience(c.resilience())
                    + c.undoes().map(u -> " undoes " + u).orElse("") + "\n"
                    + (c.onFailure().isEmpty() ? "" : indent + "failed\n" + steps(c.onFailure(), inner));
        if (step instanceof Step.Undo) return start + "undo\n";
        if (step instanceof Step.Choice c)
            return c.branches().stream()
                            .map(b -> indent + c.id() + " if " + condition(b.condition()) + "\n"
                                    + steps(b.steps(), inner))
                            .collect(Collectors.joining())
                    + (c.otherwise().isEmpty() ? "" : indent + "otherwise\n" + steps(c.otherwise(), inner));
        if (step instanceof Step.ForEach e) return start + "each " + value(e.items()) + "\n" + steps(e.steps(), inner);
        if (step instanceof Step.Parallel p)
            return start + "\n"
                    + p.branches().stream().map(b -> steps(b, inner)).collect(Collectors.joining());
        if (step instanceof Step.Reply r) return start + r.status() + " " + value(r.body()) + "\n";
        if (step instanceof Step.WriteFile w)
            return start + w.folder() + " " + value(w.fileName()) + " " + value(w.content()) + "\n";
        if (step instanceof Step.Publish p) return start + p.topic() + " " + value(p.content()) + "\n";
        if (step instanceof Step.Wait w) return start + w.time() + "\n";
        return start + value(((Step.Log) step).text()) + "\n";
    }

    private static String resilience(Step.Resilience r) {
        return r.retries().map(n -> " retries=" + n).orElse("")
                + r.pause().map(d -> " pause=" + d).orElse("")
                + r.timeout().map(d -> " timeout=" + d).orElse("")
                + r.total().map(d -> " total=" + d).orElse("")
                + r.reuse().map(d -> " reuse=" + d).orElse("")
                + r.standIn().map(d -> " stand-in=" + d).orElse("")
                + r.balancing().map(b -> " " + b.word()).orElse("")
                + (r.async() ? " async" : "");
    }

    private static String condition(Condition condition) {
        if (condition instanceof Condition.Compare c)
            return value(c.left()) + " " + c.operator().name().toLowerCase(Locale.ROOT) + " " + value(c.right());
        if (condition instanceof Condition.All all)
            return all.conditions().stream().map(PlanText::condition).collect(Collectors.joining(" and "));
        if (condition instanceof Condition.Any any)
            return any.conditions().stream().map(PlanText::condition).collect(Collectors.joining(" or "));
        return "not (" + condition(((Condition.Not) condition).condition()) + ")";
    }

    private static String value(Value value) {
        if (value instanceof Value.Field f) return f.path().isEmpty() ? f.source() : f.source() + "." + f.path();
        if (value instanceof Value.Literal l) return "'" + l.value() + "'";
        if (value instanceof Value.Text t)
            return t.parts().stream().map(PlanText::value).collect(Collectors.joining("+"));
        return ((Value.Fields) value)
                .fields().entrySet().stream()
                        .map(e -> e.getKey() + "=" + value(e.getValue()))
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
