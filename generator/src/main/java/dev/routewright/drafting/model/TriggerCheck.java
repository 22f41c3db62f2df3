package dev.routewright.drafting.model;

import static dev.routewright.drafting.model.Objection.error;

import dev.routewright.drafting.model.PlanText.Entry;
import java.util.List;
import java.util.Set;

/** Whether what starts an integration is said completely. */
final class TriggerCheck {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private TriggerCheck() {}

    static void judge(Entry entry, List<Objection> found) {
        var problem =
                switch (entry.kind()) {
                    case "http" -> http(entry);
                    case "timer" ->
                        entry.everySeconds() >= 1 ? "" : "everySeconds is missing. Write the seconds, at least 1.";
                    case "cron" ->
                        entry.cron().strip().split("\\s+").length >= 6
                                ? ""
                                : "cron is no Quartz expression. Write six fields with seconds first, one of them ?:"
                                        + " `0 0 8 * * ?`.";
                    case "folder" ->
                        isFolder(entry.folder())
                                ? ""
                                : "folder is missing or leads elsewhere. Write a path below the shared data folder.";
                    case "topic" ->
                        entry.topic().matches("[A-Za-z0-9._-]{1,200}") ? "" : "topic is missing. Write its name.";
                    default ->
                        "kind is not set. Write http, timer, cron, folder or topic; if the clauses name nothing that"
                                + " starts it, ask a question.";
                };
        if (!problem.isEmpty()) {
            int end = problem.indexOf(". ") + 1;
            found.add(error("trigger", problem.substring(0, end), problem.substring(end + 1)));
        }
    }

    private static String http(Entry entry) {
        if (!METHODS.contains(entry.method()))
            return "method is missing. Write GET, POST, PUT, PATCH or DELETE; POST if the clauses do not say.";
        return entry.path().matches("/[A-Za-z0-9/_.{}-]*")
                ? ""
                : "path is missing or no path. Write it with a leading slash and {name} for each parameter.";
    }

    static boolean isFolder(String folder) {
        return folder.matches("[\\p{L}\\p{N}_.][\\p{L}\\p{N}_./ -]*") && !folder.contains("..");
    }
}
