package dev.routewright.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a number of runs come to. Skipped ones do not count. */
final class Figures {
    private final List<Run> runs;

    Figures(Collection<Run> runs) {
        this.runs = runs.stream().filter(run -> !run.isSkipped()).toList();
    }

    int runs() {
        return runs.size();
    }

    /** The share of runs that passed. */
    OptionalDouble passOnce() {
        return share(runs, Run::passed);
    }

    /** The share of cases, each language by itself, all of whose runs passed. */
    OptionalDouble passAlways() {
        var cases =
                runs.stream().collect(Collectors.groupingBy(run -> run.played().slug() + ":" + run.language()));
        return share(cases.values(), all -> all.stream().allMatch(Run::passed));
    }

    long count(Predicate<Run> what) {
        return runs.stream().filter(what).count();
    }

    List<String> labels(Predicate<Run> what) {
        return runs.stream().filter(what).map(Run::label).toList();
    }

    /** Of the runs that say so. */
    OptionalDouble firstDraftValid() {
        return share(known(Effort::firstDraftValid).toList(), valid -> valid);
    }

    OptionalDouble repairs() {
        return known(Effort::repairs).mapToInt(repairs -> repairs).average();
    }

    OptionalDouble promptTokens() {
        return known(Effort::promptTokens).mapToInt(tokens -> tokens).average();
    }

    OptionalDouble completionTokens() {
        return known(Effort::completionTokens).mapToInt(tokens -> tokens).average();
    }

    private <T> Stream<T> known(Function<Effort, T> what) {
        return runs.stream().map(run -> what.apply(run.effort())).filter(Objects::nonNull);
    }

    /** Prompt tokens of all calls with this purpose, in order. */
    List<Integer> prompts(String purpose) {
        return runs.stream()
                .flatMap(run -> run.effort().prompts(purpose))
                .sorted()
                .toList();
    }

    /** Seconds until descriptions came to rest, in order. */
    List<Double> seconds() {
        return runs.stream().map(run -> run.submission().seconds()).sorted().toList();
    }

    String drafter() {
        return runs.stream()
                .map(run -> run.effort().drafter())
                .filter(name -> !name.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    static <T extends Number> OptionalDouble median(List<T> ordered) {
        if (ordered.isEmpty()) return OptionalDouble.empty();
        int middle = ordered.size() / 2;
        return OptionalDouble.of(
                ordered.size() % 2 == 1
                        ? ordered.get(middle).doubleValue()
                        : (ordered.get(middle - 1).doubleValue()
                                        + ordered.get(middle).doubleValue())
                                / 2);
    }

    static <T extends Number> OptionalDouble largest(List<T> ordered) {
        return ordered.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(ordered.get(ordered.size() - 1).doubleValue());
    }

    private static <T> OptionalDouble share(Collection<T> all, Predicate<T> what) {
        return all.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(all.stream().filter(what).count() / (double) all.size());
    }

    ObjectNode json() {
        var json = Text.MAPPER.createObjectNode().put("runs", runs());
        put(json, "passAt1", passOnce());
        put(json, "passHatK", passAlways());
        json.put("passed", count(Run::passed))
                .put("live", count(run -> run.submission().isLive()))
                .put("liveButFailing", count(Run::isLiveButFailing))
                .put("askedWithoutNeed", count(Run::askedWithoutNeed))
                .put("refused", count(Run::wasRefused))
                .put("failed", count(Run::cameToNothing));
        put(json, "firstDraftValid", firstDraftValid());
        put(json, "repairRounds", repairs());
        put(json, "promptTokens", promptTokens());
        put(json, "completionTokens", completionTokens());
        for (var purpose : List.of("plan", "route")) {
            var sizes = prompts(purpose);
            var prompt = json.putObject(purpose + "Prompt");
            put(prompt, "max", largest(sizes));
            put(prompt, "median", median(sizes));
        }
        var seconds = json.putObject("seconds");
        put(seconds, "max", largest(seconds()));
        put(seconds, "median", median(seconds()));
        return json;
    }

    private static void put(ObjectNode json, String name, OptionalDouble value) {
        if (value.isPresent()) json.put(name, Math.round(value.getAsDouble() * 1000) / 1000.0);
        else json.putNull(name);
    }
}
