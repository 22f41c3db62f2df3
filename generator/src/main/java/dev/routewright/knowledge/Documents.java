package dev.routewright.knowledge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Text of a document → tree of values. Whoever sends a document may be hostile: size, depth and the growth that YAML
 * aliases allow are bounded before anything else looks at it. YAML is read as 1.2, where {@code no} and
 * {@code 2026-01-01} are texts.
 */
final class Documents {
    static final int MAX_BYTES = 2 * 1024 * 1024;
    static final int MAX_DEPTH = 100;
    static final int MAX_VALUES = 300_000;
    static final int MAX_ALIASES = 50;
    static final int MAX_DIGITS = 1000;

    private static final String REMEDY = "Send an OpenAPI 3.0 or 3.1 document as JSON or YAML.";
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_BYTES)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Documents() {}

    static JsonNode read(String document) {
        String text = document.startsWith("\uFEFF") ? document.substring(1) : document;
        if (text.isBlank()) throw new Unusable("The document is empty.", REMEDY);
        if (text.length() > MAX_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES)
            throw new Unusable(
                    "The document is larger than 2 MiB.",
                    "Leave out the operations no integration needs, and send the rest.");
        return json(text).orElseGet(() -> yaml(text));
    }

    /** Empty when it is not JSON: it may still be YAML, whose flow style looks like it. */
    private static Optional<JsonNode> json(String text) {
        if (text.stripLeading().charAt(0) != '{') return Optional.empty();
        try {
            var tree = JSON.readTree(text);
            new Growth().count(tree);
            return Optional.of(tree);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static JsonNode yaml(String text) {
        var settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setCodePointLimit(MAX_BYTES)
                .setMaxAliasesForCollections(MAX_ALIASES)
                .setAllowRecursiveKeys(false)
                .setAllowNonScalarKeys(false)
                .setAllowDuplicateKeys(false)
                .build();
        try {
            refuseTooMuch(settings, text);
            return new Growth().tree(new Load(settings).loadFromString(text), 0);
        } catch (MarkedYamlEngineException broken) {
            throw broken(broken.getProblemMark());
        } catch (YamlEngineException refused) {
            throw new Unusable(
                    "The document is not one plain YAML document: it has a tag, an alias or a key that is not allowed"
                            + " here.",
                    REMEDY);
        }
    }

    /** The events come one by one, while building the tree would already overflow the stack or take minutes. */
    private static void refuseTooMuch(LoadSettings settings, String text) {
        int depth = 0;
        int events = 0;
        for (var event : new Parse(settings).parseString(text)) {
            // a value is one event, or two with its end; a name is one more
            if (++events > 3 * MAX_VALUES) throw tooMany();
            if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) throw tooDeep();
            if (event instanceof CollectionEndEvent) depth--;
            if (event instanceof ScalarEvent scalar && isHugeNumber(scalar))
                throw new Unusable(
                        "The document holds a number of more than %d digits.".formatted(MAX_DIGITS),
                        "Correct it or write it as text, and send the document again.");
        }
    }

    private static boolean isHugeNumber(ScalarEvent scalar) {
        return scalar.isPlain()
                && scalar.getValue().length() > MAX_DIGITS
                && scalar.getValue().chars().allMatch(c -> "0123456789abcdefABCDEFxo_.+-".indexOf(c) >= 0);
    }

    private static Unusable broken(Optional<Mark> place) {
        var where = place.map(mark -> " (line %d, column %d)".formatted(mark.getLine() + 1, mark.getColumn() + 1));
        return new Unusable(
                "The document is neither valid JSON nor valid YAML%s.".formatted(where.orElse("")),
                "Correct it there and send it again.");
    }

    private static Unusable tooDeep() {
        return new Unusable(
                "The document is nested more than %d levels deep.".formatted(MAX_DEPTH),
                "Move inner schemas to components/schemas, refer to them there, and send it again.");
    }

    private static Unusable tooMany() {
        return new Unusable(
                String.format(Locale.ROOT, "The document holds more than %,d values.", MAX_VALUES),
                "Leave out the operations no integration needs, and send the rest.");
    }

    /** Counts values as aliases unfold, which the text's size says nothing about. */
    private static final class Growth {
        private int values;

        JsonNode tree(@Nullable Object value, int depth) {
            one(depth);
            var nodes = JsonNodeFactory.instance;
            if (value instanceof Map<?, ?> map) {
                var object = nodes.objectNode();
                map.forEach((key, inner) -> object.set(String.valueOf(key), tree(inner, depth + 1)));
                return object;
            }
            if (value instanceof Collection<?> list) {
                var array = nodes.arrayNode();
                list.forEach(inner -> array.add(tree(inner, depth + 1)));
                return array;
            }
            return finite(JSON.valueToTree(value));
        }

        void count(JsonNode tree) {
            one(0);
            finite(tree).forEach(this::count);
        }

        private static JsonNode finite(JsonNode value) {
            if (!value.isFloatingPointNumber() || Double.isFinite(value.doubleValue())) return value;
            throw new Unusable(
                    "The document holds a number that is infinite or beyond what a computer calculates with.",
                    "Correct it or write it as text, and send the document again.");
        }

        private void one(int depth) {
            if (depth > MAX_DEPTH) throw tooDeep();
            if (++values > MAX_VALUES) throw tooMany();
        }
    }
}
