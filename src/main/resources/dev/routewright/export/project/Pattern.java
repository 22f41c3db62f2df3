package exported;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A text in which {@code <any>} stands for any other. JSON is compared by what it says, everything else as it is. */
record Pattern(String expected) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANY = "<any>";

    boolean fits(String seen) {
        var wanted = json(expected);
        var given = json(seen);
        return wanted != null && given != null ? fits(wanted, given) : fitsText(expected, seen);
    }

    private static boolean fits(JsonNode wanted, JsonNode given) {
        if (wanted.isObject() && given.isObject()) {
            if (wanted.size() != given.size()) return false;
            for (var names = wanted.fieldNames(); names.hasNext(); ) {
                var name = names.next();
                if (!given.has(name) || !fits(wanted.get(name), given.get(name))) return false;
            }
            return true;
        }
        if (wanted.isArray() && given.isArray()) {
            if (wanted.size() != given.size()) return false;
            for (int i = 0; i < wanted.size(); i++) if (!fits(wanted.get(i), given.get(i))) return false;
            return true;
        }
        if (wanted.isNumber() && given.isNumber())
            return wanted.decimalValue().compareTo(given.decimalValue()) == 0;
        return wanted.isValueNode() && given.isValueNode() && fitsText(wanted.asText(), given.asText());
    }

    private static boolean fitsText(String wanted, String given) {
        var pattern = Arrays.stream(wanted.split(ANY, -1))
                .map(java.util.regex.Pattern::quote)
                .collect(Collectors.joining(".*"));
        return java.util.regex.Pattern.compile(pattern, java.util.regex.Pattern.DOTALL)
                .matcher(given)
                .matches();
    }

    /** Null for what is not JSON. */
    private static JsonNode json(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) return null;
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
