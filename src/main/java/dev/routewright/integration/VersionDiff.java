package dev.routewright.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.routewright.journal.Json;
import dev.routewright.journal.Version;
import dev.routewright.route.Clause;
import dev.routewright.route.Plan;
import dev.routewright.route.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is different between two versions: the routes as text, the plans by their steps.
 *
 * @param against the version it is compared with
 * @param version the version that is looked at
 * @param unified the routes as a unified diff, empty when they are the same
 * @param triggerChanged whether something else starts it
 */
public record VersionDiff(int against, int version, String unified, boolean triggerChanged, List<Changed> steps) {
    private static final int CONTEXT = 3;

    /**
     * A step that is not as it was; what lies within it counts for itself.
     *
     * @param change {@code added}, {@code removed} or {@code changed}
     * @param clauses the sentences that ask for it, as the version they belong to numbers them
     */
    public record Changed(String change, String id, String label, List<Clause> clauses) {}

    public VersionDiff {
        steps = List.copyOf(steps);
    }

    static VersionDiff between(Version from, Version to) {
        var before = from.dossier().plan();
        var after = to.dossier().plan();
        return new VersionDiff(
                from.number(),
                to.number(),
                unified(from, to),
                before != null && after != null && !sameTrigger(before, after),
                steps(before, after));
    }

    private static String unified(Version from, Version to) {
        var before = lines(from.dossier().yaml());
        var after = lines(to.dossier().yaml());
        return UnifiedDiffUtils.generateUnifiedDiff(
                        Live.subject(from), Live.subject(to), before, DiffUtils.diff(before, after), CONTEXT)
                .stream()
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> lines(@Nullable String yaml) {
        return yaml == null ? List.of() : yaml.lines().toList();
    }

    private static boolean sameTrigger(Plan before, Plan after) {
        return tree(before.trigger()).equals(tree(after.trigger()));
    }

    private static List<Changed> steps(@Nullable Plan before, @Nullable Plan after) {
        var old = byId(before);
        var now = byId(after);
        var changed = new ArrayList<Changed>();
        now.forEach((id, step) -> {
            var was = old.get(id);
            if (was == null) changed.add(changed("added", step, after));
            else if (!alone(was, old, now).equals(alone(step, old, now))) changed.add(changed("changed", step, after));
        });
        old.forEach((id, step) -> {
            if (!now.containsKey(id)) changed.add(changed("removed", step, before));
        });
        return changed;
    }

    private static Map<String, Step> byId(@Nullable Plan plan) {
        var steps = new LinkedHashMap<String, Step>();
        if (plan != null) plan.allSteps().forEach(step -> steps.putIfAbsent(step.id(), step));
        return steps;
    }

    private static Changed changed(String what, Step step, @Nullable Plan plan) {
        var clauses = plan == null
                ? List.<Clause>of()
                : plan.clauses().stream()
                        .filter(clause -> step.clauses().contains(clause.number()))
                        .toList();
        return new Changed(what, step.id(), step.label(), clauses);
    }

    /** The step without what lies within it, of which only the ids are left that both versions know. */
    private static JsonNode alone(Step step, Map<String, Step> old, Map<String, Step> now) {
        var both = new HashSet<>(old.keySet());
        both.retainAll(now.keySet());
        var own = (ObjectNode) tree(step);
        own.fieldNames().forEachRemaining(name -> own.set(name, withoutSteps(own.get(name), both)));
        return own;
    }

    private static JsonNode withoutSteps(JsonNode part, Set<String> both) {
        if (isStep(part)) return part.get("id");
        if (part instanceof ArrayNode array) {
            var copy = Json.MAPPER.createArrayNode();
            array.forEach(one -> {
                if (!isStep(one) || both.contains(one.path("id").asText())) copy.add(withoutSteps(one, both));
            });
            return copy;
        }
        if (part instanceof ObjectNode object) {
            var copy = Json.MAPPER.createObjectNode();
            object.fields().forEachRemaining(one -> copy.set(one.getKey(), withoutSteps(one.getValue(), both)));
            return copy;
        }
        return part;
    }

    private static boolean isStep(JsonNode part) {
        return part.isObject() && part.has("kind") && part.has("id") && part.has("clauses");
    }

    private static JsonNode tree(Object value) {
        return Json.MAPPER.valueToTree(value);
    }
}
