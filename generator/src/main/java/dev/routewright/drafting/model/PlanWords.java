package dev.routewright.drafting.model;

import dev.routewright.route.Plan;
import dev.routewright.route.Scenario;
import dev.routewright.route.Step;
import dev.routewright.route.Trigger;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan as the writer of a route reads it: short, step below step, each with the clauses it serves. */
final class PlanWords {
    private PlanWords() {}

    static String of(Plan plan, int mostExamples) {
        var text = new StringBuilder();
        text.append("trigger: ")
                .append(trigger(plan.trigger()))
                .append(cited(plan.trigger().clauses()));
        if (!plan.message().isEmpty())
            text.append("\nmessage (")
                    .append(PlanJson.format(plan))
                    .append("): ")
                    .append(plan.message().entrySet().stream()
                            .map(field -> field.getKey() + " "
                                    + field.getValue().type()
                                    + (field.getValue().example() == null
                                            ? ""
                                            : " e.g. "
                                                    + LooseJson.write(
                                                            field.getValue().example())))
                            .collect(Collectors.joining("; ")));
        text.append("\nsteps:");
        steps(plan.steps(), "", text);
        lines("assumptions", plan.assumptions(), text);
        lines(
                "examples the route is tried with",
                plan.examples().stream()
                        .limit(mostExamples)
                        .map(PlanWords::example)
                        .toList(),
                text);
        return text.toString();
    }

    private static void lines(String title, Collection<String> lines, StringBuilder text) {
        if (lines.isEmpty()) return;
        text.append('\n').append(title).append(':');
        lines.forEach(line -> text.append("\n- ").append(line.replaceAll("\\s+", " ")));
    }

    static String trigger(Trigger trigger) {
        if (trigger instanceof Trigger.Http http) return "http " + http.method() + " " + http.path();
        if (trigger instanceof Trigger.Timer timer)
            return "timer every " + timer.every().toMillis() + " ms";
        if (trigger instanceof Trigger.Cron cron) return "cron " + cron.cron();
        if (trigger instanceof Trigger.Folder folder)
            return "folder " + folder.folder() + (folder.suffix().isEmpty() ? "" : ", files *" + folder.suffix());
        return "topic " + ((Trigger.Topic) trigger).topic();
    }

    private static void steps(List<Step> steps, String indent, StringBuilder text) {
        for (var step : steps) {
            text.append('\n').append(indent).append("- ").append(step.id()).append(": ");
            if (step instanceof Step.Task task) {
                text.append(task.kind());
                part(" ", task.operation(), text);
                part(" to ", task.target(), text);
                text.append(cited(task.clauses()));
                part("; rule: ", task.rule(), text);
                part("; reads ", String.join(", ", task.reads()), text);
                part("; on failure: ", task.onFailure(), text);
                steps(task.steps(), indent + "  ", text);
            } else text.append(step.label()).append(cited(step.clauses()));
        }
    }

    private static void part(String before, String what, StringBuilder text) {
        if (!what.isBlank()) text.append(before).append(what.replaceAll("\\s+", " "));
    }

    private static String cited(List<Integer> clauses) {
        return " " + clauses;
    }

    /** One line: what comes in, what the services say, what has to happen. */
    static String example(Scenario example) {
        var text = new StringBuilder(example.name()).append(" | in:");
        for (var sent : example.messages()) {
            text.append(' ').append(shown(sent.body()));
            if (!sent.parameters().isEmpty()) text.append(' ').append(sent.parameters());
            part(" file ", sent.fileName(), text);
        }
        if (!example.replies().isEmpty()) text.append(" | replies:");
        example.replies()
                .forEach((operation, replies) -> replies.forEach(reply -> text.append(' ')
                        .append(operation)
                        .append(' ')
                        .append(reply.status())
                        .append(reply.body() == null ? "" : " " + shown(reply.body()))));
        text.append(" | calls:");
        example.calls().forEach(call -> text.append(' ')
                .append(call.operation())
                .append(call.inputs().isEmpty() ? "" : " " + LooseJson.write(call.inputs())));
        if (!example.answers().isEmpty()) text.append(" | answers:");
        example.answers().forEach(answer -> text.append(' ')
                .append(answer.status())
                .append(answer.body() == null ? "" : " " + shown(answer.body())));
        if (!example.written().isEmpty()) text.append(" | written:");
        example.written().forEach(written -> text.append(' ')
                .append(written.target())
                .append(written.key().isEmpty() ? "" : " key " + written.key())
                .append(written.content() == null ? "" : " " + shown(written.content())));
        return text.toString();
    }

    /** Line breaks are part of a text such as CSV, and would be lost where an example is one line. */
    private static String shown(@Nullable Object body) {
        return body instanceof String text && text.indexOf('\n') >= 0 ? LooseJson.write(text) : PlanJson.text(body);
    }
}
