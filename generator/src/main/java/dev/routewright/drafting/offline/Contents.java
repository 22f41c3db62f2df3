package dev.routewright.drafting.offline;

import dev.routewright.drafting.offline.Flow.Block;
import dev.routewright.route.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

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
        if (what.isEmpty()) return it(block, clause).map(List::of);
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
        var whole = new Named(Value.MESSAGE, new Value.Field(Value.MESSAGE, ""));
        if (message.isPresent() && book.isIn("whole", core)) return Optional.of(whole);
        if (message.isPresent() && message.isThing() && arrived) return arrived(core, whole, replies, clause);
        return field(core, block, clause).or(() -> reply(core, replies));
    }

    /** "The order" is what arrived, unless a call has answered with an order too. */
    private Optional<Named> arrived(List<Token> core, Named whole, List<Source> replies, List<Token> clause) {
        var places = new LinkedHashMap<String, Named>(Map.of(book.say("whole-message"), whole));
        for (var reply : replies)
            if (core.stream().allMatch(t -> t.keys().anyMatch(reply.topics()::contains)))
                places.put(reply.label(), new Named(reply.name(), Finder.whole(reply)));
        if (places.size() == 1) return Optional.of(whole);
        return questions
                .choose("what", clause, book.say("what", Token.text(clause)), List.copyOf(places.keySet()))
                .map(places::get);
    }

    /** "It" is the reply when nothing came in, the message when nothing was called, and otherwise asked for. */
    private Optional<Named> it(Block block, List<Token> clause) {
        var places = new LinkedHashMap<String, Named>();
        if (block.item != null) return Optional.of(new Named(Value.ITEM, Finder.whole(block.item)));
        if (finder.message().isPresent() && finder.message().isThing())
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
        var hits = hits(core, block, true);
        if (hits.isEmpty()) hits = hits(core, block, false);
        var values = hits.values();
        var id = values.stream()
                .filter(n -> n.name().endsWith("Id")
                        && n.value() instanceof Value.Field f
                        && f.source().equals(Value.MESSAGE))
                .findFirst();
        boolean same = values.stream().map(Named::name).distinct().count() == 1;
        if (hits.size() < 2 || (same && id.isPresent()))
            return id.or(() -> values.stream().findFirst());
        var places = hits;
        return questions
                .choose("what", clause, book.say("what", Token.text(clause)), List.copyOf(hits.keySet()))
                .map(places::get);
    }

    /** @param exact whether the words must be the whole name of the field */
    private Map<String, Named> hits(List<Token> core, Block block, boolean exact) {
        var hits = new LinkedHashMap<String, Named>();
        for (var source : finder.sources(block))
            for (var entry : source.entries())
                if ((exact ? isName(core, entry) : isField(core, source, entry))
                        && (!source.isMessage() || finder.message().has(entry.path())))
                    hits.put(entry.path() + " (" + source.label() + ")", new Named(entry.last(), source.field(entry)));
        return hits;
    }

    private boolean isName(List<Token> core, Source.Entry entry) {
        var name = OperationProfile.tokens(operations.lexer(), entry.last());
        if (Phrasebook.key(name).equals(Phrasebook.key(core))) return true;
        return name.size() == core.size()
                && IntStream.range(0, name.size()).allMatch(i -> shares(name.get(i), core.get(i)));
    }

    private static boolean shares(Token one, Token other) {
        return one.key().equals(other.key())
                || isAbout(one, other)
                || isAbout(other, one)
                || one.senses().stream()
                        .anyMatch(s -> (!s.is(Concept.Kind.ACT) || s.of() != null)
                                && other.senses().contains(s));
    }

    /** 发货编号 is the number of a shipment. */
    private static boolean isAbout(Token act, Token thing) {
        return act.senses().stream()
                .anyMatch(a -> a.of() != null
                        && thing.senses().stream().anyMatch(t -> t.is(Concept.Kind.THING) && t.id().equals(a.of())));
    }

    private boolean isField(List<Token> core, Source source, Source.Entry entry) {
        var last = core.get(core.size() - 1);
        if (!operations.bindings().isNamed(entry.last(), last)) return false;
        if (last.senses().stream().anyMatch(s -> s.id().equals("id"))) return false;
        return core.subList(0, core.size() - 1).stream()
                .allMatch(t -> source.isAbout(t) || operations.bindings().isNamed(entry.last(), t) || inName(t, entry));
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
