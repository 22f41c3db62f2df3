package dev.routewright.inspection;

import dev.routewright.knowledge.Vocabulary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads off a policy what a writer of routes has to know. What is added to the policy is known at once. */
final class VocabularyReader {
    private final Policy.Content policy;
    private final String hash;

    VocabularyReader(Policy.Content policy, String hash) {
        this.policy = policy;
        this.hash = hash;
    }

    Vocabulary read() {
        return new Vocabulary(
                hash,
                policy.top(),
                each(policy.steps(), VocabularyReader::shape),
                each(policy.parts(), VocabularyReader::shape),
                languages(),
                each(
                        policy.components(),
                        component -> new Vocabulary.Component(
                                optional(component.from()), optional(component.to()), component.query())),
                values(policy.kamelets().operation()),
                each(policy.kamelets().catalog(), VocabularyReader::values),
                each(
                        policy.dataFormats(),
                        format -> new Vocabulary.DataFormat(values(format.options()), format.unmarshal())),
                new Vocabulary.Headers(
                        values(policy.headers().control()),
                        policy.headers().forbidden(),
                        policy.simple().sensitive()),
                new Vocabulary.Exceptions(
                        policy.exceptions().caught(), policy.exceptions().thrown()),
                policy.references(),
                policy.types(),
                places(),
                policy.placeholders().keySet(),
                limits());
    }

    private Map<String, Vocabulary.Language> languages() {
        var languages = new LinkedHashMap<String, Vocabulary.Language>();
        policy.languages()
                .forEach((name, language) -> languages.put(
                        name,
                        new Vocabulary.Language(
                                values(language.attributes()), language.predicates(), functions(name))));
        return languages;
    }

    private Set<String> functions(String language) {
        return switch (language) {
            case "jq" -> policy.jqFunctions();
            case "simple" -> policy.simple().functions();
            default -> Set.of();
        };
    }

    private Vocabulary.Places places() {
        return new Vocabulary.Places(
                policy.entries().prefix(),
                policy.entries().reserved(),
                policy.folders().allowed(),
                policy.folders().fileNameFunctions(),
                policy.topics().allowed(),
                policy.topics().reserved(),
                policy.egress().hosts(),
                policy.reservedIds());
    }

    private Map<String, Long> limits() {
        var document = policy.document();
        return Map.of(
                "bytes of the file", (long) document.maxBytes(),
                "levels of nesting", (long) document.maxDepth(),
                "bytes of one text", (long) document.maxScalarBytes(),
                "routes", (long) document.maxRoutes(),
                "steps", (long) document.maxSteps(),
                "seconds between two firings of a quartz cron, at least", (long) policy.minCronSeconds());
    }

    private static Vocabulary.Shape shape(Policy.Shape shape) {
        return new Vocabulary.Shape(values(shape.attributes()), shape.inline() == null ? "" : shape.inline());
    }

    private static @Nullable Map<String, Vocabulary.Value> optional(@Nullable Map<String, Kind> kinds) {
        return kinds == null ? null : values(kinds);
    }

    private static Map<String, Vocabulary.Value> values(Map<String, Kind> kinds) {
        return each(kinds, VocabularyReader::value);
    }

    private static Vocabulary.Value value(Kind kind) {
        return new Vocabulary.Value(
                kind.word(),
                kind.least() == Long.MIN_VALUE ? null : kind.least(),
                kind.most() == Long.MAX_VALUE ? null : kind.most(),
                kind.words(),
                kind.required(),
                KindText.of(kind));
    }

    private static <T, R> Map<String, R> each(Map<String, T> map, Function<T, R> reader) {
        var read = new LinkedHashMap<String, R>();
        map.forEach((name, value) -> read.put(name, reader.apply(value)));
        return read;
    }
}
