package dev.routewright.cli;

import dev.routewright.cli.SarifLog.Configuration;
import dev.routewright.cli.SarifLog.Help;
import dev.routewright.cli.SarifLog.Rule;
import dev.routewright.cli.SarifLog.Text;
import dev.routewright.inspection.RuleBook;
import dev.routewright.route.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules as SARIF describes them: those of inspection with their pages, and what else {@code check} may find. */
final class SarifRules {
    static final String QUESTION = "open-question";

    private final @Nullable String docs;
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    SarifRules(@Nullable String docs) {
        this.docs = docs == null ? null : docs.replaceFirst("/+$", "");
        RuleBook.rules().forEach(this::add);
        add(
                QUESTION,
                "note",
                "The description leaves something open that only its author can say.",
                "Say it in the text.");
        add("unreadable", "error", "The file cannot be read as text.", "Save it as UTF-8, readable for this user.");
        add(
                "service-unreadable",
                "error",
                "The service document is not OpenAPI 3 that can be used.",
                "Correct the document; nothing is registered from it until then.");
    }

    List<Rule> all() {
        return List.copyOf(rules);
    }

    /** Where the rule stands among all; one that is not known, such as a drafter's, is put at the end. */
    int index(String id) {
        if (!places.containsKey(id))
            add(id, "error", "The description cannot be drafted.", "The message of the finding says what to do.");
        return places.get(id);
    }

    private void add(RuleBook.Entry rule) {
        var page = "docs/rules/" + rule.id() + ".md";
        var help = new Help(
                "%s %s See %s.".formatted(rule.meaning(), rule.remedy(), page),
                rule.page().isEmpty() ? rule.meaning() + "\n\n" + rule.remedy() + "\n" : rule.page());
        var uri = docs == null ? null : docs + "/rules/" + rule.id() + ".md";
        var level = rule.severity() == Severity.ERROR ? "error" : "warning";
        add(rule.id(), level, rule.meaning(), rule.remedy(), help, uri);
    }

    private void add(String id, String level, String meaning, String remedy) {
        add(id, level, meaning, remedy, new Help(meaning + " " + remedy, meaning + "\n\n" + remedy + "\n"), null);
    }

    private void add(String id, String level, String meaning, String remedy, Help help, @Nullable String uri) {
        places.put(id, rules.size());
        rules.add(
                new Rule(id, new Text(meaning), new Text(meaning + " " + remedy), help, uri, new Configuration(level)));
    }
}
