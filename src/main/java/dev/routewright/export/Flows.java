package dev.routewright.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A route file as the values a resource of Kubernetes is made of. Camel reads scalars by their text, a cluster by their
 * type: {@code 1.10} would come back as {@code 1.1}. What is not the same text when read and written again becomes text.
 */
final class Flows {
    /** 16 digits are more than a number of JSON keeps in every program. */
    private static final Pattern SAME_AGAIN = Pattern.compile("0|-?[1-9][0-9]{0,14}|true|false");

    private static final String SCHEME = "kamelet:";

    /** Where an address is written as it is. */
    private static final Set<String> ADDRESS =
            Set.of("uri", "from", "to", "wireTap", "enrich", "pollEnrich", "deadLetterUri");

    /** Where an expression says it. */
    private static final Set<String> COMPUTED = Set.of("enrich", "pollEnrich", "recipientList");

    private final ClusterNames names;

    Flows(ClusterNames names) {
        this.names = names;
    }

    List<Object> of(String yaml) {
        var root = new Compose(LoadSettings.builder().build()).composeString(yaml);
        if (root.isEmpty() || !(root.get() instanceof SequenceNode routes))
            throw new IllegalArgumentException("The route file is not a list of routes.");
        return routes.getValue().stream().map(this::value).toList();
    }

    private Object value(Node node) {
        return value(node, false);
    }

    /** @param addressed whether its texts are addresses, or lists of them; all other text stays what it is */
    private Object value(Node node, boolean addressed) {
        if (node instanceof ScalarNode scalar) return scalar(scalar, addressed);
        if (node instanceof SequenceNode sequence) {
            var list = new ArrayList<Object>();
            sequence.getValue().forEach(item -> list.add(value(item, addressed)));
            return list;
        }
        var map = new LinkedHashMap<String, Object>();
        for (var pair : ((MappingNode) node).getValue()) {
            var key = ((ScalarNode) pair.getKeyNode()).getValue();
            var inner = pair.getValueNode();
            boolean address = inner instanceof ScalarNode
                    ? ADDRESS.contains(key) || addressed
                    : COMPUTED.contains(key) || addressed && !key.equals("parameters");
            map.put(key, key.equals("kamelet") ? step(value(inner, false)) : value(inner, address));
        }
        return map;
    }

    /** A step {@code kamelet}, whose Kamelet is named without its scheme, and with what may stand behind it. */
    private Object step(Object kamelet) {
        if (kamelet instanceof String name) return named(name);
        if (kamelet instanceof Map<?, ?> step && step.get("name") instanceof String name) {
            var renamed = new Mapping();
            step.forEach((key, value) -> renamed.and(key.toString(), key.equals("name") ? named(name) : value));
            return renamed;
        }
        return kamelet;
    }

    private String named(String kamelet) {
        return names.in(SCHEME + kamelet).substring(SCHEME.length());
    }

    private Object scalar(ScalarNode scalar, boolean addressed) {
        var text = scalar.getValue();
        boolean typed = scalar.getScalarStyle() == ScalarStyle.PLAIN
                && SAME_AGAIN.matcher(text).matches();
        if (!typed) return addressed ? names.in(text) : text;
        return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : Long.valueOf(text);
    }

    /** Every mapping in the flows, outer ones first. */
    static Stream<Map<?, ?>> mappings(Object value) {
        if (value instanceof List<?> list) return list.stream().flatMap(Flows::mappings);
        if (!(value instanceof Map<?, ?> map)) return Stream.empty();
        return Stream.concat(Stream.of(map), map.values().stream().flatMap(Flows::mappings));
    }
}
