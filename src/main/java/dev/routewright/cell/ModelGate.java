package dev.routewright.cell;

import dev.routewright.inspection.Permitted;
import dev.routewright.route.Grant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.ErrorHandlerFactory;
import org.apache.camel.builder.NoErrorHandlerBuilder;
import org.apache.camel.model.DataFormatDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.UnmarshalDefinition;
import org.apache.camel.model.language.ConstantExpression;
import org.apache.camel.model.language.ExpressionDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Judges what Camel made of a route file, before anything of it is built. It walks Camel's own model and refuses every
 * definition and attribute it does not know, so that no spelling of the file can hide one. Knows nothing of inspection
 * but the policy's lists.
 */
final class ModelGate {
    private static final Pattern ROUTE_ID =
            Pattern.compile("(?!(?:routewright|system|sys)(?:-|$))[a-z][a-z0-9-]{0,63}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}");
    private static final Pattern NAME =
            Pattern.compile("(?i)(?!camel|routewright|org\\.apache)[a-z_][a-z0-9_.-]{0,99}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");

    private static final Pattern DELAYS = Pattern.compile("\\d{1,3}:\\d{1,7}(?:;\\d{1,3}:\\d{1,7}){0,20}");

    private static final String RESOURCE = "resource:";

    private final Grant grant;
    private final Permitted permitted;
    private final Placeholders placeholders;
    private final Addresses addresses;
    private final ModelTexts texts;
    private final FormatGate formats;

    ModelGate(Grant grant, Permitted permitted) {
        this.grant = grant;
        this.permitted = permitted;
        this.placeholders = new Placeholders(permitted.placeholders());
        this.addresses = new Addresses(grant, permitted);
        this.texts = new ModelTexts(permitted);
        this.formats = new FormatGate(grant, permitted);
    }

    /** @throws OutsideGrant naming the first thing no route may hold */
    void check(Collection<RouteDefinition> routes, @Nullable ErrorHandlerFactory errorHandler) {
        if (routes.isEmpty()) throw new OutsideGrant("a file without a route");
        routes.forEach(this::definition);
        if (errorHandler != null) definition(errorHandler);
    }

    private void definition(Object definition) {
        // The cell's own, which routes without a word about errors have.
        if (definition instanceof NoErrorHandlerBuilder) return;
        if (definition instanceof ExpressionDefinition expression) language(expression);
        if (definition instanceof SetHeaderDefinition header) texts.steering(header, this::plain);
        var attributes = ModelTable.of(definition.getClass());
        if (attributes == null) throw new OutsideGrant("the definition " + nameOf(definition));
        for (var field : ModelTable.fields(definition.getClass())) {
            var value = read(field, definition);
            if (isUnset(value)) continue;
            var kind = attributes.get(field.getName());
            if (kind == null)
                throw new OutsideGrant("the attribute %s of %s".formatted(field.getName(), nameOf(definition)));
            int colon = kind.indexOf(':');
            var bounds = colon < 0 ? Bounds.NONE : Bounds.of(kind.substring(colon + 1));
            attribute(definition, field.getName(), colon < 0 ? kind : kind.substring(0, colon), bounds, value);
        }
    }

    private void attribute(Object definition, String attribute, String kind, Bounds bounds, Object value) {
        switch (kind) {
            case "ignored" -> {}
            case "nested" -> {
                if (value instanceof Collection<?> list) list.forEach(this::definition);
                else definition(value);
            }
            case "dataFormat" ->
                formats.check((DataFormatDefinition) value, definition instanceof UnmarshalDefinition, this::plain);
            case "endpoints", "pollEndpoints" -> endpoints(definition, (ExpressionDefinition) value, kind);
            case "constant" -> {
                definition(value);
                if (!(value instanceof ConstantExpression constant))
                    throw new OutsideGrant("a %s that depends on the message".formatted(nameOf(definition)));
                bounds.check(nameOf(definition), plain(String.valueOf(constant.getExpression())));
            }
            case "number" -> bounds.check(attribute, plain(value));
            case "exception" -> {
                for (var name : value instanceof Collection<?> list ? list : Set.of(value))
                    listed(permitted.exceptions(), "the exception ", plain(name));
            }
            case "expression" -> {
                var text = placeholders.resolve(value.toString());
                if (text.stripLeading().startsWith(RESOURCE))
                    throw new OutsideGrant("text from " + text.stripLeading().substring(RESOURCE.length()));
                texts.expression(definition, text);
            }
            default -> text(attribute, kind, plain(value));
        }
    }

    private void text(String attribute, String kind, String value) {
        switch (kind) {
            case "template" -> texts.template(value);
            case "to" -> addresses.produce(value);
            case "tap" -> {
                // Here Camel evaluates the whole address for each message.
                if (value.contains("${") || value.contains("$simple{")) throw new OutsideGrant("the address " + value);
                addresses.produce(value);
            }
            case "pattern" -> ModelTexts.pattern(value);
            case "names" -> ModelTexts.names(value);
            case "delayPattern" -> matching(DELAYS, "the delays ", value);
            case "from" -> addresses.consume(value);
            case "kamelet" -> addresses.produce("kamelet:" + value);
            case "reference" -> listed(permitted.references(), "the reference ", value.replaceFirst("^#(bean:)?", ""));
            case "type" -> listed(permitted.types(), "the type ", value);
            case "header" -> header(value);
            case "name" -> matching(NAME, "the name ", value);
            case "routeId" -> matching(ROUTE_ID, "the route id ", value);
            case "id" -> matching(ID, "the id ", value);
            case "logger" -> matching(EndpointGate.LOGGER, "the logger ", value);
            case "true", "false" -> {
                if (!value.equals(kind)) throw new OutsideGrant("%s: %s".formatted(attribute, value));
            }
            default -> ModelTexts.plain(attribute, value);
        }
    }

    private void language(ExpressionDefinition expression) {
        var language = expression.getLanguage();
        // Written out by Camel around another expression.
        if (expression.getClass() == ExpressionDefinition.class) return;
        listed(permitted.languages(), "language ", language);
        if (!grant.languages().contains(language) && !Lookups.LANGUAGES.contains(language))
            throw new OutsideGrant("language " + language);
    }

    private void endpoints(Object definition, ExpressionDefinition expression, String kind) {
        definition(expression);
        if (!(expression instanceof ConstantExpression) || !(definition instanceof ExpressionNode))
            throw new OutsideGrant("an endpoint that depends on the message");
        var text = plain(expression.getExpression() == null ? "" : expression.getExpression());
        var delimiter = definition instanceof RecipientListDefinition<?> list && list.getDelimiter() != null
                ? list.getDelimiter()
                : ",";
        if (!delimiter.equals(",") && !delimiter.equals(";")) throw new OutsideGrant("the delimiter " + delimiter);
        for (var address : text.split(delimiter)) {
            if (kind.equals("pollEndpoints")) addresses.consume(address.trim());
            else addresses.produce(address.trim());
        }
    }

    private void header(String name) {
        if (permitted.controlHeaders().stream().anyMatch(name::equalsIgnoreCase)) return;
        matching(HEADER, "the header ", name);
        if (!Headers.mayEnter(name)) throw new OutsideGrant("the header " + name);
    }

    /** What Camel will read: placeholders replaced, and none of the prefixes that fetch something else. */
    private String plain(Object value) {
        var text = placeholders.resolve(value.toString());
        var lower = text.stripLeading().toLowerCase(Locale.ROOT);
        if (lower.startsWith(RESOURCE) || lower.startsWith("#class:") || lower.startsWith("#type:"))
            throw new OutsideGrant(text);
        return text;
    }

    private static void listed(Set<String> names, String what, String name) {
        if (!names.contains(name)) throw new OutsideGrant(what + name);
    }

    private static void matching(Pattern pattern, String what, String name) {
        if (!pattern.matcher(name).matches()) throw new OutsideGrant(what + name);
    }

    static boolean isUnset(@Nullable Object value) {
        return value == null
                || value instanceof Collection<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
    }

    static @Nullable Object read(java.lang.reflect.Field field, Object definition) {
        try {
            return field.get(definition);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String nameOf(Object definition) {
        var name = definition.getClass().getSimpleName();
        return name.endsWith("Definition") ? name.substring(0, name.length() - "Definition".length()) : name;
    }
}
