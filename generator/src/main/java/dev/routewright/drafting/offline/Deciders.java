package dev.routewright.drafting.offline;

import dev.routewright.route.Condition;
import dev.routewright.route.Condition.Operator;
import dev.routewright.route.Schema;
import dev.routewright.route.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The fields of one source that could decide a condition on how much there is of something. */
final class Deciders {
    /** One field that could decide. @param fields to be assumed in the message */
    record Hit(Condition condition, double strength, String where, Map<String, Schema> fields, List<String> notes) {

        static Hit of(Condition condition, double strength, Source source, Source.Entry entry) {
            return new Hit(
                    condition,
                    strength,
                    where(source, entry),
                    source.isMessage() ? Map.of(entry.path(), entry.schema()) : Map.of(),
                    List.of());
        }

        static String where(Source source, Source.Entry entry) {
            return entry.path() + " (" + source.label() + ")";
        }
    }

    private static final Schema NUMBER = Schema.of("number");

    private final Phrasebook book;
    private final Lexicon lexicon;
    private final Subjects subjects;
    private final Verdicts verdicts;

    Deciders(Phrasebook book, OperationMatcher operations) {
        this.book = book;
        this.lexicon = operations.lexicon();
        this.subjects = new Subjects(operations);
        this.verdicts = new Verdicts(operations, subjects);
    }

    List<Hit> hits(Claim claim, Source source, List<Source> sources) {
        return switch (claim.kind()) {
            case ENOUGH -> enough(claim, source, sources);
            case COMPARE -> compare(claim, source, sources);
            default -> states(claim, source, sources);
        };
    }

    /** "In stock" is a state where a field says so, and otherwise a matter of how much there is. */
    private List<Hit> states(Claim claim, Source source, List<Source> sources) {
        var hits = verdicts.hits(claim, source);
        var state = claim.operand()
                .get(0)
                .sense(Concept.Kind.STATE)
                .map(Concept::id)
                .orElse("");
        if (!hits.isEmpty() || !List.of("available", "unavailable").contains(state)) return hits;
        var enough = enough(claim, source, sources);
        if (state.equals("available")) return enough;
        return enough.stream()
                .map(h -> new Hit(ConditionReader.not(h.condition()), h.strength(), h.where(), h.fields(), h.notes()))
                .toList();
    }

    private List<Hit> enough(Claim claim, Source source, List<Source> sources) {
        var hits = new ArrayList<Hit>();
        var item = sources.stream().filter(s -> s.name().equals(Value.ITEM)).findFirst();
        if (!source.isReply()) return hits;
        for (var entry : source.entries()) {
            if (!subjects.explained(claim.subject(), source, entry)) continue;
            if (entry.schema().type().equals("boolean") && lexicon.enough().contains(entry.last()))
                hits.add(Hit.of(Subjects.equal(source, entry, true), 3, source, entry));
            for (var pair : lexicon.pairs()) {
                int rank = pair.supply().indexOf(entry.last());
                if (rank < 0 || !entry.schema().isNumeric()) continue;
                // Inside a loop the whole message does not say how many of this item are wanted.
                if (item.isPresent()) continue;
                var demand = demand(pair, entry, sources);
                var condition = new Condition.Compare(
                        source.field(entry), Operator.GREATER_OR_EQUAL, new Value.Field(Value.MESSAGE, demand.path()));
                hits.add(new Hit(
                        condition,
                        2 - 0.06 * rank,
                        Hit.where(source, entry),
                        Map.of(demand.path(), demand.schema()),
                        List.of(book.say("enough", claim.text(), Hit.where(source, entry), demand.path()))));
            }
        }
        return sources.stream().anyMatch(Source::isMessage)
                ? hits
                : hits.stream().filter(h -> h.fields().isEmpty()).toList();
    }

    /** What is asked for: a field the message is known to have, otherwise the usual one, counted as the supply is. */
    private static Source.Entry demand(Lexicon.Pair pair, Source.Entry supply, List<Source> sources) {
        var message = sources.stream().filter(Source::isMessage).findFirst();
        for (var name : pair.demand())
            for (var entry : message.map(Source::entries).orElse(List.of()))
                if (entry.path().equals(name) && entry.schema().isNumeric()) return entry;
        return new Source.Entry(pair.demand().get(0), Schema.of(supply.schema().type()));
    }

    private List<Hit> compare(Claim claim, Source source, List<Source> sources) {
        var right = right(claim, sources);
        if (right.isEmpty()) return List.of();
        var hits = new ArrayList<Hit>();
        var numeric =
                source.entries().stream().filter(e -> e.schema().isNumeric()).toList();
        for (var entry : numeric) {
            if (!subjects.explained(claim.subject(), source, entry)
                    || source.field(entry).equals(right.get().value())) continue;
            boolean named = subjects.namedBy(claim.subject(), entry);
            if (!named
                    && (numeric.size() > 1
                            || !source.isReply() && !claim.subject().isEmpty())) continue;
            double modified = claim.subject().stream().filter(source::isAbout).count() * 0.1;
            hits.add(compared(claim, source, entry, right.get(), (named ? 2 : 1) + Math.min(modified, 0.3)));
        }
        if (hits.isEmpty() && source.isMessage())
            Subjects.assumed(claim.subject(), source, NUMBER)
                    .ifPresent(e -> hits.add(compared(claim, source, e, right.get(), 0.5)));
        return hits;
    }

    private Hit compared(Claim claim, Source source, Source.Entry entry, Right right, double strength) {
        var fields = new LinkedHashMap<>(right.fields());
        if (source.isMessage()) fields.put(entry.path(), entry.schema());
        var operator = Objects.requireNonNull(claim.operator());
        return new Hit(
                new Condition.Compare(source.field(entry), operator, right.value()),
                strength,
                Hit.where(source, entry),
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
                if (entry.schema().isNumeric()
                        && subjects.namedBy(words, entry)
                        && subjects.explained(words, source, entry))
                    found.add(new Right(
                            source.field(entry), source.isMessage() ? Map.of(entry.path(), entry.schema()) : Map.of()));
        if (found.isEmpty())
            sources.stream()
                    .filter(Source::isMessage)
                    .findFirst()
                    .flatMap(m -> Subjects.assumed(words, m, NUMBER)
                            .map(e -> new Right(m.field(e), Map.of(e.path(), e.schema()))))
                    .ifPresent(found::add);
        return found.stream().map(Right::value).distinct().count() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
