package dev.routewright.drafting.offline;

import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** A mapping in a route file, in the order it was built; written with the library Camel reads it with. */
final class Node extends LinkedHashMap<String, Object> {

    static Node of(String key, Object value) {
        return new Node().with(key, value);
    }

    /** One step: its kind, its id, and what {@link #with} adds to it. */
    static Node step(String kind, Node properties) {
        return of(kind, properties);
    }

    static Node id(String id) {
        return of("id", id);
    }

    /** Adds a pair, or nothing when there is no value. */
    Node with(String key, @Nullable Object value) {
        if (value != null) put(key, value);
        return this;
    }

    static Node jq(String program) {
        return of("jq", of("expression", program));
    }

    static Node constant(String text) {
        return of("constant", of("expression", text));
    }

    static Node setVariable(String id, String name, Node expression) {
        return step("setVariable", id(id).with("name", name).with("expression", expression));
    }

    static Node setHeader(String id, String name, Node expression) {
        return step("setHeader", id(id).with("name", name).with("expression", expression));
    }

    static Node removeHeader(String id, String name) {
        return step("removeHeader", id(id).with("name", name));
    }

    static Node setBody(String id, Node expression) {
        return step("setBody", id(id).with("expression", expression));
    }

    static String yaml(List<Node> document) {
        var settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setSplitLines(false)
                .setWidth(100_000)
                .build();
        return new Dump(settings).dumpToString(document);
    }
}
