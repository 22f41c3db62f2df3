package dev.routewright.drafting.model;

import dev.routewright.route.Plan;
import dev.routewright.route.Step;
import dev.routewright.route.Trigger;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the writer of a route has to know for a plan, by the names of the manual. */
final class Parts {
    private static final Map<String, Set<String>> OF_KINDS = Map.ofEntries(
            Map.entry("choice", Set.of("choice")),
            Map.entry("on-failure", Set.of("doTry", "doCatch")),
            Map.entry("group", Set.of("doTry", "doCatch")),
            Map.entry("for-each", Set.of("split")),
            Map.entry("aggregate", Set.of("aggregate")),
            Map.entry("parallel", Set.of("multicast", "pipeline")),
            Map.entry("publish", Set.of("kafka")),
            Map.entry("file", Set.of("file")),
            Map.entry("move", Set.of("file")),
            Map.entry("wait", Set.of("delay")),
            Map.entry("log", Set.of("log")));

    private Parts() {}

    static Set<String> of(Plan plan) {
        var parts = new TreeSet<String>();
        parts.add(entry(plan.trigger()));
        if (PlanJson.format(plan).equals("csv")) parts.add("csv");
        if (PlanJson.format(plan).equals("xml")) parts.add("xpath");
        plan.allSteps().forEach(step -> {
            if (!(step instanceof Step.Task task)) return;
            parts.addAll(OF_KINDS.getOrDefault(task.kind(), Set.of()));
            if (task.operation().startsWith("memory.")) parts.add("memory");
            if (!task.onFailure().isBlank()) parts.add("doTry");
        });
        return parts;
    }

    private static String entry(Trigger trigger) {
        if (trigger instanceof Trigger.Http) return "platform-http";
        if (trigger instanceof Trigger.Timer) return "timer";
        if (trigger instanceof Trigger.Cron) return "quartz";
        return trigger instanceof Trigger.Folder ? "file" : "kafka";
    }
}
