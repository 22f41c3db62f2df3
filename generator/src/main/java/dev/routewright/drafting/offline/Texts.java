package dev.routewright.drafting.offline;

import dev.routewright.drafting.offline.Flow.Block;
import dev.routewright.drafting.offline.OperationMatcher.Candidate;
import dev.routewright.route.Lang;
import dev.routewright.route.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Composes what people are told, out of the description's own words and the fields it names. */
final class Texts {
    private final Phrasebook book;
    private final Lexicon words;
    private final Finder finder;
    private final Contents contents;
    private final Questions questions;

    Texts(Phrasebook book, Lexicon words, Finder finder, Contents contents, Questions questions) {
        this.book = book;
        this.words = words;
        this.finder = finder;
        this.contents = contents;
        this.questions = questions;
    }

    /** Whether the text inputs of the call are words for somebody, not data to work on. */
    boolean speaks(Candidate candidate, CallPhrase phrase) {
        if (phrase.tells()) return true;
        // A ticket that arrives is recorded as it is; what it says is data.
        if (candidate.profile().own().stream()
                .anyMatch(o -> words.names("recorded").contains(o)
                        && finder.message().topics().contains(o))) return false;
        var speaking = words.names("speaking");
        return Stream.concat(candidate.profile().own().stream(), phrase.topics().stream())
                .anyMatch(speaking::contains);
    }

    /** What a text carries beside its words: fields named by the clause, or the result that "it" stands for. */
    Optional<List<Value>> extras(Candidate candidate, CallPhrase phrase, Block block, List<Token> clause) {
        var values = new ArrayList<Value>();
        if (!candidate.extras().isEmpty()) {
            var named = contents.item(candidate.extras(), block, clause);
            if (named.isEmpty()) {
                questions.about("not-placed", clause);
                return Optional.empty();
            }
            var whole = reply(named.get().value(), block);
            if (whole.isPresent()) results(whole.get(), values);
            else {
                values.add(new Value.Literal(Token.text(candidate.extras()) + ": "));
                values.add(named.get().value());
            }
        } else if (phrase.tells() && phrase.pronoun() && phrase.people().isEmpty() && block.item == null) {
            var it = contents.item(List.of(), block, clause);
            if (it.isEmpty()) return Optional.empty();
            var whole = reply(it.get().value(), block);
            if (whole.isPresent()) results(whole.get(), values);
            else values.add(it.get().value());
        } else if (phrase.tells()
                && phrase.pronoun()
                && !phrase.people().isEmpty()
                && !phrase.things().isEmpty()) {
            finder.replies(block).stream().limit(1).forEach(r -> results(r, values));
        }
        return Optional.of(values);
    }

    private Optional<Source> reply(Value value, Block block) {
        return finder.replies(block).stream()
                .filter(r -> Finder.whole(r).equals(value)
                        && !r.schema().properties().isEmpty())
                .findFirst();
    }

    private List<Value> listed(Source item) {
        var values = new ArrayList<Value>();
        results(item, values);
        return values;
    }

    private void results(Source reply, List<Value> values) {
        reply.schema().properties().forEach((name, schema) -> {
            if (schema.type().equals("object") || schema.type().equals("array") || values.size() > 8) return;
            values.add(new Value.Literal((values.isEmpty() ? "" : book.say("comma")) + name + ": "));
            values.add(new Value.Field(reply.name(), name));
        });
    }

    /** "Order A-1: not enough stock", in the words of the description. */
    Value text(CallPhrase phrase, Block block, List<Token> clause, List<Value> extras) {
        var parts = new ArrayList<Value>();
        identity(block).ifPresent(parts::addAll);
        var told = phrase.told().isEmpty() ? "" : Token.text(phrase.told()).replaceAll("^“|”$", "");
        boolean byHand = !block.why.isEmpty() && book.isIn("manual", phrase.told());
        var why = byHand ? block.why + book.say("comma") + told : !told.isEmpty() ? told : block.why;
        if (!extras.isEmpty()) {
            if (!told.isEmpty()) parts.add(new Value.Literal(told + book.say("comma")));
            parts.addAll(extras);
        } else if (why.isEmpty() && block.item != null && titled(block.item).isPresent())
            parts.add(titled(block.item).get());
        else if (why.isEmpty()
                && block.item != null
                && !block.item.schema().properties().isEmpty()) return new Value.Text(listed(block.item));
        else parts.add(new Value.Literal(why.isEmpty() ? done(block, clause) : why));
        return parts.size() == 1 ? parts.get(0) : new Value.Text(parts);
    }

    /** What a person is told when nothing says what: what has just been done. */
    private String done(Block block, List<Token> clause) {
        return block.known.stream()
                .filter(c -> !c.phrase.tells())
                .reduce((first, last) -> last)
                .map(c -> c.label)
                .orElseGet(() -> finder.message().noun().isEmpty() ? Token.text(clause) : label());
    }

    /** What a message to people is about: the item, the thing that arrived, or else what was called last. */
    Value source(Block block, List<Token> clause) {
        var identity = identity(block);
        if (identity.isPresent())
            return identity.get().stream()
                    .filter(Value.Field.class::isInstance)
                    .findFirst()
                    .orElseThrow();
        if (!finder.message().noun().isEmpty()) return new Value.Literal(label());
        return block.known.stream()
                .filter(c -> !c.phrase.tells())
                .reduce((first, last) -> last)
                .map(c -> (Value) new Value.Literal(c.profile.operation().service()))
                .orElseGet(() -> new Value.Literal(Token.text(clause)));
    }

    private Optional<Value> titled(Source item) {
        return item.schema().properties().keySet().stream()
                .filter(n -> List.of("title", "subject", "summary", "name").contains(n))
                .findFirst()
                .map(n -> new Value.Field(Value.ITEM, n));
    }

    private Optional<List<Value>> identity(Block block) {
        if (block.item != null) {
            var names = block.item.schema().properties().keySet();
            var own = names.stream()
                    .filter(n -> n.equals("id") || n.endsWith("Id"))
                    .findFirst();
            return own.map(n -> List.of(
                    new Value.Literal((block.item.label().isEmpty() ? n : block.item.label()) + " "),
                    new Value.Field(Value.ITEM, n),
                    new Value.Literal(": ")));
        }
        var message = finder.message();
        var label = label();
        return message.identity()
                .map(id -> List.of(
                        new Value.Literal(label + " "),
                        new Value.Field(Value.MESSAGE, id),
                        new Value.Literal(book.language == Lang.ZH ? "：" : ": ")));
    }

    private String label() {
        var noun = finder.message().noun();
        return noun.isEmpty() ? book.say("message-name") : capital(words.noun(noun, book.language));
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
