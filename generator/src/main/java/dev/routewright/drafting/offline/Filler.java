package dev.routewright.drafting.offline;

import dev.routewright.drafting.offline.Flow.Block;
import dev.routewright.drafting.offline.OperationMatcher.Candidate;
import dev.routewright.route.Operation;
import dev.routewright.route.Schema;
import dev.routewright.route.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds a value for each input of a call: in the clause, the current item, an earlier reply, or the message. */
final class Filler {
    private final Phrasebook book;
    private final OperationMatcher operations;
    private final Finder finder;
    private final Texts texts;
    private final Questions questions;
    private final Notes notes;
    private final Lexicon words;

    Filler(
            Phrasebook book,
            OperationMatcher operations,
            Finder finder,
            Contents contents,
            Questions questions,
            Notes notes) {
        this.book = book;
        this.operations = operations;
        this.finder = finder;
        this.texts = new Texts(book, operations.lexicon(), finder, contents, questions);
        this.questions = questions;
        this.notes = notes;
        this.words = operations.lexicon();
    }

    /** Empty after asking. */
    Optional<Map<String, Value>> fill(Candidate candidate, CallPhrase phrase, Block block, List<Token> clause) {
        var inputs = new LinkedHashMap<String, Value>();
        var extras = texts.extras(candidate, phrase, block, clause);
        if (extras.isEmpty()) return Optional.empty();
        for (var input : candidate.operation().inputs()) {
            var bound = candidate.bound().get(input.name());
            if (bound != null) inputs.put(input.name(), bound);
        }
        for (var input : candidate.operation().inputs()) {
            if (inputs.containsKey(input.name())) continue;
            var value = value(input, candidate, phrase, block, clause, extras.get());
            value.ifPresent(v -> inputs.put(input.name(), v));
            if (value.isEmpty() && input.required()) return Optional.empty();
        }
        return Optional.of(inputs);
    }

    private Optional<Value> value(
            Operation.Input input,
            Candidate candidate,
            CallPhrase phrase,
            Block block,
            List<Token> clause,
            List<Value> extras) {
        var message = finder.message();
        var name = input.name();
        if (operations.isText(input) && texts.speaks(candidate, phrase) && (input.required() || phrase.tells()))
            return Optional.of(texts.text(phrase, block, clause, extras));
        var item = block.item == null ? Optional.<Value>empty() : ofItem(name, block.item);
        if (item.isPresent()) return item;
        boolean spoken = texts.speaks(candidate, phrase) && isSpoken(input);
        if (spoken && !input.required()) return Optional.empty();
        if (spoken && words.names("sources").contains(name)) return Optional.of(texts.source(block, clause));
        if (spoken && phrase.people().isEmpty()) return asked(input, candidate, clause);
        boolean ofEachItem = block.item != null && block.item.list() != null && !isOfMessage(name, block.item);
        if (message.has(name) && !spoken)
            return ofEachItem && input.required()
                    ? eitherCarries(input, block.item, clause)
                    : Optional.of(new Value.Field(Value.MESSAGE, name));
        if (!input.required()) return Optional.empty();
        if (ofEachItem) return assumedOfItem(input, block.item);
        if (words.names("recipients").contains(name) && !phrase.people().isEmpty())
            return recipient(input, candidate, phrase, block, clause);
        return fromReply(input, candidate, block, clause)
                .or(() -> questions.any() ? Optional.empty() : assumed(input, candidate, clause));
    }

    private Optional<Value> assumedOfItem(Operation.Input input, Source item) {
        finder.message().assumeItem(item.list(), input.name(), input.schema());
        return Optional.of(new Value.Field(Value.ITEM, input.name()));
    }

    /** The message has such a field, the items are not known: the text does not say whose is meant. */
    private Optional<Value> eitherCarries(Operation.Input input, Source item, List<Token> clause) {
        var choices = List.of(book.say("each-item"), book.say("the-message"));
        var kind = "whose-" + input.name();
        var text = book.say("whose", input.name(), Token.text(clause));
        var answer = questions.choose(kind, clause, text, choices);
        if (answer.isEmpty()) return Optional.empty();
        if (answer.get().equals(choices.get(0))) return assumedOfItem(input, item);
        if (answer.get().equals(choices.get(1))) return Optional.of(new Value.Field(Value.MESSAGE, input.name()));
        questions.again(kind, clause, text, choices);
        return Optional.empty();
    }

    /** Where, how and how urgently somebody is told: nothing that a business message is known to carry. */
    private boolean isSpoken(Operation.Input input) {
        var name = input.name();
        return !name.endsWith("Id")
                && (!input.schema().values().isEmpty()
                        || operations.isText(input)
                        || words.names("sources").contains(name)
                        || words.names("places").contains(name)
                        || List.of("severity", "priority", "level", "category", "type")
                                .contains(name));
    }

    /** The items of an order have no user and no order of their own. */
    private boolean isOfMessage(String name, Source item) {
        if (!name.endsWith("Id")) return words.names("reach").contains(name);
        var thing = Token.lower(name.substring(0, name.length() - 2));
        return !item.topics().contains(thing)
                && (words.names("reach").contains(name)
                        || finder.message().topics().contains(thing));
    }

    private Optional<Value> recipient(
            Operation.Input input, Candidate candidate, CallPhrase phrase, Block block, List<Token> clause) {
        var people = phrase.people();
        for (var person : people) {
            var value = operations.bindings().matching(input.schema(), person);
            if (value.isPresent()) return Optional.of(new Value.Literal(value.get()));
            if (input.schema().example() instanceof String example
                    && OperationProfile.tokens(operations.lexer(), example).stream()
                            .anyMatch(t -> t.senses().stream().anyMatch(person.senses()::contains)))
                return operations.isRole(person)
                        ? Optional.of(new Value.Literal(example))
                        : assumed(input, candidate, clause);
        }
        if (people.stream().anyMatch(operations::isRole)) return asked(input, candidate, clause);
        return fromReply(input, candidate, block, clause)
                .or(() -> questions.any() ? Optional.empty() : assumed(input, candidate, clause));
    }

    private Optional<Value> ofItem(String name, Source item) {
        for (var entry : item.schema().properties().keySet()) {
            boolean same =
                    entry.equals(name) && !(name.equals("id") && item.topics().isEmpty());
            boolean own = entry.equals("id")
                    && name.endsWith("Id")
                    && item.topics().contains(Token.lower(name.substring(0, name.length() - 2)));
            if (same || own) return Optional.of(new Value.Field(Value.ITEM, entry));
        }
        return Optional.empty();
    }

    private Optional<Value> fromReply(Operation.Input input, Candidate candidate, Block block, List<Token> clause) {
        var name = input.name();
        if (words.names("generic").contains(name)) return Optional.empty();
        boolean message = finder.message().isPresent();
        if (message && words.names("asked").contains(name)) return Optional.empty();
        for (var reply : finder.replies(block)) {
            var found = reply.schema().properties().get(name);
            if (found != null && found.type().equals(input.schema().type())) {
                if (message && words.names("either").contains(name)) return either(input, reply, candidate, clause);
                notes.add("from-reply", name, candidate.operation().key(), label(reply));
                return Optional.of(new Value.Field(reply.name(), name));
            }
            if (isCreated(name, reply)) {
                notes.add("from-reply", name, candidate.operation().key(), label(reply));
                return Optional.of(new Value.Field(reply.name(), "id"));
            }
        }
        return Optional.empty();
    }

    private static String label(Source reply) {
        return reply.profile() == null
                ? reply.name()
                : reply.profile().operation().key();
    }

    /** {@code orderId} is the {@code id} of the order that an earlier call made. */
    private static boolean isCreated(String name, Source reply) {
        return name.endsWith("Id")
                && reply.profile() != null
                && !reply.profile().operation().isSafe()
                && reply.profile().own().contains(Token.lower(name.substring(0, name.length() - 2)))
                && reply.schema().properties().containsKey("id");
    }

    private Optional<Value> either(Operation.Input input, Source reply, Candidate candidate, List<Token> clause) {
        var name = input.name();
        var ofMessage = book.say("whole-message");
        var answer = questions.choose(
                "input-" + name,
                clause,
                book.say("input", name, candidate.operation().key(), Token.text(clause)),
                List.of(ofMessage, reply.label()));
        if (answer.isEmpty()) return Optional.empty();
        if (answer.get().equals(reply.label())) return Optional.of(new Value.Field(reply.name(), name));
        return assumed(input, candidate, clause);
    }

    /** A field of the message by the same name; without a message the author is asked for a value. */
    private Optional<Value> assumed(Operation.Input input, Candidate candidate, List<Token> clause) {
        var message = finder.message();
        if (!message.isPresent() || words.names("places").contains(input.name()))
            return asked(input, candidate, clause);
        if (input.name().equals("body")
                && !input.schema().isNumeric()
                && !input.schema().type().equals("string")
                && !input.schema().type().equals("boolean")) return Optional.of(new Value.Field(Value.MESSAGE, ""));
        if (message.has("id") && input.name().equals(message.identifier()))
            return Optional.of(new Value.Field(Value.MESSAGE, "id"));
        var name = named(input, candidate, message.topics());
        message.assume(Map.of(name, input.schema()));
        return Optional.of(new Value.Field(Value.MESSAGE, name));
    }

    /** A bare {@code id} in the path of one thing is that thing's id, unless it is the thing that arrived. */
    private static String named(Operation.Input input, Candidate candidate, Set<String> topics) {
        if (!input.name().equals("id")) return input.name();
        var own = candidate.profile().own().stream().sorted().toList();
        if (own.size() != 1 || topics.contains(own.get(0)) || !own.get(0).matches("[a-z ]+")) return input.name();
        return Subjects.camel(own.get(0)) + "Id";
    }

    private Optional<Value> asked(Operation.Input input, Candidate candidate, List<Token> clause) {
        var choices = input.schema().values().stream().map(Object::toString).toList();
        var text = book.say("input", input.name(), candidate.operation().key(), Token.text(clause));
        var answer = questions.choose("input-" + input.name(), clause, text, choices);
        var value = answer.flatMap(a -> literal(input.schema(), a));
        if (answer.isPresent() && value.isEmpty()) questions.again("input-" + input.name(), clause, text, choices);
        return value.map(Value.Literal::new);
    }

    private static Optional<Object> literal(Schema schema, String answer) {
        if (schema.isNumeric())
            return answer.matches("-?[0-9]{1,15}(\\.[0-9]{1,6})?")
                    ? Optional.of(new BigDecimal(answer))
                    : Optional.empty();
        if (schema.type().equals("boolean"))
            return answer.matches("true|false") ? Optional.of(Boolean.valueOf(answer)) : Optional.empty();
        return schema.type().equals("string") ? Optional.of(answer) : Optional.empty();
    }
}
