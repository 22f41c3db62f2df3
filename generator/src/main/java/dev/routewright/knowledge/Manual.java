package dev.routewright.knowledge;

import dev.routewright.route.Operation;
import dev.routewright.route.Service;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a model is told about the things it may use: exactly what inspection accepts. Every text keeps its budget of
 * tokens and is the same for the same input, so that providers can cache it. Words of services are untrusted and shown
 * as quotations. Safe for any number of threads.
 */
public final class Manual {
    private static final int NEAR = 3;
    private static final int COMPARED = 5000;

    private final Vocabulary vocabulary;
    private final Notes notes = Notes.shipped();
    private final Reference reference;
    private final Patterns patterns;
    private final OperationIndexes indexes = new OperationIndexes();

    public Manual(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.reference =
                new Reference(vocabulary, notes, ComponentCatalog.shared().words(vocabulary.names()));
        this.patterns = Patterns.shipped();
    }

    /** Changes when anything a model can be told of the product changes; services do not count. */
    public String version() {
        try {
            var all = vocabulary.policy() + ComponentCatalog.shared().version() + notes + patterns.all();
            var hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("[manual] This JVM has no SHA-256. Nothing was drafted. Use another.", e);
        }
    }

    /**
     * For planning: every operation when all fit, otherwise a directory of the services and in detail the operations
     * that text and search terms call for.
     *
     * @param search terms in English, which find what a Chinese text cannot
     */
    public String listing(List<Service> services, String text, List<String> search, int tokens) {
        return new Listing(BuiltIn.forPlans(services), indexes).text(text, search, tokens);
    }

    /** Names a plan may give as parts: steps, components, languages, data formats, Kamelets, and terms of patterns. */
    public List<String> kinds() {
        var names = new TreeSet<String>();
        names.addAll(vocabulary.steps().keySet());
        names.addAll(vocabulary.components().keySet());
        names.addAll(vocabulary.languages().keySet());
        names.addAll(vocabulary.dataFormats().keySet());
        names.addAll(vocabulary.kamelets().keySet());
        names.add(BuiltIn.MEMORY);
        for (Pattern pattern : patterns.all())
            pattern.parts().stream()
                    .filter(part -> part.matches("[a-z]+(-[a-z]+)*"))
                    .forEach(names::add);
        return List.copyOf(names);
    }

    /** For writing the route: the exact documentation of these parts and operations; unknown parts are left out. */
    public String reference(Set<String> parts, List<Operation> operations, int tokens) {
        return reference(parts, operations, List.of(), tokens);
    }

    /** @param services whose words about themselves are told beside their operations */
    public String reference(Set<String> parts, List<Operation> operations, List<Service> services, int tokens) {
        return reference.text(parts, operations, services, tokens);
    }

    /** Routes to learn from, the most fitting first. */
    public List<Pattern> patterns(Set<String> parts, String text, int most, int tokens) {
        return patterns.choose(parts, text, most, tokens);
    }

    /** What may have been meant by a name that is unknown: what is written alike, then what is about the same. */
    public List<String> near(String name, Collection<String> among) {
        var near = new LinkedHashSet<String>();
        among.stream().filter(name::equalsIgnoreCase).sorted().forEach(near::add);
        near.addAll(NearNames.of(name, among));
        if (near.size() < NEAR) {
            var names = among.stream().distinct().sorted().limit(COMPARED).toList();
            var entries = names.stream()
                    .map(one -> new TextIndex.Entry(one, "", reference.says(one), ""))
                    .toList();
            new TextIndex(entries).find(name, List.of(), NEAR).forEach(number -> near.add(names.get(number)));
        }
        return near.stream().limit(NEAR).toList();
    }
}
