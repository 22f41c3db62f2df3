package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Trial.Message;
import dev.routewright.route.Trigger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns a message of values into what comes in by a trigger: a body, or parameters, or a file. */
final class Doorstep {
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^}]+)}");

    private Doorstep() {}

    static Message message(Trigger trigger, @Nullable Object value) {
        if (trigger instanceof Trigger.Http http) return request(http.method(), http.path(), value);
        if (trigger instanceof Trigger.Topic) return new Message(Json.write(value), Map.of());
        if (!(trigger instanceof Trigger.Folder folder)) return Message.NONE;
        var name = "rehearsal" + (folder.suffix().isEmpty() ? ".json" : folder.suffix());
        var body = name.endsWith(".csv") ? table(value) : value instanceof String text ? text : Json.write(value);
        return new Message(body, Map.of("CamelFileName", name));
    }

    static Message request(String method, String path, @Nullable Object value) {
        var headers = new LinkedHashMap<String, String>();
        boolean bodied = List.of("POST", "PUT", "PATCH").contains(method.toUpperCase(java.util.Locale.ROOT));
        if (!bodied) flatten("", value, headers);
        PATH_PARAMETER.matcher(path).results().map(found -> found.group(1)).forEach(name -> {
            var known = Tree.get(value, name);
            headers.put(name, known == null ? "1" : known.toString());
        });
        return new Message(bodied ? Json.write(value) : null, headers);
    }

    private static void flatten(String name, @Nullable Object value, Map<String, String> headers) {
        if (value instanceof Map<?, ?> map)
            map.forEach((key, inner) -> flatten(name.isEmpty() ? "" + key : name + "." + key, inner, headers));
        else if (value != null && !name.isEmpty()) headers.put(name, value.toString());
    }

    private static String table(@Nullable Object value) {
        var rows = value instanceof Collection<?> list ? list : List.of(value == null ? Map.of() : value);
        var columns = new LinkedHashSet<String>();
        for (var row : rows) if (row instanceof Map<?, ?> map) map.keySet().forEach(key -> columns.add(key.toString()));
        var lines = rows.stream()
                .map(row -> columns.stream().map(c -> cell(Tree.get(row, c))).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));
        return columns.stream().map(Doorstep::cell).collect(Collectors.joining(",")) + "\n" + lines + "\n";
    }

    private static String cell(@Nullable Object value) {
        return "\"" + (value == null ? "" : value.toString().replace("\"", "\"\"")) + "\"";
    }
}
