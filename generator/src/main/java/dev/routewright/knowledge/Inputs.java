package dev.routewright.knowledge;

import dev.routewright.knowledge.Operations.LeftOut;
import dev.routewright.knowledge.Schemas.Use;
import dev.routewright.route.Operation.In;
import dev.routewright.route.Operation.Input;
import dev.routewright.route.Schema;
import dev.routewright.route.Service.Security;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Everything an operation can be given, as one flat list: path, query and header parameters and the body. */
final class Inputs {
    private static final Pattern TEMPLATE = Pattern.compile("\\{([^{}]+)}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /** Set by whoever sends the request; OpenAPI says a document's own word on the first three does not count. */
    private static final Set<String> OWN_HEADERS = Set.of(
            "accept",
            "content-type",
            "authorization",
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "proxy-authorization",
            "cookie");

    private final Components components;
    private final Schemas schemas;
    private final Replies replies;
    private final List<Security> security;

    /** @param security what the runtime adds to calls; it is no input, or a route would have to hold a credential */
    Inputs(Components components, Schemas schemas, Replies replies, List<Security> security) {
        this.security = security;
        this.components = components;
        this.schemas = schemas;
        this.replies = replies;
    }

    List<Input> read(PathItem.HttpMethod method, String path, PathItem item, io.swagger.v3.oas.models.Operation given) {
        var inputs = new ArrayList<>(parameters(path, item, given));
        boolean bodiless = method == PathItem.HttpMethod.GET || method == PathItem.HttpMethod.HEAD;
        if (given.getRequestBody() != null && !bodiless) inputs.addAll(body(components.body(given.getRequestBody())));
        return inputs;
    }

    private List<Input> parameters(String path, PathItem item, io.swagger.v3.oas.models.Operation given) {
        var declared = new LinkedHashMap<String, Parameter>();
        var all = new ArrayList<Parameter>();
        if (item.getParameters() != null) all.addAll(item.getParameters());
        if (given.getParameters() != null) all.addAll(given.getParameters());
        for (var each : all) {
            var parameter = components.parameter(each);
            declared.put(parameter.getIn() + " " + parameter.getName(), parameter);
        }
        var inputs = new ArrayList<Input>();
        var template = TEMPLATE.matcher(path);
        while (template.find()) {
            var parameter = declared.get("path " + template.group(1));
            Schema schema = parameter == null ? Schema.of("string") : schema(parameter);
            inputs.add(new Input(template.group(1), In.PATH, schema, true));
        }
        declared.values().stream().flatMap(each -> input(each).stream()).forEach(inputs::add);
        return inputs;
    }

    /** Query and header parameters; path parameters were taken in the order of the path. */
    private Optional<Input> input(Parameter given) {
        boolean required = Boolean.TRUE.equals(given.getRequired());
        String name = given.getName();
        if (name == null || given.getIn() == null || isCredential(given.getIn(), name)) return Optional.empty();
        switch (given.getIn()) {
            case "query":
                return Optional.of(new Input(name, In.QUERY, schema(given), required));
            case "header":
                if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) return Optional.empty();
                if (HEADER.matcher(name).matches())
                    return Optional.of(new Input(name, In.HEADER, schema(given), required));
                break;
            case "path":
                return Optional.empty();
            default:
        }
        if (required) throw new LeftOut("it needs a cookie or a header that cannot be sent");
        return Optional.empty();
    }

    private boolean isCredential(String in, String name) {
        return security.stream()
                .anyMatch(place -> place.isLike(Security.header(name)) && in.equals("header")
                        || place.isLike(Security.query(name)) && in.equals("query"));
    }

    private Schema schema(Parameter given) {
        var schema = given.getSchema();
        if (schema == null && given.getContent() != null)
            schema = given.getContent().values().stream()
                    .findFirst()
                    .map(MediaType::getSchema)
                    .orElse(null);
        var read = schemas.read(schema, Use.REQUEST);
        var example = replies.example(given.getExample(), given.getExamples());
        return described(read, given.getDescription(), example);
    }

    private static Schema described(Schema schema, @Nullable String description, @Nullable Object example) {
        return new Schema(
                schema.type(),
                schema.format(),
                schema.description().isEmpty() ? Texts.line(description, 500) : schema.description(),
                example == null ? schema.example() : example,
                schema.values(),
                schema.properties(),
                schema.required(),
                schema.items());
    }

    /**
     * A property counts as required when the schema says so, even where the body as a whole is not marked required:
     * that mark is forgotten more often than it is meant. The input {@code body} is always a whole body: an object that
     * has a property of that name is not flattened, so that the two cannot be confused.
     */
    private List<Input> body(RequestBody body) {
        if (body.getContent() == null || body.getContent().isEmpty()) return List.of();
        var media = MediaTypes.sendable(body.getContent())
                .orElseThrow(() -> new LeftOut(
                        "it takes %s, and only JSON can be sent".formatted(MediaTypes.named(body.getContent()))));
        var read = schemas.read(media.getSchema(), Use.REQUEST);
        var given = replies.example(media.getExample(), media.getExamples());
        var example = given == null ? read.example() : given;
        var schema = Schemas.shown(read, example);
        boolean flat = schema.type().equals("object")
                && !schema.properties().isEmpty()
                && !schema.properties().containsKey("body");
        if (!flat) {
            boolean required = Boolean.TRUE.equals(body.getRequired())
                    || !schema.required().isEmpty();
            return List.of(new Input("body", In.BODY, described(schema, body.getDescription(), example), required));
        }
        var inputs = new ArrayList<Input>();
        schema.properties().forEach((name, property) -> {
            var value = example instanceof Map<?, ?> map ? map.get(name) : null;
            var shape = property.example() == null ? described(property, null, value) : property;
            inputs.add(new Input(name, In.BODY, shape, schema.required().contains(name)));
        });
        return inputs;
    }
}
