package dev.routewright.knowledge;

import static org.snakeyaml.engine.v2.common.ScalarStyle.LITERAL;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.NonPrintableStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/**
 * Values → YAML, by the engine Camel reads with: one for YAML 1.1 writes escapes which that one refuses. Text is quoted
 * unless every reader of any YAML version takes it for text; no tags, anchors or aliases are written.
 */
public final class PlainYaml {
    private static final int MAX_PLAIN = 120;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*");
    private static final Pattern NOT_TEXT_EVERYWHERE =
            Pattern.compile("y|n|yes|no|on|off|true|false|null", Pattern.CASE_INSENSITIVE);

    private static final Pattern TAME = Pattern.compile("|[^\\s\\p{C}\\p{Z}][^\\p{C}\\p{Zl}\\p{Zp}]*");

    private PlainYaml() {}

    public static String of(Map<String, Object> document) {
        var settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setNonPrintableStyle(NonPrintableStyle.ESCAPE)
                .setDereferenceAliases(true)
                .setSplitLines(false)
                .build();
        // Ends of lines to YAML 1.1, which would fold them; they stand between double quotes only.
        return new Dump(settings, new Quoting(settings))
                .dumpToString(document)
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static final class Quoting extends StandardRepresenter {
        Quoting(DumpSettings settings) {
            super(settings);
        }

        @Override
        protected Node representScalar(Tag tag, String value, @Nullable ScalarStyle style) {
            if (!tag.equals(Tag.STR)) return super.representScalar(tag, value, ScalarStyle.PLAIN);
            return super.representScalar(tag, value, isTameBlock(value) ? LITERAL : oneLine(value));
        }

        @Override
        protected NodeTuple representMappingEntry(Map.Entry<?, ?> entry) {
            String name = String.valueOf(entry.getKey());
            return new NodeTuple(super.representScalar(Tag.STR, name, oneLine(name)), representData(entry.getValue()));
        }

        /** Several lines that stay the same when indented; anything odd among them and they are quoted. */
        private static boolean isTameBlock(String text) {
            return text.contains("\n")
                    && !text.startsWith("\n")
                    && !text.endsWith("\n")
                    && Stream.of(text.split("\n"))
                            .allMatch(line -> TAME.matcher(line).matches());
        }

        private static ScalarStyle oneLine(String text) {
            boolean plain = text.length() <= MAX_PLAIN
                    && PLAIN.matcher(text).matches()
                    && !NOT_TEXT_EVERYWHERE.matcher(text).matches();
            return plain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED;
        }
    }
}
