package dev.routewright.knowledge;

import dev.routewright.route.Operation;
import dev.routewright.route.Operation.Input;
import dev.routewright.route.Operation.Reply;
import dev.routewright.route.Schema;
import dev.routewright.route.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation as lines for a model. What the service says of itself is untrusted: it stands in quotation marks behind
 * a name of ours, one line long, and holds nothing that could end what surrounds it.
 */
final class OperationText {
    private static final int NOTES = 20;
    private static final int BRIEF = 600;

    /** How much is told of what the document says, in characters: none, the beginnings, or all but what nobody reads. */
    enum Said {
        ALL(300, 800, 400),
        BEGINNINGS(100, 200, 80),
        NOTHING(100, 0, 80);

        final int title;
        final int about;
        final int notes;

        Said(int title, int about, int notes) {
            this.title = title;
            this.about = about;
            this.notes = notes;
        }
    }

    private OperationText() {}

    /** Name and what it is for. */
    static String title(String name, Operation operation) {
        return title(name, operation, 100);
    }

    private static String title(String name, Operation operation, int limit) {
        var said = quoted(operation.summary().isBlank() ? operation.description() : operation.summary(), limit);
        return said.isEmpty() ? name : name + "  " + said;
    }

    /** With inputs and replies; @param said how much of what the document says of it and its fields */
    static String of(String name, Operation operation, Said said) {
        boolean notes = said != Said.NOTHING;
        var lines = new ArrayList<String>();
        lines.add(
                title(name, operation, Math.max(said.title, operation.summary().isBlank() ? said.about : 0)));
        if (notes && !operation.summary().isBlank() && !operation.description().isBlank())
            lines.add("  about: " + quoted(operation.description(), said.about));
        lines.add("  inputs: " + shape(Shapes.inputs(operation)));
        var fields = new LinkedHashMap<String, String>();
        for (Input input : operation.inputs()) notes(input.name(), input.schema(), said.notes, fields);
        for (Reply reply : operation.replies()) {
            lines.add("  " + reply.status() + ": " + reply(reply, said.notes));
            notes("", reply.schema(), said.notes, fields);
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

    private static String reply(Reply reply, int limit) {
        boolean shaped = !reply.schema().type().equals("any");
        var said = quoted(reply.description(), limit);
        if (!shaped) return said.isEmpty() ? "no body" : said;
        var shape = shape(Shapes.text(reply.schema()));
        return reply.status() / 100 == 2 || said.isEmpty() ? shape : shape + "  " + said;
    }

    private static void notes(String path, @Nullable Schema schema, int limit, Map<String, String> notes) {
        if (schema == null || notes.size() >= NOTES || path.length() > 60) return;
        var said = quoted(schema.description(), limit);
        if (!said.isEmpty() && !path.isEmpty()) notes.putIfAbsent(path, said);
        schema.properties()
                .forEach((name, inner) -> notes(path.isEmpty() ? name : path + "." + name, inner, limit, notes));
        notes(path.isEmpty() ? "[]" : path + "[]", schema.items(), limit, notes);
    }

    private static String shape(String text) {
        return Prose.json(text);
    }

    /** What a service says of itself beyond its title, empty when nothing. */
    static String about(Service service, Said said) {
        var about = service.description().strip();
        return about.equalsIgnoreCase(service.title().strip()) ? "" : quoted(about, Math.max(said.about, 120));
    }

    static String quoted(String text, int limit) {
        var plain = Prose.plain(text, limit);
        return plain.isEmpty() ? "" : '"' + plain.replace('"', '\'') + '"';
    }
}
