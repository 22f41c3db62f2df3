package dev.routewright.rehearsal;

import dev.routewright.route.Operation;
import dev.routewright.route.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * JSON that can be read and is not what its document says, always the same for the same document.
 *
 * @param path of the member it is about
 * @param body null when nothing is left
 */
record BrokenReply(
        Fault fault, int status, String path, @Nullable Object body) {

    /**
     * @param valid a reply as documented
     * @param used paths of the members somebody needs, which are broken before all others
     * @return empty when the document says nothing that could be broken in this way
     */
    static Optional<BrokenReply> of(Fault fault, Operation operation, @Nullable Object valid, List<String> used) {
        var reply = operation.success();
        if (reply.isEmpty() || !reply.get().schema().type().equals("object") || !(valid instanceof Map))
            return Optional.empty();
        var schema = reply.get().schema();
        Predicate<String> breakable =
                fault == Fault.LACKS ? path -> isRequired(schema, path) : path -> isTyped(schema, path);
        return Stream.concat(used.stream().flatMap(BrokenReply::andOuter), schema.properties().keySet().stream())
                .distinct()
                .filter(breakable)
                .filter(path -> Tree.get(valid, path) != null)
                .findFirst()
                .map(path -> new BrokenReply(
                        fault,
                        reply.get().status(),
                        path,
                        Tree.with(valid, path, fault == Fault.LACKS ? null : other(schema, path))));
    }

    /** {@code a.b.c}, then {@code a.b} and {@code a}: what is needed is also lost with what it lies in. */
    private static Stream<String> andOuter(String path) {
        var paths = new ArrayList<String>();
        for (var here = path; !here.isEmpty(); here = here.substring(0, Math.max(here.lastIndexOf('.'), 0)))
            paths.add(here);
        return paths.stream();
    }

    private static boolean isRequired(Schema schema, String path) {
        int dot = path.lastIndexOf('.');
        var holder = dot < 0 ? Optional.of(schema) : schema.at(path.substring(0, dot));
        return holder.filter(one -> one.required().contains(path.substring(dot + 1)))
                .isPresent();
    }

    private static boolean isTyped(Schema schema, String path) {
        return schema.at(path).filter(one -> !one.type().equals("any")).isPresent();
    }

    private static Object other(Schema schema, String path) {
        return mistyped(schema.at(path).orElse(Schema.ANY));
    }

    /** A value that no route can take for one of this type. */
    static Object mistyped(Schema schema) {
        return schema.type().equals("string") ? Map.of("rehearsal", true) : "rehearsal";
    }

    Injection injection() {
        var words = fault == Fault.LACKS
                ? "answers %d without %s, which its document requires".formatted(status, path)
                : "answers %d with %s = %s, which its document does not allow"
                        .formatted(status, path, Json.write(Tree.get(body, path)));
        return new Injection(fault, words, new Stage.Reaction.Replies(status, Json.write(body)));
    }

    /** Paths below a source that a plan uses, in its order. */
    static List<String> used(Stream<dev.routewright.route.Value.Field> fields, String source) {
        return List.copyOf(
                new LinkedHashSet<>(fields.filter(field -> field.source().equals(source))
                        .map(dev.routewright.route.Value.Field::path)
                        .filter(path -> !path.isEmpty())
                        .toList()));
    }
}
