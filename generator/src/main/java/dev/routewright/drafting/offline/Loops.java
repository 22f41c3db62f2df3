package dev.routewright.drafting.offline;

import dev.routewright.drafting.offline.Flow.Block;
import dev.routewright.drafting.offline.Statement.Placed;
import dev.routewright.route.Schema;
import dev.routewright.route.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the list that "for each ticket" goes through. */
final class Loops {
    /** @param items the array @param item one element as a place to find values */
    record Listed(Value items, Source item) {}

    private final OperationMatcher operations;
    private final Questions questions;
    private final Finder finder;

    Loops(OperationMatcher operations, Questions questions, Finder finder) {
        this.operations = operations;
        this.questions = questions;
        this.finder = finder;
    }

    /** The list a loop goes through: the one the latest reply brings, otherwise one of the message. */
    Optional<Listed> items(Placed placed, List<Token> words, Block block) {
        for (var reply : finder.replies(block)) {
            var lists = lists(reply);
            boolean about = words.isEmpty() || words.stream().allMatch(w -> reply.isAbout(w));
            var named = lists.stream()
                    .filter(e -> e.path().isEmpty()
                            || words.isEmpty()
                            || operations.bindings().isNamed(e.last(), words.get(words.size() - 1)))
                    .toList();
            var fits = named.size() == 1 ? named : lists;
            if (fits.size() == 1
                    && (about || !named.isEmpty() && !named.get(0).path().isEmpty()))
                return Optional.of(listed(reply.field(fits.get(0)), fits.get(0).schema(), words, null));
        }
        if (finder.message().isPresent() && !words.isEmpty()) return ofMessage(words);
        questions.about("items", placed.words());
        return Optional.empty();
    }

    private static List<Source.Entry> lists(Source reply) {
        if (reply.schema().type().equals("array")) return List.of(new Source.Entry("", reply.schema()));
        return reply.entries().stream()
                .filter(e -> e.schema().type().equals("array"))
                .toList();
    }

    private Optional<Listed> ofMessage(List<Token> words) {
        var concept = words.get(words.size() - 1).senses().stream()
                .findFirst()
                .map(Concept::id)
                .orElse(Token.text(words));
        var name = Token.text(words).matches("[a-z]+[A-Z_][A-Za-z0-9_]*")
                ? Token.text(words)
                : Nouns.plural(Subjects.camel(concept));
        var known = finder.message().fields().get(name);
        var schema = known != null && known.type().equals("array")
                ? known
                : new Schema("array", null, "", null, List.of(), Map.of(), Set.of(), Schema.of("object"));
        finder.message().assume(Map.of(name, schema));
        return Optional.of(listed(new Value.Field(Value.MESSAGE, name), schema, words, known == schema ? null : name));
    }

    private static Listed listed(Value items, Schema schema, List<Token> words, @Nullable String assumed) {
        var item = schema.items() == null ? Schema.ANY : schema.items();
        return new Listed(
                items,
                new Source(Value.ITEM, Token.text(words), item, null, StatementReader.Context.of(words), assumed));
    }
}
