package dev.routewright.knowledge;

import dev.routewright.route.Operation;
import dev.routewright.route.Operation.Input;
import dev.routewright.route.Operation.Reply;
import dev.routewright.route.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation as lines for a model. What the service says of itself is untrusted: it stands in quotation marks behind
 * a name of ours, one line long, and holds nothing that could end what surrounds it.
 */
final class OperationText {
    private static final int SAID = 200;
    private static final int NOTES = 20;
    private static final int BRIEF = 600;

    private OperationText() {}

    /** Name and what it is for. */
    static String title(String name, Operation operation) {
        var said = quoted(operation.summary().isBlank() ? operation.description() : operation.summary(), 100);
        return said.isEmpty() ? name : name + "  " + said;
    }

    /** With inputs and replies; @param notes whether to say what the document says of it and its fields */
    static String of(String name, Operation operation, boolean notes) {
        var lines = new ArrayList<String>();
        lines.add(title(name, operation));
        if (notes && !operation.summary().isBlank() && !operation.description().isBlank())
            lines.add("  about: " + quoted(operation.description(), SAID));
        lines.add("  inputs: " + shape(Shapes.inputs(operation)));
        var fields = new LinkedHashMap<String, String>();
        for (Input input : operation.inputs()) notes(input.name(), input.schema(), fields);
        for (Reply reply : operation.replies()) {
            lines.add("  " + reply.status() + ": " + reply(reply));
            notes("", reply.schema(), fields);
        }
        if (operation.replies().isEmpty()) lines.add("  replies: not documented");
        if (notes)
            fields.entrySet().stream()
                    .limit(NOTES)
                    .forEach(field -> lines.add("  ." + Prose.plain(field.getKey(), 80) + ": " + field.getValue()));
        return String.join("\n", lines);
    }

    /** With inputs and the reply of success only, for when little room is left. */
    static String brief(String name, Operation operation) {
        var reply = operation.success().map(r -> " -> " + Prose.json(Shapes.text(r.schema())));
        return Texts.line(name + " " + Prose.json(Shapes.inputs(operation)) + reply.orElse(""), BRIEF);
    }

    private static String reply(Reply reply) {
        boolean shaped = !reply.schema().type().equals("any");
        var said = quoted(reply.description(), 80);
        if (!shaped) return said.isEmpty() ? "no body" : said;
        var shape = shape(Shapes.text(reply.schema()));
        return reply.status() / 100 == 2 || said.isEmpty() ? shape : shape + "  " + said;
    }

    private static void notes(String path, @Nullable Schema schema, Map<String, String> notes) {
        if (schema == null || notes.size() >= NOTES || path.length() > 60) return;
        var said = quoted(schema.description(), 80);
        if (!said.isEmpty() && !path.isEmpty()) notes.putIfAbsent(path, said);
        schema.properties().forEach((name, inner) -> notes(path.isEmpty() ? name : path + "." + name, inner, notes));
        notes(path.isEmpty() ? "[]" : path + "[]", schema.items(), notes);
    }

    private static String shape(String text) {
        return Prose.json(text);
    }

    static String quoted(String text, int limit) {
        var plain = Prose.plain(text, limit);
        return plain.isEmpty() ? "" : '"' + plain.replace('"', '\'') + '"';
    }
}
