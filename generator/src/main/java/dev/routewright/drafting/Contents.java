package dev.routewright.drafting;

import dev.routewright.drafting.Flow.Block;
import dev.routewright.route.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is passed on: "the result", "the order id and the price", "it". */
final class Contents {
    /** @param name under which it stands in an object */
    record Named(String name, Value value) {}

    private final Phrasebook book;
    private final OperationMatcher operations;
    private final Finder finder;
    private final Questions questions;

    Contents(Phrasebook book, OperationMatcher operations, Finder finder, Questions questions) {
        this.book = book;
        this.operations = operations;
        this.finder = finder;
        this.questions = questions;
    }

    /** One thing as it is, several as an object; empty after asking. */
    Optional<Value> read(List<Token> what, Block block, List<Token> clause) {
        var read = items(what, block, clause);
        if (read.isEmpty()) {
            if (!questions.any()) questions.about("not-placed", clause);
            return Optional.empty();
        }
        if (read.get().size() == 1) return Optional.of(read.get().get(0).value());
        var fields = new LinkedHashMap<String, Value>();
        read.get().forEach(n -> fields.put(n.name(), n.value()));
        return Optional.of(new Value.Fields(fields));
    }

    /** Every item of a list, or nothing when one of them is not known. */
    Optional<List<Named>> items(List<Token> what, Block block, List<Token> clause) {
        var found = new ArrayList<Named>();
        for (var item : split(what)) {
            var named = item(item, block, clause);
            if (named.isEmpty()) return Optional.empty();
            found.add(named.get());
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    List<List<Token>> split(List<Token> what) {
        var items = new ArrayList<List<Token>>();
        var item = new ArrayList<Token>();
        for (var token : what) {
            boolean cut = token.isSign(",") || token.isSign("、") || token.text().matches("(?i)and|plus|和|与|及|以及|并");
            if (!cut) item.add(token);
            else if (!item.isEmpty()) {
                items.add(List.copyOf(item));
                item.clear();
            }
        }
        if (!item.isEmpty()) items.add(List.copyOf(item));
        return items;
    }

    Optional<Named> item(List<Token> words, Block block, List<Token> clause) {
        var core = words.stream()
                .filter(t -> !book.isIn("article", t)
                        && !book.isIn("measure", t)
                        && !t.text().equals("的"))
                .toList();
        if (core.isEmpty() || book.isIn("pronouns", core)) return it(block, clause);
        var replies = finder.replies(block);
        if (book.isIn("results", core))
            return replies.stream().findFirst().map(r -> new Named(r.name(), Finder.whole(r)));
        var message = finder.message();
        boolean arrived = core.stream().allMatch(t -> t.keys().anyMatch(message.topics()::contains));
        if (message.isPresent() && (book.isIn("whole", core) || arrived))
            return Optional.of(new Named(Value.MESSAGE, new Value.Field(Value.MESSAGE, "")));
        return field(core, block, clause).or(() -> reply(core, replies));
    }

    /** "It" is the reply when nothing came in, the message when nothing was called, and otherwise asked for. */
    private Optional<Named> it(Block block, List<Token> clause) {
        var places = new LinkedHashMap<String, Named>();
        if (block.item != null) return Optional.of(new Named(Value.ITEM, Finder.whole(block.item)));
        if (finder.message().isPresent())
            places.put(book.say("whole-message"), new Named(Value.MESSAGE, new Value.Field(Value.MESSAGE, "")));
        finder.replies(block).stream()
                .limit(1)
                .forEach(r -> places.put(r.label(), new Named(r.name(), Finder.whole(r))));
        if (places.size() < 2) return places.values().stream().findFirst();
        return questions
                .choose("what", clause, book.say("what", Token.text(clause)), List.copyOf(places.keySet()))
                .map(places::get);
    }

    private Optional<Named> field(List<Token> core, Block block, List<Token> clause) {
        var hits = new LinkedHashMap<String, Named>();
        for (var source : finder.sources(block)) {
            for (var entry : source.entries()) {
                if (!isField(core, source, entry)) continue;
                if (!source.isMessage() || finder.message().has(entry.path()))
                    hits.put(entry.path() + " (" + source.label() + ")", new Named(entry.last(), source.field(entry)));
            }
        }
        if (hits.size() < 2) return hits.values().stream().findFirst();
        return questions
                .choose("what", clause, book.say("what", Token.text(clause)), List.copyOf(hits.keySet()))
                .map(hits::get);
    }

    private boolean isField(List<Token> core, Source source, Source.Entry entry) {
        var last = core.get(core.size() - 1);
        var name = Phrasebook.key(OperationProfile.tokens(operations.lexer(), entry.last()));
        if (name.equals(Phrasebook.key(core))) return true;
        return operations.isNamed(entry.last(), last)
                && core.subList(0, core.size() - 1).stream()
                        .allMatch(t -> source.isAbout(t) || operations.isNamed(entry.last(), t) || inName(t, entry));
    }

    private boolean inName(Token word, Source.Entry entry) {
        return OperationProfile.tokens(operations.lexer(), entry.path().replace('.', ' ')).stream()
                .flatMap(Token::keys)
                .anyMatch(k -> word.keys().anyMatch(k::equals));
    }

    private Optional<Named> reply(List<Token> core, List<Source> replies) {
        var things = core.stream()
                .filter(t -> !book.isIn("results", t) && !book.isIn("stop", t))
                .toList();
        if (things.isEmpty()) return Optional.empty();
        var hits = replies.stream()
                .filter(r -> things.stream().allMatch(t -> t.keys().anyMatch(r.topics()::contains)))
                .toList();
        return hits.size() == 1
                ? Optional.of(new Named(hits.get(0).name(), Finder.whole(hits.get(0))))
                : Optional.empty();
    }

    static Map<String, Value> fields(List<Named> named) {
        var fields = new LinkedHashMap<String, Value>();
        named.forEach(n -> fields.put(n.name(), n.value()));
        return fields;
    }
}
