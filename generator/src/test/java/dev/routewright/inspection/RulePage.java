package dev.routewright.inspection;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A page of docs/rules. Its front matter may hold a fragment of a policy that its examples are judged by; a block
 * {@code yaml} is a route file, a block {@code yaml steps} the steps of one, a block {@code yaml policy} a fragment.
 */
record RulePage(String id, Inspector inspector, List<String> lines) {
    /** What steps of an example stand in; docs/rules/README.md shows it. */
    static final String AROUND = """
            - route:
                id: order
                from:
                  uri: platform-http:/orders
                  parameters: {httpMethodRestrict: POST}
                  steps:
            """;

    static RulePage read(Path file) throws IOException {
        var id = file.getFileName().toString().replace(".md", "");
        var lines = Files.readAllLines(file);
        if (!lines.get(0).equals("---")) return new RulePage(id, Routes.INSPECTOR, lines);
        int end = lines.subList(1, lines.size()).indexOf("---") + 1;
        var front = yaml(String.join("\n", lines.subList(1, end)));
        var body = lines.subList(end + 1, lines.size());
        return new RulePage(id, new Inspector(policy(front.get("policy"))), body);
    }

    List<String> headings() {
        var headings = new ArrayList<String>();
        boolean inside = false;
        for (var line : lines) {
            inside ^= line.startsWith("```");
            if (!inside && line.startsWith("#")) headings.add(line);
        }
        return headings;
    }

    /** The route files under a heading. */
    List<String> routes(String heading) {
        var files = new ArrayList<>(blocks(heading, "yaml"));
        for (var steps : blocks(heading, "yaml steps")) files.add(AROUND + steps.indent(8));
        return files;
    }

    /** The blocks of one kind under a heading. */
    List<String> blocks(String heading, String kind) {
        var blocks = new ArrayList<String>();
        var under = "";
        StringBuilder open = null;
        for (var line : lines) {
            if (open != null && line.equals("```")) {
                blocks.add(open.toString());
                open = null;
            } else if (open != null) open.append(line).append('\n');
            else if (line.startsWith("## ")) under = line.substring(3);
            else if (line.equals("```" + kind) && under.equals(heading)) open = new StringBuilder();
        }
        return blocks;
    }

    /** The policy that ships, with the values of a fragment put over its own. */
    static Policy policy(Object fragment) throws IOException {
        try (var in = Policy.class.getResourceAsStream("policy.yaml")) {
            var standard = yaml(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            var merged = new ObjectMapper().writeValueAsBytes(merge(standard, fragment == null ? Map.of() : fragment));
            return Policy.read(new ByteArrayInputStream(merged));
        }
    }

    static Map<?, ?> yaml(String text) {
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    private static Object merge(Object under, Object over) {
        if (!(under instanceof Map<?, ?> lower) || !(over instanceof Map<?, ?> upper)) return over;
        var merged = new LinkedHashMap<Object, Object>(lower);
        upper.forEach((key, value) -> merged.put(key, lower.containsKey(key) ? merge(lower.get(key), value) : value));
        return merged;
    }
}
