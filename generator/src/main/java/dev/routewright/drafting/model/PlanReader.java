package dev.routewright.drafting.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routewright.drafting.model.PlanText.Asked;
import dev.routewright.drafting.model.PlanText.Entry;
import dev.routewright.drafting.model.PlanText.Field;
import dev.routewright.drafting.model.PlanText.Item;
import dev.routewright.route.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a plan from a model's answer. A member that is missing or of another type is empty, for the check to notice. */
final class PlanReader {
    private static final int MOST = 200;

    private PlanReader() {}

    static Optional<PlanText> read(String answer) {
        return LooseJson.object(answer).map(PlanReader::plan);
    }

    private static PlanText plan(JsonNode json) {
        return new PlanText(
                text(json, "title"),
                texts(json.path("search")),
                entry(json.path("trigger")),
                text(json.path("message"), "format"),
                list(json.path("message").path("fields"), PlanReader::field),
                list(json.path("steps"), PlanReader::item),
                numbers(json.path("context")),
                texts(json.path("parts")),
                examples(json),
                texts(json.path("assumptions")),
                list(json.path("questions"), PlanReader::asked));
    }

    private static Entry entry(JsonNode json) {
        return new Entry(
                text(json, "kind").toLowerCase(Locale.ROOT),
                text(json, "method").toUpperCase(Locale.ROOT),
                text(json, "path"),
                json.path("everySeconds").asDouble(0),
                text(json, "cron"),
                text(json, "folder").replaceAll("^/+|/+$", ""),
                text(json, "suffix").replaceFirst("^\\*(?=\\.)", ""),
                text(json, "topic"),
                numbers(json.path("clauses")));
    }

    private static Field field(JsonNode json) {
        return new Field(text(json, "path").replaceFirst("^message\\.", ""), text(json, "type"), text(json, "example"));
    }

    private static Item item(JsonNode json) {
        return new Item(
                id(text(json, "id")),
                text(json, "kind").toLowerCase(Locale.ROOT),
                numbers(json.path("clauses")),
                text(json, "label"),
                text(json, "operation").replaceFirst("^kamelet:", ""),
                text(json, "target").replaceFirst("^(?:kafka|file|folder|topic):", ""),
                text(json, "rule"),
                texts(json.path("reads")),
                text(json, "onFailure"),
                id(text(json, "inside")));
    }

    /** Capital letters, blanks and underscores mean the same id, wherever it is named. */
    static String id(String written) {
        return written.strip()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s_.]+", "-");
    }

    private static Asked asked(JsonNode json) {
        return new Asked(json.path("clause").asInt(0), text(json, "text"), texts(json.path("choices")));
    }

    static List<Scenario> examples(JsonNode json) {
        return list(json.path("examples"), PlanReader::example);
    }

    private static Scenario example(JsonNode json) {
        Map<String, List<Scenario.Stubbed>> replies = new LinkedHashMap<>();
        for (var reply : json.path("replies"))
            replies.computeIfAbsent(text(reply, "operation"), key -> new ArrayList<>())
                    .add(new Scenario.Stubbed(reply.path("status").asInt(200), value(reply.path("body"))));
        return new Scenario(
                text(json, "name"),
                numbers(json.path("clauses")),
                list(json.path("messages"), PlanReader::sent),
                replies,
                list(
                        json.path("calls"),
                        call -> new Scenario.Call(text(call, "operation"), members(call.path("inputs")))),
                list(
                        json.path("answers"),
                        answer -> new Scenario.Answer(answer.path("status").asInt(200), value(answer.path("body")))),
                list(
                        json.path("written"),
                        written -> new Scenario.Written(
                                text(written, "target"), text(written, "key"), value(written.path("content")))));
    }

    private static Scenario.Sent sent(JsonNode json) {
        var body = json.has("body") ? json.path("body") : json.path("text");
        Map<String, String> parameters = new LinkedHashMap<>();
        var given = json.path("parameters");
        if (given.isArray()) given.forEach(one -> parameters.put(text(one, "name"), text(one, "value")));
        else members(given).forEach((name, value) -> parameters.put(name, String.valueOf(value)));
        return new Scenario.Sent(value(body), parameters, text(json, "fileName"));
    }

    /** JSON that stands in a text, or stands there itself. */
    private static @Nullable Object value(JsonNode json) {
        return json.isTextual() ? LooseJson.value(json.textValue()) : LooseJson.plain(json);
    }

    private static Map<String, Object> members(JsonNode json) {
        var members = new LinkedHashMap<String, Object>();
        if (value(json) instanceof Map<?, ?> map)
            map.forEach((name, value) -> {
                if (value != null) members.put(String.valueOf(name), value);
            });
        return members;
    }

    static String text(JsonNode json, String name) {
        var value = json.path(name);
        if (value.isValueNode()) return value.isNull() ? "" : value.asText().strip();
        return value.isMissingNode() ? "" : value.toString();
    }

    private static List<String> texts(JsonNode json) {
        return list(json, value -> value.isValueNode() ? value.asText().strip() : value.toString()).stream()
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static List<Integer> numbers(JsonNode json) {
        return list(json, value -> value.asInt(0)).stream()
                .filter(n -> n != 0)
                .distinct()
                .toList();
    }

    private static <T> List<T> list(JsonNode json, Function<JsonNode, T> each) {
        var list = new ArrayList<T>();
        if (json.isArray())
            for (var one : json) {
                if (list.size() == MOST) break;
                list.add(each.apply(one));
            }
        else if (json.isValueNode() && !json.isNull() && !json.asText().isEmpty()) list.add(each.apply(json));
        return List.copyOf(list);
    }
}
