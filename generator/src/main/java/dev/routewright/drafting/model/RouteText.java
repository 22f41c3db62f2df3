package dev.routewright.drafting.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The route file in a model's answer, and what it says about examples.
 *
 * @param yaml empty when there is none
 * @param examples a correction of examples with its reason
 */
record RouteText(Optional<String> yaml, Optional<JsonNode> examples) {
    private static final Pattern FENCE = Pattern.compile(
            "(?ms)^[ \\t]*(`{3,}|~{3,})[ \\t]*([A-Za-z0-9_+-]*)[^\\n]*\\n(.*?)(?:^[ \\t]*\\1[ \\t]*$|\\z)");
    private static final Pattern ROUTE = Pattern.compile("(?m)^\\s*-?\\s*(?:route|from):");
    private static final String THINKING = "(?s)^\\s*<think(?:ing)?>.*?</think(?:ing)?>";

    static RouteText of(String answer) {
        var text = answer.replace("\r\n", "\n").replaceFirst(THINKING, "");
        Optional<String> yaml = Optional.empty();
        Optional<JsonNode> examples = Optional.empty();
        var matcher = FENCE.matcher(text);
        boolean fenced = false;
        while (matcher.find()) {
            fenced = true;
            var content = matcher.group(3);
            if (matcher.group(2).equalsIgnoreCase("json"))
                examples = LooseJson.object(content).filter(json -> json.has("examples"));
            else if (ROUTE.matcher(content).find()) yaml = Optional.of(content);
        }
        if (yaml.isEmpty() && !fenced) yaml = bare(text);
        return new RouteText(yaml.map(RouteText::plain).filter(file -> !file.isBlank()), examples);
    }

    private static Optional<String> bare(String text) {
        var matcher = Pattern.compile("(?m)^- route:").matcher(text);
        return matcher.find() ? Optional.of(text.substring(matcher.start())) : Optional.empty();
    }

    /** At the margin, without tabs, a list even if a single route was written without its dash. */
    private static String plain(String content) {
        List<String> lines = new ArrayList<>(
                content.replace("\t", "  ").stripTrailing().lines().toList());
        while (!lines.isEmpty()
                && (lines.get(0).isBlank() || lines.get(0).strip().equals("---"))) lines.remove(0);
        var text = String.join("\n", lines).stripIndent() + "\n";
        return text.startsWith("route:") ? "- " + text.strip().replace("\n", "\n  ") + "\n" : text;
    }
}
