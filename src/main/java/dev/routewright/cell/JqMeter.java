package dev.routewright.cell;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import net.thisptr.jackson.jq.path.ArrayIndexPath;
import net.thisptr.jackson.jq.path.Path;
import org.apache.camel.RuntimeCamelException;
import org.jspecify.annotations.Nullable;

/**
 * What one evaluation of a jq text has used. It counts values handed from one part of the text to the next, and weighs
 * what is newly built: a value that holds another twice weighs twice, although memory holds it once, because whoever
 * writes it out will write it twice.
 */
final class JqMeter {
    private static final int MOST_VALUES = 3_000_000;
    private static final int MOST_VISITS = 200_000_000;
    private static final int HEAVIEST = 2_000_000;
    private static final int LONGEST = 8 << 20;
    private static final long MOST_TEXT = 256L << 20;
    private static final int FARTHEST = 100_000;
    private static final int DEEPEST = 1_000;
    private static final int WORTH_COUNTING = 1_024;
    private static final int WORTH_REMEMBERING = 32;

    private static final ThreadLocal<JqMeter> CURRENT = new ThreadLocal<>();

    private int values;
    private int visits;
    private long text;
    private @Nullable Map<JsonNode, Integer> weights;

    /** The meter of the evaluation that runs on this thread. */
    static JqMeter current() {
        var meter = CURRENT.get();
        return meter == null ? new JqMeter() : meter;
    }

    /** Runs one evaluation with a meter of its own. */
    static <T> T metered(Supplier<T> evaluation) {
        var outer = CURRENT.get();
        CURRENT.set(new JqMeter());
        try {
            return evaluation.get();
        } catch (RuntimeCamelException wrapped) {
            if (wrapped.getCause() instanceof TooCostly costly) throw costly;
            if (wrapped.getCause() instanceof OutsideGrant outside) throw outside;
            throw wrapped;
        } catch (StackOverflowError endless) {
            throw new TooCostly("it calls itself without end");
        } finally {
            CURRENT.set(outer);
        }
    }

    void passed(JsonNode value, Path path) {
        if (++values > MOST_VALUES) throw new TooCostly("it made more than " + MOST_VALUES + " values");
        if (value != null && value.isTextual()) length(value.textValue().length());
        if (path instanceof ArrayIndexPath place && place.index.isNumber() && place.index.doubleValue() > FARTHEST)
            throw new TooCostly("it reaches for place " + place.index.asText() + " of an array");
    }

    /** For a value that was not there before. */
    void built(JsonNode value) {
        if (value != null && value.isContainerNode() && weight(value, 0) > HEAVIEST)
            throw new TooCostly("it made a value of more than " + HEAVIEST + " parts");
    }

    void repeats(JsonNode one, JsonNode other) {
        if (one == null || other == null) return;
        var words = one.isTextual() ? one : other;
        var times = one.isTextual() ? other : one;
        if (words.isTextual() && times.isNumber() && words.textValue().length() * times.doubleValue() > LONGEST)
            throw new TooCostly("it repeats a text too often");
    }

    private void length(int length) {
        if (length < WORTH_COUNTING) return;
        text += length;
        if (length > LONGEST) throw new TooCostly("it made a text of " + length + " characters");
        if (text > MOST_TEXT) throw new TooCostly("it handles more than " + MOST_TEXT + " characters");
    }

    /** Values of jq are never changed once made, so that a weight stays true. */
    private int weight(JsonNode node, int depth) {
        if (!node.isContainerNode())
            return 1 + (node.isTextual() ? node.textValue().length() >> 6 : 0);
        Integer known = weights == null ? null : weights.get(node);
        if (known != null) return known;
        if (depth > DEEPEST) throw new TooCostly("it nests values without end");
        long weight = 1;
        for (JsonNode part : node) {
            if (++visits > MOST_VISITS) throw new TooCostly("it builds too much");
            weight += weight(part, depth + 1);
            if (weight > HEAVIEST) return HEAVIEST + 1;
        }
        if (weight >= WORTH_REMEMBERING) {
            if (weights == null) weights = new IdentityHashMap<>();
            weights.put(node, (int) weight);
        }
        return (int) weight;
    }
}
