package dev.routewright.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routewright.route.Service;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An OpenAPI 3 document → {@link Service}. Nothing outside the document is read, whatever it refers to, and what it may
 * unfold to is bounded: it may come from anybody who can reach the API.
 */
public final class OpenApiServices {
    static final int MAX_OPERATIONS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(OpenApiServices.class);
    private static final String PATH_ITEMS = "#/components/pathItems/";
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private OpenApiServices() {}

    /**
     * Reads a document. Operations that take or answer with something else than JSON are left out.
     *
     * @throws IllegalArgumentException with a sentence for people when it is not usable
     */
    public static Service read(String name, String document) {
        try {
            return service(name, document);
        } catch (Unusable refused) {
            throw new IllegalArgumentException(refused.sentenceFor(name));
        }
    }

    /** {@code inventory.openapi.yaml} → {@code inventory}. */
    public static String nameFor(String fileName) {
        String file = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        String name = file.toLowerCase(Locale.ROOT)
                .replaceFirst("\\.(json|ya?ml)$", "")
                .replaceFirst("\\.(openapi|kamelet)$", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        if (BuiltIn.is(name))
            throw new IllegalArgumentException(
                    ("The service %s is built in, so no document can be called %s. Nothing was registered. Rename"
                                    + " the file.")
                            .formatted(name, Texts.line(file, 80)));
        if (name.matches("[a-z][a-z0-9-]{0,62}")) return name;
        throw new IllegalArgumentException(
                ("No service name can be made of the file name %s. Nothing was registered. Rename the file to letters a-z, digits"
                                + " and dashes, starting with a letter, such as inventory.openapi.yaml.")
                        .formatted(Texts.line(file, 80)));
    }

    private static Service service(String name, String document) {
        var root = Documents.read(document);
        requireOpenApi(root);
        int count = operations(root);
        if (count == 0) throw noOperations();
        if (count > MAX_OPERATIONS)
            throw new Unusable(
                    "The document has %d operations, and a service may have %d.".formatted(count, MAX_OPERATIONS),
                    "Leave out the operations no integration needs, and send the rest.");
        new LocalReferences((ObjectNode) root).hoist();
        var api = parsed((ObjectNode) root);
        var reader = new Operations(name, api);
        var operations = reader.read(api);
        if (operations.isEmpty() && reader.leftOut().isEmpty()) throw noOperations();
        if (operations.isEmpty())
            throw new Unusable(
                    "None of its operations can be called by a route%s."
                            .formatted(reader.leftOut().stream().limit(3).collect(Collectors.joining("; ", " (", ")"))),
                    "Describe at least one that takes and answers JSON, and send it again.");
        reader.leftOut().forEach(line -> LOG.info("[service {}] Left out the operation {}.", name, line));
        var info = api.getInfo() == null ? new Info() : api.getInfo();
        var simulation = Simulations.of(api.getExtensions()).or(() -> Simulations.of(info.getExtensions()));
        var title = Texts.line(info.getTitle(), 200);
        return new Service(
                name,
                title.isEmpty() ? name : title,
                Texts.block(info.getDescription(), 2000),
                operations,
                Servers.of(api),
                simulation.isPresent(),
                SecuritySchemes.of(api),
                MediationExtension.of(root, reader.idempotent()),
                simulation.orElse(Service.Simulation.PLAIN));
    }

    private static Unusable noOperations() {
        return new Unusable("The document has no operations.", "Describe at least one under paths and send it again.");
    }

    private static void requireOpenApi(JsonNode root) {
        String remedy = "Send an OpenAPI 3.0 or 3.1 document as JSON or YAML.";
        if (!root.isObject()) throw new Unusable("The document is plain text or a list, not OpenAPI.", remedy);
        if (root.hasNonNull("swagger"))
            throw new Unusable(
                    "The document is Swagger %s, not OpenAPI 3."
                            .formatted(Texts.line(root.get("swagger").asText(), 20)),
                    "Convert it to OpenAPI 3 and send it again.");
        if (root.hasNonNull("asyncapi")) throw new Unusable("The document is AsyncAPI, not OpenAPI 3.", remedy);
        if (!root.hasNonNull("openapi")) throw new Unusable("The document has no openapi version.", remedy);
        String version = root.get("openapi").asText();
        if (!version.matches("3\\.[01](\\.[0-9]{1,3})?(-.{1,20})?"))
            throw new Unusable("The document says it is OpenAPI %s.".formatted(Texts.line(version, 20)), remedy);
        if (version.length() == 3) ((ObjectNode) root).put("openapi", version + ".0");
    }

    private static int operations(JsonNode root) {
        int count = 0;
        for (var item : root.path("paths"))
            for (var entry : followed(root, item).properties()) if (METHODS.contains(entry.getKey())) count++;
        return count;
    }

    /** Version 3.1 lets a path stand under components. */
    private static JsonNode followed(JsonNode root, JsonNode item) {
        var reference = item.path("$ref").asText();
        return reference.startsWith(PATH_ITEMS)
                ? root.path("components").path("pathItems").path(reference.substring(PATH_ITEMS.length()))
                : item;
    }

    /** Without {@code resolve} the parser follows no reference at all; {@link Components} follows those inside. */
    private static OpenAPI parsed(ObjectNode root) {
        var options = new ParseOptions();
        options.setResolve(false);
        options.setResolveFully(false);
        options.setFlatten(false);
        OpenAPI api;
        try {
            api = new OpenAPIV3Parser().parseJsonNode(null, root, options).getOpenAPI();
        } catch (RuntimeException | StackOverflowError broken) {
            LOG.debug("OpenAPI parser failed", broken);
            api = null;
        }
        if (api != null) return api;
        throw new Unusable(
                "The document says it is OpenAPI 3, but its parts are not where OpenAPI has them.",
                "Check it with an OpenAPI editor, correct it and send it again.");
    }
}
