package dev.routewright.drafting;

import dev.routewright.route.Condition;
import dev.routewright.route.Condition.Operator;
import dev.routewright.route.Schema;
import dev.routewright.route.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds the field that decides a condition. Where several could, or none, it says so instead of choosing. */
final class ConditionReader {
    /**
     * What was found.
     *
     * @param condition empty when nothing decides it, or several things do
     * @param choices the places that could decide it equally well
     * @param fields the message must have for it
     * @param notes assumptions made
     */
    record Found(Optional<Condition> condition, List<String> choices, Map<String, Schema> fields, List<String> notes) {
        static final Found NOTHING = new Found(Optional.empty(), List.of(), Map.of(), List.of());
    }

    /** One field that could decide. @param fields to be assumed in the message */
    private record Hit(
            Condition condition, double strength, String where, Map<String, Schema> fields, List<String> notes) {}

    private static final double MARGIN = 0.05;
    private static final Schema NUMBER = Schema.of("number");
    private static final Schema STRING = Schema.of("string");

    private final Phrasebook book;
    private final OperationMatcher operations;
    private final Lexicon lexicon;

    ConditionReader(Phrasebook book, OperationMatcher operations) {
        this.book = book;
        this.operations = operations;
        this.lexicon = operations.lexicon();
    }

    /** @param sources latest reply first, then item, then message */
    Found read(Claim claim, List<Source> sources) {
        if (claim.kind() == Claim.Kind.ALL || claim.kind() == Claim.Kind.ANY) return joined(claim, sources);
        var all = new ArrayList<Hit>();
        for (var source : relevant(claim, sources)) all.addAll(hits(claim, source, sources));
        if (all.isEmpty()) return Found.NOTHING;
        double least = all.stream().mapToDouble(Hit::strength).max().orElse(0) - MARGIN;
        var best = all.stream()
                .filter(h -> h.strength() >= least)
                .sorted(Comparator.comparingDouble(Hit::strength).reversed())
                .toList();
        if (best.stream().map(Hit::condition).distinct().count() > 1)
            return new Found(
                    Optional.empty(), best.stream().map(Hit::where).distinct().toList(), Map.of(), List.of());
        var hit = best.get(0);
        return new Found(
                Optional.of(claim.negated() ? not(hit.condition()) : hit.condition()),
                List.of(),
                hit.fields(),
                hit.notes());
    }

    private Found joined(Claim claim, List<Source> sources) {
        var conditions = new ArrayList<Condition>();
        var fields = new LinkedHashMap<String, Schema>();
        var notes = new LinkedHashSet<String>();
        for (var part : claim.parts()) {
            var found = read(part, sources);
            if (found.condition().isEmpty()) return found;
            conditions.add(found.condition().get());
            fields.putAll(found.fields());
            notes.addAll(found.notes());
        }
        var condition = claim.kind() == Claim.Kind.ALL ? new Condition.All(conditions) : new Condition.Any(conditions);
        return new Found(
                Optional.of(claim.negated() ? new Condition.Not(condition) : condition),
                List.of(),
                fields,
                List.copyOf(notes));
    }

    private static Condition not(Condition condition) {
        if (!(condition instanceof Condition.Compare compare)) return new Condition.Not(condition);
        if (compare.right() instanceof Value.Literal literal
                && literal.value() instanceof Boolean value
                && compare.operator() == Operator.EQUAL)
            return new Condition.Compare(compare.left(), Operator.EQUAL, new Value.Literal(!value));
        var opposite =
                switch (compare.operator()) {
                    case EQUAL -> Operator.NOT_EQUAL;
                    case NOT_EQUAL -> Operator.EQUAL;
                    case GREATER -> Operator.LESS_OR_EQUAL;
                    case GREATER_OR_EQUAL -> Operator.LESS;
                    case LESS -> Operator.GREATER_OR_EQUAL;
                    case LESS_OR_EQUAL -> Operator.GREATER;
                    case CONTAINS -> Operator.CONTAINS;
                };
        return opposite == Operator.CONTAINS
                ? new Condition.Not(condition)
                : new Condition.Compare(compare.left(), opposite, compare.right());
    }

    /** "It" means the latest reply; a named thing means whatever speaks of it. */
    private static List<Source> relevant(Claim claim, List<Source> sources) {
        return claim.subject().isEmpty() && !sources.isEmpty() ? sources.subList(0, 1) : sources;
    }

    private List<Hit> hits(Claim claim, Source source, List<Source> sources) {
        return switch (claim.kind()) {
            case ENOUGH -> enough(claim, source, sources);
            case COMPARE -> compare(claim, source, sources);
            default -> states(claim, source);
        };
    }

    /** Every word of the subject must be about the source or name the field. */
    private boolean explained(List<Token> subject, Source source, Source.Entry entry) {
        return subject.stream().allMatch(t -> source.isAbout(t) || names(t, entry) || inPath(t, entry));
    }

    private boolean inPath(Token word, Source.Entry entry) {
        return OperationProfile.tokens(operations.lexer(), entry.path().replace('.', ' ')).stream()
                .flatMap(Token::keys)
                .anyMatch(key -> word.keys().anyMatch(key::equals));
    }

    private boolean names(Token word, Source.Entry entry) {
        return operations.isNamed(entry.last(), word);
    }

    private boolean namedBy(List<Token> subject, Source.Entry entry) {
        return !subject.isEmpty()
                && (names(subject.get(subject.size() - 1), entry)
                        || Phrasebook.key(subject)
                                .equals(Phrasebook.key(OperationProfile.tokens(operations.lexer(), entry.last()))));
    }

    private List<Hit> enough(Claim claim, Source source, List<Source> sources) {
        var hits = new ArrayList<Hit>();
        if (!source.isReply()) return hits;
        for (var entry : source.entries()) {
            if (!explained(claim.subject(), source, entry)) continue;
            if (entry.schema().type().equals("boolean") && lexicon.enough().contains(entry.last()))
                hits.add(hit(equal(source, entry, true), 3, source, entry));
            for (var pair : lexicon.pairs()) {
                int rank = pair.supply().indexOf(entry.last());
                if (rank < 0 || !entry.schema().isNumeric()) continue;
                var demand = demand(pair, sources);
                var condition = new Condition.Compare(
                        source.field(entry), Operator.GREATER_OR_EQUAL, new Value.Field(Value.MESSAGE, demand.path()));
                hits.add(new Hit(
                        condition,
                        2 - 0.06 * rank,
                        where(source, entry),
                        Map.of(demand.path(), demand.schema()),
                        List.of(book.say("enough", claim.text(), where(source, entry), demand.path()))));
            }
        }
        return sources.stream().anyMatch(Source::isMessage)
                ? hits
                : hits.stream().filter(h -> h.fields().isEmpty()).toList();
    }

    /** What is asked for: a field the message is known to have, otherwise the usual one. */
    private static Source.Entry demand(Lexicon.Pair pair, List<Source> sources) {
        var message = sources.stream().filter(Source::isMessage).findFirst();
        for (var name : pair.demand())
            for (var entry : message.map(Source::entries).orElse(List.of()))
                if (entry.path().equals(name) && entry.schema().isNumeric()) return entry;
        return new Source.Entry(pair.demand().get(0), NUMBER);
    }

    private List<Hit> compare(Claim claim, Source source, List<Source> sources) {
        var right = right(claim, sources);
        if (right.isEmpty()) return List.of();
        var hits = new ArrayList<Hit>();
        var numeric =
                source.entries().stream().filter(e -> e.schema().isNumeric()).toList();
        for (var entry : numeric) {
            if (!explained(claim.subject(), source, entry)
                    || source.field(entry).equals(right.get().value())) continue;
            boolean named = namedBy(claim.subject(), entry);
            if (!named && (!source.isReply() || numeric.size() > 1)) continue;
            double modified = claim.subject().stream().filter(source::isAbout).count() * 0.1;
            hits.add(compared(claim, source, entry, right.get(), (named ? 2 : 1) + Math.min(modified, 0.3)));
        }
        if (hits.isEmpty() && source.isMessage())
            assumed(claim, source, NUMBER).ifPresent(e -> hits.add(compared(claim, source, e, right.get(), 0.5)));
        return hits;
    }

    private Hit compared(Claim claim, Source source, Source.Entry entry, Right right, double strength) {
        var fields = new LinkedHashMap<>(right.fields());
        if (source.isMessage()) fields.put(entry.path(), entry.schema());
        var operator = java.util.Objects.requireNonNull(claim.operator());
        return new Hit(
                new Condition.Compare(source.field(entry), operator, right.value()),
                strength,
                where(source, entry),
                fields,
                List.of());
    }

    private record Right(Value value, Map<String, Schema> fields) {}

    private Optional<Right> right(Claim claim, List<Source> sources) {
        var amount = book.amounts.amount(claim.operand());
        if (amount.isPresent()) return Optional.of(new Right(new Value.Literal(amount.get()), Map.of()));
        var words = claim.operand().stream()
                .filter(t -> !book.isIn("stop", t) && !book.isIn("article", t))
                .toList();
        if (words.isEmpty()) return Optional.empty();
        var found = new ArrayList<Right>();
        for (var source : sources)
            for (var entry : source.entries())
                if (entry.schema().isNumeric() && namedBy(words, entry) && explained(words, source, entry))
                    found.add(new Right(
                            source.field(entry), source.isMessage() ? Map.of(entry.path(), entry.schema()) : Map.of()));
        if (found.isEmpty())
            sources.stream()
                    .filter(Source::isMessage)
                    .findFirst()
                    .flatMap(m ->
                            assumed(words, m, NUMBER).map(e -> new Right(m.field(e), Map.of(e.path(), e.schema()))))
                    .ifPresent(found::add);
        return found.stream().map(Right::value).distinct().count() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private Optional<Source.Entry> assumed(Claim claim, Source message, Schema schema) {
        return assumed(claim.subject(), message, schema);
    }

    /** A field nobody has mentioned yet, when the words say plainly that the message has it. */
    private static Optional<Source.Entry> assumed(List<Token> subject, Source message, Schema schema) {
        if (subject.isEmpty()) return Optional.empty();
        var last = subject.get(subject.size() - 1);
        var attribute = last.sense(Concept.Kind.ATTRIBUTE);
        boolean rest = subject.subList(0, subject.size() - 1).stream().allMatch(message::isAbout);
        if (attribute.isEmpty() || !rest) return Optional.empty();
        var name = last.text().matches("[a-zA-Z ]+")
                ? Token.lower(last.text())
                : attribute.get().id();
        return Optional.of(new Source.Entry(camel(name), schema));
    }

    static String camel(String words) {
        var name = new StringBuilder();
        for (var word : words.split("[^A-Za-z0-9]+"))
            name.append(
                    name.length() == 0
                            ? Token.lower(word)
                            : word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1));
        return name.toString();
    }

    private List<Hit> states(Claim claim, Source source) {
        var hits = new ArrayList<Hit>();
        var operand = claim.operand().get(0);
        for (var entry : source.entries()) {
            if (!explained(claim.subject(), source, entry)) continue;
            double named = namedBy(claim.subject(), entry) ? 0.5 : 0;
            var state = operand.sense(Concept.Kind.STATE);
            if (claim.kind() == Claim.Kind.STATE
                    && state.isPresent()
                    && entry.schema().type().equals("boolean")) flags(state.get(), source, entry, named, hits);
            if (entry.schema().type().equals("string")) values(operand, source, entry, named, claim, hits);
            if (claim.kind() == Claim.Kind.VALUE
                    && named > 0
                    && operand.kind() == Token.Kind.NUMBER
                    && entry.schema().isNumeric())
                hits.add(hit(equal(source, entry, operand.number()), 2, source, entry));
        }
        if (hits.isEmpty()
                && source.isMessage()
                && claim.kind() == Claim.Kind.VALUE
                && (operand.isConstant() || operand.kind() == Token.Kind.QUOTED))
            assumed(claim, source, STRING)
                    .ifPresent(e -> hits.add(hit(equal(source, e, operand.text()), 0.5, source, e)));
        return hits;
    }

    private void flags(Concept state, Source source, Source.Entry entry, double named, List<Hit> hits) {
        var opposite = lexicon.state(state.opposite());
        var own = OperationProfile.tokens(operations.lexer(), entry.last());
        boolean exact = own.get(own.size() - 1).senses().contains(state);
        if (exact) hits.add(hit(equal(source, entry, true), 2 + named, source, entry));
        else if (state.fields().contains(entry.last()))
            hits.add(hit(equal(source, entry, true), 1.5 + named, source, entry));
        else if (opposite.map(o -> o.fields().contains(entry.last())).orElse(false))
            hits.add(hit(equal(source, entry, false), 1.5 + named, source, entry));
    }

    private void values(Token operand, Source source, Source.Entry entry, double named, Claim claim, List<Hit> hits) {
        var schema = entry.schema();
        if (!schema.values().isEmpty()) {
            operations
                    .matching(schema, operand)
                    .or(() -> other(schema, operand))
                    .ifPresent(v -> hits.add(hit(equal(source, entry, v), 1.8 + named, source, entry)));
            return;
        }
        if (named > 0
                && claim.kind() == Claim.Kind.VALUE
                && (operand.isConstant() || operand.kind() == Token.Kind.QUOTED))
            hits.add(hit(equal(source, entry, operand.text()), 1.8, source, entry));
        else if (schema.example() instanceof String example
                && isVerdict(entry, named)
                && operand.sense(Concept.Kind.STATE)
                        .map(s -> s.values().contains(OperationMatcher.normal(example)))
                        .orElse(false)) hits.add(hit(equal(source, entry, example), 1.2 + named, source, entry));
    }

    /** Of two allowed values the one that is not the opposite. */
    private Optional<Object> other(Schema schema, Token operand) {
        var opposite = operand.sense(Concept.Kind.STATE).flatMap(s -> lexicon.state(s.opposite()));
        if (opposite.isEmpty() || schema.values().size() != 2) return Optional.empty();
        Function<Object, Boolean> is = v -> opposite.get().values().contains(OperationMatcher.normal(v));
        var left = schema.values().stream().filter(v -> !is.apply(v)).toList();
        return left.size() == 1 ? Optional.of(left.get(0)) : Optional.empty();
    }

    private static boolean isVerdict(Source.Entry entry, double named) {
        return named > 0 || entry.last().matches("(?i).*(status|result|outcome|decision|verdict|state)");
    }

    private static Condition equal(Source source, Source.Entry entry, Object value) {
        return new Condition.Compare(source.field(entry), Operator.EQUAL, new Value.Literal(value));
    }

    private Hit hit(Condition condition, double strength, Source source, Source.Entry entry) {
        return new Hit(
                condition,
                strength,
                where(source, entry),
                source.isMessage() ? Map.of(entry.path(), entry.schema()) : Map.of(),
                List.of());
    }

    private static String where(Source source, Source.Entry entry) {
        return entry.path() + " (" + source.label() + ")";
    }
}
