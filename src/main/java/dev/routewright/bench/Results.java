package dev.routewright.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a benchmark came to, ready to be printed. */
public final class Results {
    /** Largest prompts, in tokens: what the smallest models worth using can still read well. */
    public static final int MOST_FOR_PLAN = 6000;

    public static final int MOST_FOR_ROUTE = 8000;

    private final List<Run> runs;
    private final Bench.Options options;

    Results(Collection<Run> runs, Bench.Options options) {
        this.runs = List.copyOf(runs);
        this.options = options;
    }

    /** Whether everything that was run passed. */
    public boolean passed() {
        return runs.stream().allMatch(run -> run.isSkipped() || run.passed());
    }

    /** Whether no prompt was larger than it may be. */
    public boolean promptsFit() {
        var all = new Figures(runs);
        return Figures.largest(all.prompts("plan")).orElse(0) <= MOST_FOR_PLAN
                && Figures.largest(all.prompts("route")).orElse(0) <= MOST_FOR_ROUTE;
    }

    /** Heads of the columns of {@link #rows}. */
    public List<String> heads() {
        return List.of(
                "GROUP",
                "RUNS",
                "PASS@1",
                "PASS^" + options.times(),
                "LIVE-FAILING",
                "ASKED",
                "REFUSED",
                "FAILED",
                "FIRST-VALID",
                "REPAIRS",
                "PROMPT",
                "COMPLETION",
                "PLAN-PROMPT",
                "ROUTE-PROMPT",
                "SECONDS");
    }

    /** All runs, those of each language, and those of each difficulty. */
    public List<List<String>> rows() {
        var rows = new ArrayList<List<String>>();
        groups().forEach((name, figures) -> rows.add(row(name, figures)));
        return rows;
    }

    private Map<String, Figures> groups() {
        var groups = new LinkedHashMap<String, Figures>();
        groups.put("all", new Figures(runs));
        by(Run::language).forEach((language, some) -> groups.put(language, new Figures(some)));
        by(run -> run.played().difficulty())
                .forEach((difficulty, some) -> groups.put("difficulty " + difficulty, new Figures(some)));
        return groups;
    }

    private <K> Map<K, List<Run>> by(Function<Run, K> key) {
        return runs.stream()
                .filter(run -> !run.isSkipped())
                .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    }

    private static List<String> row(String name, Figures figures) {
        var seconds = figures.seconds();
        return List.of(
                name,
                String.valueOf(figures.runs()),
                percent(figures.passOnce()),
                percent(figures.passAlways()),
                String.valueOf(figures.count(Run::isLiveButFailing)),
                String.valueOf(figures.count(Run::askedWithoutNeed)),
                String.valueOf(figures.count(Run::wasRefused)),
                String.valueOf(figures.count(Run::cameToNothing)),
                percent(figures.firstDraftValid()),
                number(figures.repairs(), "%.1f"),
                number(figures.promptTokens(), "%.0f"),
                number(figures.completionTokens(), "%.0f"),
                sizes(figures.prompts("plan")),
                sizes(figures.prompts("route")),
                "%s/%s".formatted(number(Figures.median(seconds), "%.1f"), number(Figures.largest(seconds), "%.1f")));
    }

    private static String sizes(List<Integer> sizes) {
        return sizes.isEmpty()
                ? "-"
                : "%s/%s".formatted(number(Figures.median(sizes), "%.0f"), number(Figures.largest(sizes), "%.0f"));
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? String.format(Locale.ROOT, "%.1f%%", share.getAsDouble() * 100) : "-";
    }

    private static String number(OptionalDouble number, String format) {
        return number.isPresent() ? String.format(Locale.ROOT, format, number.getAsDouble()) : "-";
    }

    /** What a table does not say: which runs, and how alike the languages are. */
    public List<String> remarks() {
        var all = new Figures(runs);
        var remarks = new ArrayList<String>();
        var drafter = all.drafter();
        if (!drafter.isEmpty()) remarks.add("drafted by " + drafter);
        named(remarks, "live but failing", all.labels(Run::isLiveButFailing));
        named(remarks, "asked without need", all.labels(Run::askedWithoutNeed));
        named(remarks, "called something while drafting", all.labels(run -> !run.early()
                .isEmpty()));
        var skipped = runs.stream().filter(Run::isSkipped).map(Run::label).toList();
        named(remarks, "skipped", skipped);
        var parity = new Parity(runs);
        if (parity.isKnown()) remarks.add(parity.sentence());
        return remarks;
    }

    private static void named(List<String> remarks, String what, List<String> labels) {
        if (!labels.isEmpty()) remarks.add("%s: %s".formatted(what, String.join(" ", labels)));
    }

    /** The largest prompts of each run: run, plan call, route call, repair call. */
    public List<List<String>> prompts() {
        var rows = new ArrayList<List<String>>();
        for (var run : runs) {
            if (run.isSkipped()) continue;
            var figures = new Figures(List.of(run));
            rows.add(List.of(run.label(), most(figures, "plan"), most(figures, "route"), most(figures, "repair")));
        }
        var all = new Figures(runs);
        rows.add(List.of("largest", most(all, "plan"), most(all, "route"), most(all, "repair")));
        rows.add(List.of("limit", String.valueOf(MOST_FOR_PLAN), String.valueOf(MOST_FOR_ROUTE), "-"));
        return rows;
    }

    private static String most(Figures figures, String purpose) {
        return number(Figures.largest(figures.prompts(purpose)), "%.0f");
    }

    /** Everything, as JSON. */
    public String json() {
        var json = Text.MAPPER.createObjectNode();
        var settings = json.putObject("settings").put("times", options.times()).put("crowd", options.crowd());
        settings.put("drafter", new Figures(runs).drafter());
        var summary = json.putObject("summary");
        summary.set("total", new Figures(runs).json());
        var languages = summary.putObject("byLanguage");
        by(Run::language).forEach((language, some) -> languages.set(language, new Figures(some).json()));
        var difficulties = summary.putObject("byDifficulty");
        by(run -> run.played().difficulty())
                .forEach((difficulty, some) -> difficulties.set(String.valueOf(difficulty), new Figures(some).json()));
        labels(summary.putArray("liveButFailing"), Run::isLiveButFailing);
        labels(summary.putArray("askedWithoutNeed"), Run::askedWithoutNeed);
        labels(summary.putArray("sideEffectsDuringSubmit"), run -> !run.early().isEmpty());
        runs.stream().filter(Run::isSkipped).map(Run::label).forEach(summary.putArray("skipped")::add);
        summary.set("parity", new Parity(runs).json());
        var list = json.putArray("runs");
        runs.forEach(run -> list.add(run.json()));
        return json.toPrettyString();
    }

    private void labels(ArrayNode array, Predicate<Run> what) {
        new Figures(runs).labels(what).forEach(array::add);
    }
}
