package dev.routewright.knowledge;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows references inside one document, never out of it: a reference to a file or an address is refused, not
 * fetched, so that a document cannot make this machine read or call anything.
 */
final class Components {
    private final io.swagger.v3.oas.models.Components held;

    Components(OpenAPI document) {
        this.held =
                document.getComponents() == null ? new io.swagger.v3.oas.models.Components() : document.getComponents();
    }

    PathItem pathItem(PathItem given) {
        return follow(given, PathItem::get$ref, "pathItems", held.getPathItems());
    }

    Parameter parameter(Parameter given) {
        return follow(given, Parameter::get$ref, "parameters", held.getParameters());
    }

    RequestBody body(RequestBody given) {
        return follow(given, RequestBody::get$ref, "requestBodies", held.getRequestBodies());
    }

    ApiResponse response(ApiResponse given) {
        return follow(given, ApiResponse::get$ref, "responses", held.getResponses());
    }

    Example example(Example given) {
        return follow(given, Example::get$ref, "examples", held.getExamples());
    }

    /** The schema a reference names; unlike the others it may name a part, as in {@code …/Order/properties/lines}. */
    Schema<?> schema(String reference) {
        String[] path = local(reference, "schemas").split("/");
        Schema<?> here = known(held.getSchemas(), decoded(path[0]), reference);
        for (int i = 1; i < path.length; i++) {
            Schema<?> inner =
                    switch (path[i]) {
                        case "items" -> here.getItems();
                        case "properties" ->
                            i + 1 < path.length && here.getProperties() != null
                                    ? here.getProperties().get(decoded(path[++i]))
                                    : null;
                        default -> null;
                    };
            if (inner == null) throw missing(reference);
            here = inner;
        }
        return here;
    }

    private static <T> T follow(
            @Nullable T given, Function<T, @Nullable String> reference, String kind, @Nullable Map<String, T> known) {
        if (given == null)
            throw new Unusable(
                    "One of its %s is empty.".formatted(kind), "Describe or remove it, and send the document again.");
        var seen = new HashSet<String>();
        T here = given;
        for (String to = reference.apply(here); to != null; to = reference.apply(here)) {
            if (!seen.add(to))
                throw new Unusable(
                        "The reference %s leads back to itself.".formatted(Texts.line(to, 120)),
                        "Correct it and send the document again.");
            here = known(known, decoded(local(to, kind)), to);
        }
        return here;
    }

    private static <T> T known(@Nullable Map<String, T> known, String name, String reference) {
        T found = known == null ? null : known.get(name);
        if (found == null) throw missing(reference);
        return found;
    }

    private static String local(String reference, String kind) {
        String root = "#/components/" + kind + "/";
        if (reference.startsWith(root)) return reference.substring(root.length());
        if (reference.startsWith("#")) throw missing(reference);
        throw new Unusable(
                "The document refers to %s, which lies outside of it and was not fetched."
                        .formatted(Texts.line(reference, 120)),
                "Put everything it needs under its own components and send it again.");
    }

    private static Unusable missing(String reference) {
        return new Unusable(
                "The document refers to %s, which it does not contain.".formatted(Texts.line(reference, 120)),
                "Add it under components or correct the reference, and send it again.");
    }

    private static String decoded(String part) {
        String plain = part;
        try {
            plain = URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            // a name with a stray percent sign is taken as it stands
        }
        return plain.replace("~1", "/").replace("~0", "~");
    }
}
