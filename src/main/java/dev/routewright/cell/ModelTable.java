package dev.routewright.cell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which definitions of Camel's model, and which of their attributes, a cell knows: the resource {@code model.txt}. */
final class ModelTable {
    /** Camel's own notes on a definition, which no route file can write. */
    private static final Set<String> NOTES = Set.of(
            "camelContext",
            "parent",
            "lineNumber",
            "location",
            "customId",
            "index",
            "blocks",
            "prepared",
            "inlined",
            "resource",
            "contextScopedErrorHandler",
            "routeScoped",
            "endCounter",
            "initialized",
            "loadBalancerTypeName");

    private static final Map<String, String> COMMON =
            Map.of("id", "id", "description", "ignored", "note", "ignored", "disabled", "false");
    private static final Map<String, Map<String, String>> TABLE = read();
    private static final Map<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

    private ModelTable() {}

    /** The kinds of the attributes by name, or null for a definition that no route may hold. */
    static @Nullable Map<String, String> of(Class<?> definition) {
        return definition.getName().startsWith("org.apache.camel.model.")
                ? TABLE.get(definition.getSimpleName())
                : null;
    }

    /** Everything that can be set on a definition. */
    static List<Field> fields(Class<?> definition) {
        return FIELDS.computeIfAbsent(definition, type -> {
            var fields = new ArrayList<Field>();
            for (Class<?> part = type; part != null && part != Object.class; part = part.getSuperclass())
                for (var field : part.getDeclaredFields())
                    if (!Modifier.isStatic(field.getModifiers()) && !NOTES.contains(field.getName())) {
                        field.setAccessible(true);
                        fields.add(field);
                    }
            return List.copyOf(fields);
        });
    }

    private static Map<String, Map<String, String>> read() {
        var table = new HashMap<String, Map<String, String>>();
        try (var in = ModelTable.class.getResourceAsStream("model.txt")) {
            if (in == null) throw new IllegalStateException("model.txt is missing from the jar.");
            for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.isBlank() || line.startsWith("#")) continue;
                var attributes = new HashMap<>(COMMON);
                for (var attribute :
                        line.substring(line.indexOf(':') + 1).trim().split(" "))
                    if (!attribute.isEmpty())
                        attributes.put(
                                attribute.substring(0, attribute.indexOf('=')),
                                attribute.substring(attribute.indexOf('=') + 1));
                table.put(line.substring(0, line.indexOf(':')), Map.copyOf(attributes));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Map.copyOf(table);
    }
}
