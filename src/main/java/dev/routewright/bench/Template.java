package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts values in for {@code {{req.body.x}}}, {@code {{uid}}}, {@code {{i*2}}}. A text that is nothing but a placeholder
 * becomes the value itself. What is unknown stays as it is, unless it asks for a part of the request.
 */
final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}");
    private static final Pattern RECKONED = Pattern.compile("(.*?)\\s*([*+])\\s*(-?\\d+(?:\\.\\d+)?)");

    private Template() {}

    static JsonNode fill(JsonNode template, ObjectNode values) {
        if (template.isTextual()) return text(template.textValue(), values);
        if (template.isArray()) {
            ArrayNode filled = Text.MAPPER.createArrayNode();
            template.forEach(element -> filled.add(fill(element, values)));
            return filled;
        }
        if (template.isObject()) {
            var filled = Text.MAPPER.createObjectNode();
            template.properties()
                    .forEach(m -> filled.set(Text.of(text(m.getKey(), values)), fill(m.getValue(), values)));
            return filled;
        }
        return template;
    }

    /** The values with one more. */
    static ObjectNode with(ObjectNode values, String name, JsonNode value) {
        var more = Text.MAPPER.createObjectNode();
        more.setAll(values);
        more.set(name, value);
        return more;
    }

    private static JsonNode text(String text, ObjectNode values) {
        var whole = PLACE.matcher(text);
        if (whole.matches()) {
            var value = lookup(whole.group(1), values);
            if (value != null) return value;
            return isRequest(whole.group(1)) ? NullNode.instance : Text.of(text);
        }
        return Text.of(PLACE.matcher(text).replaceAll(place -> {
            var value = lookup(place.group(1), values);
            var unknown = isRequest(place.group(1)) ? "" : place.group();
            return Matcher.quoteReplacement(value == null ? unknown : Text.of(value));
        }));
    }

    private static boolean isRequest(String expression) {
        return expression.startsWith("req.");
    }

    private static @Nullable JsonNode lookup(String expression, JsonNode values) {
        var reckoned = RECKONED.matcher(expression);
        if (reckoned.matches())
            return reckoned(
                    lookup(reckoned.group(1), values), reckoned.group(2), Double.parseDouble(reckoned.group(3)));
        var found = values;
        for (var part : expression.split("\\.", -1))
            found = found.isArray() && part.matches("\\d{1,9}") ? found.path(Integer.parseInt(part)) : found.path(part);
        return found.isMissingNode() || found.isNull() ? null : found;
    }

    private static JsonNode reckoned(@Nullable JsonNode base, String sign, double by) {
        var number = base == null ? null : Numbers.of(base);
        if (number == null) throw new CaseUnusable("A placeholder reckons with something that is no number.");
        var result = Math.rint((sign.equals("*") ? number * by : number + by) * 1e6) / 1e6;
        var nodes = Text.MAPPER.getNodeFactory();
        return result == Math.rint(result) ? nodes.numberNode((long) result) : nodes.numberNode(result);
    }
}
