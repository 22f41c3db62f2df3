package dev.routewright.drafting.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.TreeSet;

/** JSON as Python's {@code json.dumps(value, sort_keys=True, ensure_ascii=False)} writes it, the names of recordings. */
final class CanonicalJson {
    private CanonicalJson() {}

    static String digest(JsonNode value) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(write(value).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String write(JsonNode value) {
        var out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(JsonNode value, StringBuilder out) {
        if (value.isObject()) {
            var names = new TreeSet<String>();
            value.fieldNames().forEachRemaining(names::add);
            out.append('{');
            for (Iterator<String> name = names.iterator(); name.hasNext(); ) {
                String next = name.next();
                text(next, out);
                out.append(": ");
                write(value.get(next), out);
                if (name.hasNext()) out.append(", ");
            }
            out.append('}');
        } else if (value.isArray()) {
            out.append('[');
            for (int at = 0; at < value.size(); at++) {
                if (at > 0) out.append(", ");
                write(value.get(at), out);
            }
            out.append(']');
        } else if (value.isTextual()) text(value.asText(), out);
        else out.append(value.isMissingNode() ? "null" : value.asText());
    }

    private static void text(String text, StringBuilder out) {
        out.append('"');
        for (char next : text.toCharArray()) {
            int escape = "\"\\\n\r\t\b\f".indexOf(next);
            if (escape >= 0) out.append('\\').append("\"\\nrtbf".charAt(escape));
            else if (next < 0x20) out.append("\\u%04x".formatted((int) next));
            else out.append(next);
        }
        out.append('"');
    }
}
