package dev.routewright.drafting.offline;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Names of steps and replies: readable, unique, and the same for the same description. */
final class Ids {
    private static final int LONGEST = 40;

    private final Set<String> steps = new HashSet<>();
    private final Set<String> results = new HashSet<>(Set.of("message", "item", "outcome", "reason"));

    String step(String wanted) {
        var base = Token.lower(wanted).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-+$", "");
        if (base.isEmpty()) base = "step";
        return unique(base.substring(0, Math.min(LONGEST, base.length())), steps, "-");
    }

    String call(CallPhrase phrase, OperationProfile profile) {
        var things = phrase.things().stream()
                .filter(t -> profile.weight(t) > 0)
                .flatMap(Ids::concept)
                .distinct()
                .limit(2)
                .toList();
        var words = things.isEmpty()
                ? phrase.people().stream().flatMap(Ids::concept).limit(1).toList()
                : things;
        if (words.isEmpty()) return step(kebab(profile.operation().id()));
        var act = phrase.act().id();
        return step(act + "-"
                + String.join(
                        "-",
                        words.stream()
                                .filter(w -> !w.equals(act)
                                        && (words.size() == 1
                                                || !w.equals(phrase.act().of())))
                                .toList()));
    }

    private static Stream<String> concept(Token token) {
        if (token.senses().isEmpty()) return token.text().matches("[A-Za-z]+") ? Stream.of(token.text()) : Stream.of();
        return token.senses().stream()
                .filter(s -> s.is(Concept.Kind.THING) || s.is(Concept.Kind.ATTRIBUTE) || s.is(Concept.Kind.PERSON))
                .limit(1)
                .map(Concept::id);
    }

    String result(CallPhrase phrase, OperationProfile profile) {
        var of = phrase.act().of();
        var people = phrase.people().stream()
                .filter(t -> !phrase.tells() && profile.weight(t) >= OperationProfile.ABOUT)
                .flatMap(Ids::concept);
        var things = phrase.tells() && of != null
                ? Stream.<String>of()
                : phrase.things().stream()
                        .filter(t -> profile.weight(t) >= OperationProfile.ABOUT)
                        .flatMap(Ids::concept);
        var name = Stream.of(things, Stream.ofNullable(of), people)
                .flatMap(s -> s)
                .findFirst()
                .map(Subjects::camel)
                .orElse(profile.operation().id().substring(0, 1).toLowerCase(Locale.ROOT)
                        + profile.operation().id().substring(1));
        return unique(name, results, "");
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static String unique(String base, Set<String> taken, String gap) {
        var name = base;
        for (int n = 2; !taken.add(name); n++) name = base + gap + n;
        return name;
    }
}
