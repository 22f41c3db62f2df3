package dev.routewright.drafting.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The phrasebook's own files. They are part of the program, so a broken one is a programming error. */
final class Resource {
    private Resource() {}

    static JsonNode read(String name) {
        try (var in = Resource.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("The resource %s is missing.".formatted(name));
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource %s cannot be read.".formatted(name), e);
        }
    }

    /** What a service's document says, which the registry has read before. */
    static JsonNode parse(String json) {
        try {
            return new YAMLMapper().readTree(json);
        } catch (IOException e) {
            return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
        }
    }

    /** A list, or one text whose parts are separated by commas. */
    static List<String> list(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) return List.of();
        if (!node.isArray())
            return Arrays.stream(node.asText().split(","))
                    .map(String::strip)
                    .filter(w -> !w.isEmpty())
                    .toList();
        var list = new ArrayList<String>();
        node.forEach(item -> list.add(item.asText()));
        return list;
    }
}
