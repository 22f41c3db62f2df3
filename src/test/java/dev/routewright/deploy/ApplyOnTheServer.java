package dev.routewright.deploy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Server-side apply as far as these tests need it, because fabric8's mock has none: fields have managers, a manager who
 * sets what another one has set differently is in conflict, what a manager no longer applies goes. Lists are taken whole,
 * which is what Kubernetes does where a schema gives them no keys.
 */
final class ApplyOnTheServer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ApplyOnTheServer() {}

    /** @param conflicts by field, who has set it otherwise */
    record Result(ObjectNode object, Map<String, String> conflicts, boolean changed) {}

    static Result apply(ObjectNode live, ObjectNode applied, String manager, boolean force) {
        var result = live.deepCopy();
        var managers = managers(live);
        var wanted = leaves(applied);
        var conflicts = new LinkedHashMap<String, String>();
        managers.forEach((other, fields) -> {
            if (other.equals(manager)) return;
            for (var field : wanted)
                if (fields.contains(field) && !live.at(field).equals(applied.at(field)))
                    conflicts.put(field.replace('/', '.'), other);
        });
        if (!conflicts.isEmpty() && !force) return new Result(live, conflicts, false);
        managers.values().forEach(fields -> fields.removeIf(field -> conflicts.containsKey(field.replace('/', '.'))));
        for (var field : managers.getOrDefault(manager, new TreeSet<>()))
            if (!wanted.contains(field)
                    && managers.entrySet().stream()
                            .noneMatch(other -> !other.getKey().equals(manager)
                                    && other.getValue().contains(field))) remove(result, field);
        for (var field : wanted) set(result, field, applied.at(field));
        managers.put(manager, new TreeSet<>(wanted));
        note(result, managers);
        return new Result(result, Map.of(), !result.equals(live));
    }

    /** As somebody does by hand: the field is his afterwards. */
    static void edit(ObjectNode live, String field, JsonNode value, String manager) {
        var managers = managers(live);
        managers.values().forEach(fields -> fields.remove(field));
        managers.computeIfAbsent(manager, k -> new TreeSet<>()).add(field);
        set(live, field, value);
        note(live, managers);
    }

    private static List<String> leaves(ObjectNode object) {
        var found = new ArrayList<String>();
        object.fields().forEachRemaining(one -> {
            if (one.getKey().equals("metadata")) {
                one.getValue()
                        .path("labels")
                        .fieldNames()
                        .forEachRemaining(name -> found.add("/metadata/labels/" + escaped(name)));
                one.getValue()
                        .path("annotations")
                        .fieldNames()
                        .forEachRemaining(name -> found.add("/metadata/annotations/" + escaped(name)));
            } else if (!one.getKey().equals("apiVersion")
                    && !one.getKey().equals("kind")
                    && !one.getKey().equals("status")) leaves("/" + escaped(one.getKey()), one.getValue(), found);
        });
        return found;
    }

    private static void leaves(String path, JsonNode node, List<String> found) {
        if (!node.isObject() || node.isEmpty()) found.add(path);
        else node.fields().forEachRemaining(one -> leaves(path + "/" + escaped(one.getKey()), one.getValue(), found));
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static void set(ObjectNode root, String field, JsonNode value) {
        var pointer = JsonPointer.compile(field);
        var parent = root;
        for (var at = pointer; !at.tail().matches(); at = at.tail())
            parent = parent.withObjectProperty(at.getMatchingProperty());
        parent.set(pointer.last().getMatchingProperty(), value);
    }

    private static void remove(ObjectNode root, String field) {
        var pointer = JsonPointer.compile(field);
        if (root.at(pointer.head()) instanceof ObjectNode parent)
            parent.remove(pointer.last().getMatchingProperty());
    }

    private static Map<String, TreeSet<String>> managers(ObjectNode object) {
        var managers = new LinkedHashMap<String, TreeSet<String>>();
        for (var entry : object.path("metadata").path("managedFields")) {
            var fields = new ArrayList<String>();
            fields("", entry.path("fieldsV1"), fields);
            managers.put(entry.path("manager").asText(), new TreeSet<>(fields));
        }
        return managers;
    }

    private static void fields(String path, JsonNode node, List<String> found) {
        if (node.isEmpty() && !path.isEmpty()) found.add(path);
        node.fields()
                .forEachRemaining(
                        one -> fields(path + "/" + escaped(one.getKey().substring(2)), one.getValue(), found));
    }

    private static void note(ObjectNode object, Map<String, TreeSet<String>> managers) {
        ArrayNode entries = JSON.createArrayNode();
        managers.forEach((manager, fields) -> {
            if (fields.isEmpty()) return;
            var tree = JSON.createObjectNode();
            for (var field : fields) {
                var at = tree;
                for (var part = JsonPointer.compile(field); !part.matches(); part = part.tail())
                    at = at.withObjectProperty("f:" + part.getMatchingProperty());
            }
            var entry = entries.addObject();
            entry.put("manager", manager).put("operation", "Apply").put("fieldsType", "FieldsV1");
            entry.set("fieldsV1", tree);
        });
        object.withObjectProperty("metadata").set("managedFields", entries);
    }
}
