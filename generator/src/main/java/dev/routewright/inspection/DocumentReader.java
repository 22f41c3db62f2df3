package dev.routewright.inspection;

import static dev.routewright.inspection.Findings.quote;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The document rules, and the only place that reads YAML. It uses the parser Camel uses and keeps scalars as raw text,
 * so that what is judged is what would run. Events are looked at first, one by one: depth, size, tags, aliases and
 * second documents are refused before anything recursive touches the file.
 */
final class DocumentReader {
    private final Policy.Document limits;
    private final Findings findings;

    DocumentReader(Policy.Document limits, Findings findings) {
        this.limits = limits;
        this.findings = findings;
    }

    /** The tree, or empty when a document rule has an error. */
    Optional<RouteTree> read(String yaml) {
        if (!fits(yaml) || !isClean(yaml)) return Optional.empty();
        try {
            if (!eventsAreHarmless(yaml)) return Optional.empty();
            var root = new Composer(settings(), parser(yaml)).getSingleNode();
            if (root.isEmpty()) return refuse(RuleId.DOCUMENT_EMPTY, null, "The route file holds no route.");
            var tree = roots(node(root.get()));
            return findings.hasErrors() ? Optional.empty() : tree;
        } catch (MarkedYamlEngineException e) {
            return refuse(
                    RuleId.YAML_SYNTAX,
                    e.getProblemMark().map(DocumentReader::place).orElse(null),
                    "This is not YAML: " + sentence(e.getProblem()) + ".");
        } catch (YamlEngineException | StackOverflowError | IllegalArgumentException | IndexOutOfBoundsException e) {
            return refuse(RuleId.YAML_SYNTAX, null, "The file could not be read as YAML.");
        }
    }

    private boolean fits(String yaml) {
        int bytes = yaml.length() > limits.maxBytes() ? yaml.length() : yaml.getBytes(StandardCharsets.UTF_8).length;
        if (bytes <= limits.maxBytes()) return true;
        refuse(
                RuleId.DOCUMENT_TOO_LARGE,
                null,
                "The route file is larger than %d KiB.".formatted(limits.maxBytes() / 1024));
        return false;
    }

    private boolean isClean(String yaml) {
        int at = Characters.firstForbidden(yaml);
        if (at < 0) return true;
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < at; i++) {
            if (yaml.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        refuse(
                RuleId.DOCUMENT_CHARACTER,
                new Place(line, at - lineStart + 1),
                "The file holds the character U+%04X, which cannot be seen or means something else than it shows."
                        .formatted(yaml.codePointAt(at)));
        return false;
    }

    private boolean eventsAreHarmless(String yaml) {
        var parser = parser(yaml);
        int depth = 0;
        int documents = 0;
        while (parser.hasNext()) {
            Event event = parser.next();
            Place place = event.getStartMark().map(DocumentReader::place).orElse(null);
            if (event.getEventId() == Event.ID.DocumentStart && ++documents > 1) {
                refuse(RuleId.DOCUMENT_SEVERAL, place, "The file holds more than one YAML document.");
                return false;
            }
            if (event instanceof DocumentStartEvent start
                    && (start.getSpecVersion().isPresent() || !start.getTags().isEmpty())) {
                refuse(RuleId.YAML_TAG, place, "The file begins with a YAML directive.");
                return false;
            }
            if (event instanceof AliasEvent
                    || (event instanceof NodeEvent n && n.getAnchor().isPresent())) {
                refuse(RuleId.YAML_ANCHOR, place, "The file uses a YAML anchor or alias.");
                return false;
            }
            if (tagOf(event) != null) {
                refuse(
                        RuleId.YAML_TAG,
                        place,
                        "The file uses the YAML tag " + quote(String.valueOf(tagOf(event))) + ".");
                return false;
            }
            if (event instanceof CollectionStartEvent && ++depth > limits.maxDepth()) {
                refuse(
                        RuleId.DOCUMENT_TOO_DEEP,
                        place,
                        "The file is nested deeper than %d levels.".formatted(limits.maxDepth()));
                return false;
            }
            if (event.getEventId() == Event.ID.MappingEnd || event.getEventId() == Event.ID.SequenceEnd) depth--;
            if (event instanceof ScalarEvent scalar
                    && scalar.getValue().getBytes(StandardCharsets.UTF_8).length > limits.maxScalarBytes()) {
                refuse(
                        RuleId.TEXT_TOO_LONG,
                        place,
                        "A text is longer than %d bytes.".formatted(limits.maxScalarBytes()));
                return false;
            }
            if (event instanceof ScalarEvent scalar && Characters.firstForbidden(scalar.getValue()) >= 0) {
                refuse(
                        RuleId.DOCUMENT_CHARACTER,
                        place,
                        "A text holds the character U+%04X, written as an escape."
                                .formatted(
                                        scalar.getValue().codePointAt(Characters.firstForbidden(scalar.getValue()))));
                return false;
            }
        }
        return true;
    }

    private static @Nullable String tagOf(Event event) {
        if (event instanceof ScalarEvent scalar)
            return scalar.getTag().map(Object::toString).orElse(null);
        if (event instanceof CollectionStartEvent collection)
            return collection.getTag().map(Object::toString).orElse(null);
        return null;
    }

    private Optional<RouteTree> roots(Node root) {
        if (!(root instanceof Node.Sequence sequence))
            return refuse(RuleId.DOCUMENT_ROOT, root.place(), "The file is not a list of `- route:` entries.");
        if (sequence.items().isEmpty())
            return refuse(RuleId.DOCUMENT_EMPTY, root.place(), "The route file holds no route.");
        var entries = new ArrayList<Node.Entry>();
        for (Node item : sequence.items()) {
            if (item instanceof Node.Mapping mapping && mapping.entries().size() == 1)
                entries.add(mapping.entries().get(0));
            else
                refuse(
                        RuleId.DOCUMENT_ROOT,
                        item.place(),
                        "An entry of the file is not a mapping with exactly one key.");
        }
        return Optional.of(new RouteTree(entries));
    }

    private Node node(org.snakeyaml.engine.v2.nodes.Node yaml) {
        Place place = yaml.getStartMark().map(DocumentReader::place).orElse(new Place(1, 1));
        if (yaml instanceof ScalarNode scalar)
            return new Node.Scalar(scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN, place);
        if (yaml instanceof SequenceNode sequence)
            return new Node.Sequence(
                    sequence.getValue().stream().map(this::node).toList(), place);
        var seen = new HashSet<String>();
        var entries = new ArrayList<Node.Entry>();
        for (NodeTuple tuple : ((MappingNode) yaml).getValue())
            entry(tuple, seen).ifPresent(entries::add);
        return new Node.Mapping(entries, place);
    }

    private Optional<Node.Entry> entry(NodeTuple tuple, Set<String> seen) {
        Place place =
                tuple.getKeyNode().getStartMark().map(DocumentReader::place).orElse(new Place(1, 1));
        if (!(tuple.getKeyNode() instanceof ScalarNode key))
            return refuse(RuleId.YAML_SYNTAX, place, "A key of a mapping is not a plain text.");
        if (key.getValue().equals("<<"))
            return refuse(RuleId.YAML_MERGE, place, "The file uses a YAML merge key (`<<`).");
        if (!seen.add(key.getValue()))
            return refuse(
                    RuleId.YAML_DUPLICATE_KEY,
                    place,
                    "The key " + quote(key.getValue()) + " stands twice in one mapping.");
        return Optional.of(new Node.Entry(key.getValue(), place, node(tuple.getValueNode())));
    }

    private <T> Optional<T> refuse(RuleId rule, @Nullable Place place, String problem) {
        findings.add(rule, place, null, problem, rule.remedy());
        return Optional.empty();
    }

    private static ParserImpl parser(String yaml) {
        return new ParserImpl(settings(), new StreamReader(settings(), yaml));
    }

    private static LoadSettings settings() {
        return LoadSettings.builder()
                .setAllowDuplicateKeys(true)
                .setAllowRecursiveKeys(false)
                .setUseMarks(true)
                .build();
    }

    private static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** What the parser says is translated: its words are about tokens and streams, not about a route file. */
    private static String sentence(@Nullable String problem) {
        String words = problem == null ? "" : problem;
        if (words.contains("mapping values are not allowed"))
            return "a `key: value` stands where none can stand; a text that holds a colon needs quotes";
        if (words.contains("could not find expected ':'")) return "a key has no colon after it";
        if (words.contains("expected <block end>")) return "the indentation does not fit the lines above";
        if (words.contains("cannot start any token"))
            return "a value begins with a character that YAML keeps for itself; put the value in quotes";
        if (words.contains("end of stream")) return "a quote or bracket is never closed";
        if (words.contains("unknown escape")) return "a text in double quotes holds a backslash that means nothing";
        return "the structure is broken here";
    }
}
