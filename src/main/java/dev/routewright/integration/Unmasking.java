package dev.routewright.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts the stored values back where an edited message still holds masks. A value is put back only where it was: where
 * that cannot be told, the edit is refused rather than a secret put in somebody else's place.
 */
final class Unmasking {
    private final Masks masks;

    Unmasking(Masks masks) {
        this.masks = masks;
    }

    Map<String, String> headers(Map<String, String> edited, Map<String, String> stored) {
        var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(stored);
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        edited.forEach((name, value) -> {
            if (!value.equals(Masks.MASK) || !masks.covers(name)) headers.put(name, value);
            else if (all.containsKey(name)) headers.put(name, all.get(name));
            else throw unknown("The header " + Quoted.of(name));
        });
        return headers;
    }

    /** @param stored the body as it is kept, null when it is no text or there is none */
    String body(String edited, @Nullable String stored, Map<String, String> headers) {
        if (!edited.contains(Masks.MASK)) return edited;
        if (stored != null && edited.equals(ShownBody.masked(headers, stored, masks))) return stored;
        if (stored != null
                && ShownBody.isForm(headers)
                && ShownBody.json(stored).isEmpty()) return form(edited, stored);
        var json = ShownBody.json(edited);
        var before = stored == null ? null : ShownBody.json(stored).orElse(null);
        if (json.isEmpty() || before == null) {
            // A mask may be what the sender wrote.
            if (stored != null && MaskedText.of(stored, masks).equals(stored) && json.isEmpty()) return edited;
            throw new Declined(
                    Declined.Reason.UNUSABLE,
                    "The body holds masked values, and it is not JSON as the kept one is, so they cannot be put back. "
                            + "Nothing was changed. Write the values themselves.");
        }
        restore(json.get(), before, "");
        return json.get().toString();
    }

    /** A field is known by its name and by how many of the same name stand before it. */
    private String form(String edited, String stored) {
        var values = new HashMap<String, List<String>>();
        for (var field : stored.split("&", -1))
            values.computeIfAbsent(nameOf(field), name -> new ArrayList<>()).add(field);
        var seen = new HashMap<String, Integer>();
        return Arrays.stream(edited.split("&", -1))
                .map(field -> {
                    var name = nameOf(field);
                    int number = seen.merge(name, 1, Integer::sum) - 1;
                    if (!field.endsWith("=" + Masks.MASK) || !masks.covers(name)) return field;
                    var old = values.getOrDefault(name, List.of());
                    if (number >= old.size()) throw unknown("The field " + Quoted.of(name));
                    return old.get(number);
                })
                .collect(Collectors.joining("&"));
    }

    private static String nameOf(String field) {
        return MaskedText.decoded(field.split("=", 2)[0]);
    }

    private void restore(JsonNode edited, JsonNode stored, String place) {
        if (edited instanceof ObjectNode object)
            for (var member : object.properties()) {
                var there = place + "/" + member.getKey().replace("~", "~0").replace("/", "~1");
                var old = stored.path(member.getKey());
                if (masks.covers(member.getKey()) && member.getValue().asText().equals(Masks.MASK)) {
                    if (old.isMissingNode()) throw unknown("The member " + Quoted.of(there));
                    member.setValue(old);
                } else {
                    restore(member.getValue(), old, there);
                }
            }
        if (edited instanceof ArrayNode array) {
            // With one more or one less, nobody can tell whose value it was.
            boolean same = stored.isArray() && stored.size() == array.size();
            for (int i = 0; i < array.size(); i++)
                restore(array.get(i), same ? stored.get(i) : stored.path("\u0000"), place + "/" + i);
        }
    }

    private static Declined unknown(String what) {
        return new Declined(
                Declined.Reason.UNUSABLE,
                "%s is masked, and the kept message has no value at that place. Nothing was changed. Write the value itself."
                        .formatted(what));
    }
}
