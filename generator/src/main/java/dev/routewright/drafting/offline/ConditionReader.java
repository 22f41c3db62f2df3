package dev.routewright.drafting.offline;

import dev.routewright.drafting.offline.Deciders.Hit;
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

    private static final double MARGIN = 0.05;
    private final Deciders deciders;

    ConditionReader(Phrasebook book, OperationMatcher operations) {
        this.deciders = new Deciders(book, operations);
    }

    /** @param sources latest reply first, then item, then message */
    Found read(Claim claim, List<Source> sources) {
        if (claim.kind() == Claim.Kind.ALL || claim.kind() == Claim.Kind.ANY) return joined(claim, sources);
        var all = new ArrayList<Hit>();
        for (var source : relevant(claim, sources)) all.addAll(deciders.hits(claim, source, sources));
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

    static Condition not(Condition condition) {
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
}
