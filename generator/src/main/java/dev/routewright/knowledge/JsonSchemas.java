package dev.routewright.knowledge;

import dev.routewright.route.Schema;
import java.util.LinkedHashMap;
import java.util.Map;

/** A {@link Schema} written as JSON Schema again, for tools that read the data types of a Kamelet. */
final class JsonSchemas {
    private JsonSchemas() {}

    static Map<String, Object> of(Schema schema) {
        var json = new LinkedHashMap<String, Object>();
        if (!schema.type().equals("any")) json.put("type", schema.type());
        if (schema.format() != null) json.put("format", schema.format());
        if (!schema.description().isEmpty()) json.put("description", schema.description());
        if (!schema.values().isEmpty()) json.put("enum", schema.values());
        if (!schema.properties().isEmpty()) {
            var properties = new LinkedHashMap<String, Object>();
            schema.properties().forEach((name, property) -> properties.put(name, of(property)));
            json.put("properties", properties);
        }
        var required = schema.properties().keySet().stream()
                .filter(schema.required()::contains)
                .toList();
        if (!required.isEmpty()) json.put("required", required);
        if (schema.items() != null) json.put("items", of(schema.items()));
        if (schema.example() != null) json.put("example", schema.example());
        return json;
    }
}
