package dev.routewright.drafting.offline;

import dev.routewright.drafting.offline.Deciders.Hit;
import dev.routewright.route.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The fields of one source that could say how something turned out: "verified", "declined", "the status is NEW". */
final class Verdicts {
    private static final Schema STRING = Schema.of("string");

    private final OperationMatcher operations;
    private final Lexicon lexicon;
    private final Subjects subjects;

    Verdicts(OperationMatcher operations, Subjects subjects) {
        this.operations = operations;
        this.lexicon = operations.lexicon();
        this.subjects = subjects;
    }

    List<Hit> hits(Claim claim, Source source) {
        var hits = new ArrayList<Hit>();
        var operand = claim.operand().get(0);
        for (var entry : source.entries()) {
            if (!subjects.explained(claim.subject(), source, entry)) continue;
            double named = subjects.namedBy(claim.subject(), entry) ? 0.5 : 0;
            var state = operand.sense(Concept.Kind.STATE);
            if (claim.kind() == Claim.Kind.STATE
                    && state.isPresent()
                    && entry.schema().type().equals("boolean")) flags(state.get(), source, entry, named, hits);
            if (entry.schema().type().equals("string")) values(operand, source, entry, named, claim, hits);
            if (claim.kind() == Claim.Kind.VALUE
                    && named > 0
                    && operand.kind() == Token.Kind.NUMBER
                    && entry.schema().isNumeric())
                hits.add(Hit.of(Subjects.equal(source, entry, operand.number()), 2, source, entry));
        }
        if (hits.isEmpty()
                && source.isMessage()
                && claim.kind() == Claim.Kind.VALUE
                && (operand.isConstant() || operand.kind() == Token.Kind.QUOTED))
            Subjects.assumed(claim.subject(), source, STRING)
                    .ifPresent(e -> hits.add(Hit.of(Subjects.equal(source, e, operand.text()), 0.5, source, e)));
        return hits;
    }

    private void flags(Concept state, Source source, Source.Entry entry, double named, List<Hit> hits) {
        var opposite = lexicon.state(state.opposite());
        var own = OperationProfile.tokens(operations.lexer(), entry.last());
        boolean exact = own.get(own.size() - 1).senses().contains(state);
        if (exact) hits.add(Hit.of(Subjects.equal(source, entry, true), 2 + named, source, entry));
        else if (state.fields().contains(entry.last()))
            hits.add(Hit.of(Subjects.equal(source, entry, true), 1.5 + named, source, entry));
        else if (opposite.map(o -> o.fields().contains(entry.last())).orElse(false))
            hits.add(Hit.of(Subjects.equal(source, entry, false), 1.5 + named, source, entry));
    }

    private void values(Token operand, Source source, Source.Entry entry, double named, Claim claim, List<Hit> hits) {
        var schema = entry.schema();
        if (!schema.values().isEmpty()) {
            operations
                    .bindings()
                    .matching(schema, operand)
                    .or(() -> other(schema, operand))
                    .ifPresent(v -> hits.add(Hit.of(Subjects.equal(source, entry, v), 1.8 + named, source, entry)));
            return;
        }
        if (named > 0
                && claim.kind() == Claim.Kind.VALUE
                && (operand.isConstant() || operand.kind() == Token.Kind.QUOTED))
            hits.add(Hit.of(Subjects.equal(source, entry, operand.text()), 1.8, source, entry));
        else if (schema.example() instanceof String example
                && isVerdict(entry, named)
                && operand.sense(Concept.Kind.STATE)
                        .map(s -> s.values().contains(Bindings.normal(example)))
                        .orElse(false))
            hits.add(Hit.of(Subjects.equal(source, entry, example), 1.2 + named, source, entry));
    }

    /** Of two allowed values the one that is not the opposite. */
    private Optional<Object> other(Schema schema, Token operand) {
        var opposite = operand.sense(Concept.Kind.STATE).flatMap(s -> lexicon.state(s.opposite()));
        if (opposite.isEmpty() || schema.values().size() != 2) return Optional.empty();
        Function<Object, Boolean> is = v -> opposite.get().values().contains(Bindings.normal(v));
        var left = schema.values().stream().filter(v -> !is.apply(v)).toList();
        return left.size() == 1 ? Optional.of(left.get(0)) : Optional.empty();
    }

    private static boolean isVerdict(Source.Entry entry, double named) {
        return named > 0 || entry.last().matches("(?i).*(status|result|outcome|decision|verdict|state)");
    }
}
