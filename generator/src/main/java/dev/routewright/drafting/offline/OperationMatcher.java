package dev.routewright.drafting.offline;

import dev.routewright.knowledge.BuiltIn;
import dev.routewright.route.Lang;
import dev.routewright.route.Operation;
import dev.routewright.route.Service;
import dev.routewright.route.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the operations a clause can mean. An operation that leaves a word of the clause unexplained is no candidate:
 * asking costs a sentence, a wrong call costs trust.
 */
final class OperationMatcher {
    /**
     * An operation that explains every word.
     *
     * @param bound inputs the clause gives values for
     * @param extras things the operation does not know but can carry in a text for people
     */
    record Candidate(OperationProfile profile, double score, Map<String, Value> bound, List<Token> extras) {
        Operation operation() {
            return profile.operation();
        }
    }

    private static final double MARGIN = 0.12;

    private final List<OperationProfile> profiles;
    private final Phrasebook book;
    private final Lexicon lexicon;
    private final Lexer lexer;
    private final Set<String> texts;
    private final Bindings bindings;

    OperationMatcher(List<Service> services, Phrasebook book, Lexicon lexicon, Lexer lexer) {
        this.book = book;
        this.lexicon = lexicon;
        this.lexer = lexer;
        this.bindings = new Bindings(book, lexicon, lexer);
        this.texts = Set.copyOf(lexicon.names("texts"));
        // The phrasebook has no words for what is built in.
        this.profiles = services.stream()
                .filter(s -> !BuiltIn.is(s.name()))
                .flatMap(s -> s.operations().stream().map(o -> OperationProfile.of(s, o, lexer)))
                .toList();
    }

    Optional<OperationProfile> profile(String key) {
        return profiles.stream().filter(p -> p.operation().key().equals(key)).findFirst();
    }

    /** Whether any service speaks of the word. */
    boolean knows(Token token) {
        return profiles.stream().anyMatch(p -> p.weight(token) > 0);
    }

    /**
     * @param context what the description is about already, such as the order that arrived; need not be explained
     * @return those that fit equally well, best first; one when there is a clear winner
     */
    List<Candidate> best(CallPhrase phrase, Set<String> context) {
        var all = profiles.stream()
                .flatMap(p -> candidate(phrase, p, context).stream())
                .sorted(Comparator.comparingDouble(Candidate::score).reversed().thenComparing(c -> c.operation()
                        .key()))
                .toList();
        if (all.isEmpty()) return all;
        double least = all.get(0).score() - MARGIN;
        return all.stream().filter(c -> c.score() > least).toList();
    }

    private Optional<Candidate> candidate(CallPhrase phrase, OperationProfile profile, Set<String> context) {
        double fit = Acts.fit(phrase, profile);
        if (fit == 0 || (isList(profile.operation()) && asksForOne(phrase, context))) return Optional.empty();
        var bound = new LinkedHashMap<String, Value>();
        var named = new HashSet<Token>();
        if (!bindings.bind(phrase, profile, bound, named)) return Optional.empty();
        var things = phrase.things().stream().filter(t -> !named.contains(t)).toList();
        boolean about = things.stream().anyMatch(t -> profile.weight(t) >= OperationProfile.ABOUT)
                || phrase.acts().stream()
                        .anyMatch(a -> a.of() != null && profile.weight(a.of()) >= OperationProfile.ABOUT);
        var extras = new ArrayList<Token>();
        double sum = 0;
        int counted = 0;
        for (var thing : things) {
            double weight = profile.weight(thing);
            boolean known = thing.keys().anyMatch(context::contains);
            if (weight == 0 && known && about) continue;
            if (weight == 0 && phrase.tells() && takesText(profile.operation()) && isCarried(thing)) extras.add(thing);
            else if (weight == 0) return Optional.empty();
            sum += weight;
            counted++;
        }
        for (var person : phrase.people()) {
            if (named.contains(person)) continue;
            double weight = profile.weight(person);
            boolean loose = phrase.tells() || (about && person.keys().anyMatch(context::contains));
            if (weight == 0 && !(loose && (!phrase.tells() || reaches(profile.operation(), person))))
                return Optional.empty();
            if (weight > 0) {
                sum += weight;
                counted++;
                about |= weight >= OperationProfile.ABOUT;
            }
        }
        if (!about && !(counted == 0 && phrase.pronoun() && fit >= 3)) return Optional.empty();
        double coverage = counted == 0 ? 0.5 : sum / counted;
        return Optional.of(
                new Candidate(profile, coverage + 0.25 * fit - 0.12 * beside(phrase, profile, context), bound, extras));
    }

    /** How many things of its own the operation is about that the clause does not mention. */
    private static long beside(CallPhrase phrase, OperationProfile profile, Set<String> context) {
        var mentioned = new HashSet<>(phrase.topics());
        phrase.people().forEach(p -> p.keys().forEach(mentioned::add));
        phrase.values().forEach(v -> v.keys().forEach(mentioned::add));
        return profile.beside().stream()
                .filter(o -> !mentioned.contains(o) && !context.contains(o))
                .limit(3)
                .count();
    }

    /** A single person is reached by an id or an address, a team by its name; where nobody is named, whoever listens. */
    private boolean reaches(Operation operation, Token person) {
        var names = operation.inputs().stream().map(Operation.Input::name).toList();
        boolean place = names.stream().anyMatch(lexicon.names("places")::contains);
        boolean named = names.stream().anyMatch(lexicon.names("recipients")::contains);
        boolean reach = names.stream().anyMatch(lexicon.names("reach")::contains);
        if (person.has(Concept.Kind.CALLER)) return false;
        return isRole(person) ? named || !reach : (named && !place) || reach || !named;
    }

    boolean isRole(Token person) {
        return person.senses().stream().anyMatch(s -> lexicon.names("roles").contains(s.id()));
    }

    /** Facts can be put into a text; ways of telling cannot. */
    private boolean isCarried(Token thing) {
        return thing.isNoun() && thing.keys().noneMatch(lexicon.names("speaking")::contains);
    }

    /** Whether the operation answers with a list of whatever there is. */
    private static boolean isList(Operation operation) {
        if (!operation.isSafe() || operation.inputs().stream().anyMatch(Operation.Input::required)) return false;
        return operation
                .success()
                .map(Operation.Reply::schema)
                .filter(s -> s.type().equals("array")
                        || s.properties().values().stream()
                                .anyMatch(p -> p.type().equals("array")))
                .isPresent();
    }

    /** "The order" that arrived is one; a list of orders is something else. */
    private boolean asksForOne(CallPhrase phrase, Set<String> context) {
        if (phrase.things().isEmpty()) return true;
        boolean plural = phrase.things().stream()
                .anyMatch(t -> t.text().matches("(?i).*[a-z]s")
                        && !Token.lower(t.text()).equals(t.key()));
        if (book.language == Lang.EN) return !plural;
        return phrase.things().stream().filter(Token::isNoun).allMatch(t -> t.keys()
                .anyMatch(context::contains));
    }

    /** Whether the clause asks for a list and nothing else. */
    boolean isListing(CallPhrase phrase) {
        return best(phrase, Set.of()).stream()
                .findFirst()
                .filter(c -> isList(c.operation()))
                .isPresent();
    }

    /** Whether the things of the clause are words for somebody, such as a ticket. */
    boolean isSpeaking(CallPhrase phrase) {
        return phrase.topics().stream().anyMatch(lexicon.names("speaking")::contains);
    }

    private boolean takesText(Operation operation) {
        return operation.inputs().stream().anyMatch(i -> isText(i));
    }

    /** Whether the input holds words for people. */
    boolean isText(Operation.Input input) {
        return texts.contains(input.name())
                && input.schema().type().equals("string")
                && input.schema().values().isEmpty();
    }

    Bindings bindings() {
        return bindings;
    }

    Lexer lexer() {
        return lexer;
    }

    Lexicon lexicon() {
        return lexicon;
    }
}
