package dev.routewright.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** How alike both languages fare: cases that were run in both, and in which of them all runs passed. */
final class Parity {
    private final TreeMap<String, List<Run>> cases;

    Parity(Collection<Run> runs) {
        cases = runs.stream()
                .filter(run -> !run.isSkipped())
                .collect(Collectors.groupingBy(run -> run.played().slug(), TreeMap::new, Collectors.toList()));
        cases.values()
                .removeIf(all -> all.stream().map(Run::language).distinct().count() < 2);
    }

    private List<String> cases(BiPredicate<Boolean, Boolean> how) {
        return cases.entrySet().stream()
                .filter(one -> how.test(passes(one.getValue(), "en"), passes(one.getValue(), "zh")))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean passes(List<Run> runs, String language) {
        return runs.stream().filter(run -> run.language().equals(language)).allMatch(Run::passed);
    }

    boolean isKnown() {
        return !cases.isEmpty();
    }

    String sentence() {
        return "%d cases in both languages: %d pass in both, %d in neither, only in English %s, only in Chinese %s"
                .formatted(
                        cases.size(),
                        cases((en, zh) -> en && zh).size(),
                        cases((en, zh) -> !en && !zh).size(),
                        list(cases((en, zh) -> en && !zh)),
                        list(cases((en, zh) -> zh && !en)));
    }

    private static String list(List<String> names) {
        return names.isEmpty() ? "none" : String.join(" ", names);
    }

    ObjectNode json() {
        var json = Text.MAPPER.createObjectNode().put("cases", cases.size());
        json.put("bothPass", cases((en, zh) -> en && zh).size());
        cases((en, zh) -> en && !zh).forEach(json.putArray("onlyEn")::add);
        cases((en, zh) -> zh && !en).forEach(json.putArray("onlyZh")::add);
        cases((en, zh) -> !en && !zh).forEach(json.putArray("bothFail")::add);
        return json;
    }
}
