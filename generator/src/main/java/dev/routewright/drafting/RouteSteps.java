package dev.routewright.drafting;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The steps and sections of a route file with their lines, read without any knowledge of Camel: whatever stands in a
 * list of steps, and whatever carries an id. A file that is no YAML has none; to say so is inspection's.
 */
public final class RouteSteps {
    private static final Set<String> EFFECTS =
            Set.of("to", "toD", "wireTap", "enrich", "pollEnrich", "poll", "recipientList", "kamelet", "routingSlip");
    /** Keys below which other steps stand, which are not the step's own. */
    private static final Set<String> NESTED = Set.of("steps", "when", "otherwise", "doCatch", "doFinally");

    private RouteSteps() {}

    /**
     * @param kind such as {@code to} or {@code when}
     * @param id empty when it has none
     * @param line 1-based
     * @param target of a step that sends, empty otherwise
     * @param own its lines without those of the steps inside it, without indentation
     */
    public record Found(String kind, String id, int line, String target, List<String> own) {
        public Found {
            own = List.copyOf(own);
        }

        /** Whether something outside the route notices it. */
        public boolean hasEffect() {
            return EFFECTS.contains(kind) && !target.startsWith("direct:");
        }
    }

    public static boolean isYaml(String yaml) {
        return root(yaml).filter(SequenceNode.class::isInstance).isPresent();
    }

    public static List<Found> of(String yaml) {
        var found = new ArrayList<Found>();
        var lines = yaml.lines().toList();
        root(yaml).ifPresent(root -> walk(root, lines, found));
        return found;
    }

    /** Why a text is no YAML list, in a few words without anything of the text but its place. */
    public static String trouble(String yaml) {
        try {
            var root = compose(yaml);
            return root instanceof SequenceNode ? "" : "it is not a list of entries `- route:`";
        } catch (org.yaml.snakeyaml.error.MarkedYAMLException e) {
            var mark = e.getProblemMark();
            var problem = e.getProblem() == null ? "" : ", " + e.getProblem().replaceAll("[^ A-Za-z0-9,'.<>-]", "");
            return mark == null ? "unreadable" : "line " + (mark.getLine() + 1) + problem;
        } catch (RuntimeException | StackOverflowError unreadable) {
            return "unreadable";
        }
    }

    private static Optional<Node> root(String yaml) {
        try {
            return Optional.ofNullable(compose(yaml));
        } catch (RuntimeException | StackOverflowError unreadable) {
            return Optional.empty();
        }
    }

    private static Node compose(String yaml) {
        var options = new LoaderOptions();
        options.setNestingDepthLimit(60);
        options.setMaxAliasesForCollections(0);
        options.setCodePointLimit(300_000);
        return new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
    }

    private static void walk(Node node, List<String> lines, List<Found> found) {
        if (node instanceof SequenceNode list) list.getValue().forEach(one -> walk(one, lines, found));
        if (!(node instanceof MappingNode map)) return;
        for (var entry : map.getValue()) {
            var key = text(entry.getKeyNode());
            var value = entry.getValueNode();
            if (key.equals("steps") && value instanceof SequenceNode steps)
                steps.getValue().forEach(step -> step(step, lines, found));
            else {
                if (NESTED.contains(key)) sections(key, value, lines, found);
                walk(value, lines, found);
            }
        }
    }

    private static void sections(String kind, Node node, List<String> lines, List<Found> found) {
        var sections = node instanceof SequenceNode list ? list.getValue() : List.of(node);
        for (var section : sections)
            if (section instanceof MappingNode map)
                found.add(new Found(kind, value(map, "id"), line(map), "", own(map, lines)));
    }

    private static void step(Node node, List<String> lines, List<Found> found) {
        if (!(node instanceof MappingNode map) || map.getValue().isEmpty()) return;
        var entry = map.getValue().get(0);
        var kind = text(entry.getKeyNode());
        var value = entry.getValueNode();
        var id = value instanceof MappingNode inner ? value(inner, "id") : "";
        var target = value instanceof MappingNode inner ? value(inner, "uri") : text(value);
        found.add(new Found(kind, id, line(map), EFFECTS.contains(kind) ? target : "", own(map, lines)));
        walk(value, lines, found);
    }

    private static List<String> own(Node node, List<String> lines) {
        int from = node.getStartMark().getLine();
        int to = Math.min(lines.size(), Math.max(from + 1, end(node)));
        var inner = new boolean[to - from];
        mark(node, from, inner);
        var own = new ArrayList<String>();
        for (int n = from; n < to; n++) {
            var line = lines.get(n).strip().replaceFirst("^-\\s+", "");
            if (!inner[n - from] && !line.isEmpty()) own.add(line);
        }
        return own;
    }

    private static void mark(Node node, int from, boolean[] inner) {
        if (node instanceof SequenceNode list) list.getValue().forEach(one -> mark(one, from, inner));
        if (!(node instanceof MappingNode map)) return;
        for (var entry : map.getValue()) {
            if (!NESTED.contains(text(entry.getKeyNode()))) mark(entry.getValueNode(), from, inner);
            else {
                int last = end(entry.getValueNode());
                for (int n = entry.getKeyNode().getStartMark().getLine(); n < last; n++)
                    if (n >= from && n - from < inner.length) inner[n - from] = true;
            }
        }
    }

    /** The line behind the last one; a block ends where the next begins, at the margin. */
    private static int end(Node node) {
        var mark = node.getEndMark();
        return mark.getColumn() == 0 || !isFlow(node) && !(node instanceof ScalarNode)
                ? mark.getLine()
                : mark.getLine() + 1;
    }

    private static boolean isFlow(Node node) {
        return node instanceof MappingNode map
                ? map.getFlowStyle() == org.yaml.snakeyaml.DumperOptions.FlowStyle.FLOW
                : node instanceof SequenceNode list
                        && list.getFlowStyle() == org.yaml.snakeyaml.DumperOptions.FlowStyle.FLOW;
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static String value(MappingNode map, String key) {
        return map.getValue().stream()
                .filter(entry -> text(entry.getKeyNode()).equals(key))
                .map(entry -> text(entry.getValueNode()))
                .findFirst()
                .orElse("");
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
