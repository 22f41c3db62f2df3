package dev.routewright.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a request asks for.
 *
 * @param path decoded
 * @param raw the path as it came
 * @param query values by name; a name that comes twice has a list
 */
record Target(String path, String raw, ObjectNode query) {

    static Target of(String target) {
        var rest = target.replaceFirst("^https?://[^/?#]*", "")
                .replaceFirst("#.*", "")
                .replaceFirst("^/+", "/");
        int mark = rest.indexOf('?');
        var raw = mark < 0 ? rest : rest.substring(0, mark);
        return new Target(decoded(raw), raw, pairs(mark < 0 ? "" : rest.substring(mark + 1), true));
    }

    /** @param blank whether names without a value count */
    static ObjectNode pairs(String text, boolean blank) {
        var pairs = Text.MAPPER.createObjectNode();
        for (var pair : text.split("&")) {
            if (pair.isEmpty()) continue;
            int sign = pair.indexOf('=');
            var value = sign < 0 ? "" : decoded(pair.substring(sign + 1).replace('+', ' '));
            if (value.isEmpty() && !blank) continue;
            var name = decoded((sign < 0 ? pair : pair.substring(0, sign)).replace('+', ' '));
            var before = pairs.get(name);
            if (before == null) pairs.put(name, value);
            else if (before instanceof ArrayNode list) list.add(value);
            else pairs.putArray(name).add(before).add(value);
        }
        return pairs;
    }

    /** Percent signs that begin no byte stay as they are. */
    private static String decoded(String text) {
        var bytes = new ByteArrayOutputStream();
        var raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
            bytes.write(low < 0 ? raw[i] : high * 16 + low);
            if (low >= 0) i += 2;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
