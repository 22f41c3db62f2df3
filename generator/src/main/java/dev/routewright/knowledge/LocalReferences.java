package dev.routewright.knowledge;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * References to schemas that stand anywhere in the document, such as {@code #/paths/~1a/…/schema} or
 * {@code #/components/schemas/A/$defs/B}: each target is put under {@code components/schemas} too, and referred to
 * there, because the parser follows no others. What leads out of the document is left for {@link Components} to refuse.
 */
final class LocalReferences {
    private static final String SCHEMAS = "#/components/schemas/";
    private static final Pattern PLAIN = Pattern.compile("#/components/[A-Za-z]+/[^/]+");
    private static final Pattern SCHEMA =
            Pattern.compile(".*/(schema|schemas|\\$defs|definitions|items|properties|additionalProperties)(/.*|$)");

    private final ObjectNode root;
    private final Map<String, String> hoisted = new HashMap<>();
    private int values;

    LocalReferences(ObjectNode root) {
        this.root = root;
    }

    void hoist() {
        var referring = new ArrayList<ObjectNode>();
        collect(root, referring);
        for (var object : referring)
            object.put("$ref", replaced(object.get("$ref").asText()));
    }

    private static void collect(JsonNode node, List<ObjectNode> referring) {
        if (node instanceof ObjectNode object) {
            var reference = object.path("$ref").asText();
            if (reference.startsWith("#/")
                    && !PLAIN.matcher(reference).matches()
                    && SCHEMA.matcher(reference).matches()) referring.add(object);
        }
        node.forEach(inner -> collect(inner, referring));
    }

    /** What is not there keeps its name, so that the sentence about it names what the author wrote. */
    private String replaced(String reference) {
        var known = hoisted.get(reference);
        if (known != null) return known;
        var target = root.at(pointer(reference));
        var schemas = root.path("components").path("schemas");
        if (!target.isObject() || target == schemas || target == root.get("components")) return reference;
        count(target);
        var components = root.withObjectProperty("components").withObjectProperty("schemas");
        var name = "Part" + (hoisted.size() + 1);
        while (components.has(name)) name += "_";
        var to = SCHEMAS + name;
        hoisted.put(reference, to);
        components.set(name, target);
        return to;
    }

    private void count(JsonNode node) {
        if (++values > Documents.MAX_VALUES)
            throw new Unusable(
                    "The document refers to its own parts too often.",
                    "Put shared schemas under components/schemas, refer to them there, and send it again.");
        node.forEach(this::count);
    }

    private static JsonPointer pointer(String reference) {
        var path = reference.substring(1);
        try {
            return JsonPointer.compile(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            return JsonPointer.compile(path);
        }
    }
}
