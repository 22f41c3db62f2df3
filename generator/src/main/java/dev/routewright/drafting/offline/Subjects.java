package dev.routewright.drafting.offline;

import dev.routewright.route.Condition;
import dev.routewright.route.Condition.Operator;
import dev.routewright.route.Schema;
import dev.routewright.route.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the subject of a condition can name: a source, a field of it, or a field that must be there. */
final class Subjects {
    private final OperationMatcher operations;

    Subjects(OperationMatcher operations) {
        this.operations = operations;
    }

    /** Every word of the subject must be about the source or name the field. */
    boolean explained(List<Token> subject, Source source, Source.Entry entry) {
        return subject.stream().allMatch(t -> source.isAbout(t) || names(t, entry) || inPath(t, entry));
    }

    private boolean inPath(Token word, Source.Entry entry) {
        return OperationProfile.tokens(operations.lexer(), entry.path().replace('.', ' ')).stream()
                .flatMap(Token::keys)
                .anyMatch(key -> word.keys().anyMatch(key::equals));
    }

    private boolean names(Token word, Source.Entry entry) {
        return operations.bindings().isNamed(entry.last(), word);
    }

    boolean namedBy(List<Token> subject, Source.Entry entry) {
        return !subject.isEmpty()
                && (names(subject.get(subject.size() - 1), entry)
                        || Phrasebook.key(subject)
                                .equals(Phrasebook.key(OperationProfile.tokens(operations.lexer(), entry.last()))));
    }

    /** A field nobody has mentioned yet, when the words say plainly that the message has it. */
    static Optional<Source.Entry> assumed(List<Token> subject, Source message, Schema schema) {
        if (subject.isEmpty()) return Optional.empty();
        var last = subject.get(subject.size() - 1);
        var attribute = last.sense(Concept.Kind.ATTRIBUTE);
        boolean rest = subject.subList(0, subject.size() - 1).stream().allMatch(message::isAbout);
        if (attribute.isEmpty() || !rest) return Optional.empty();
        var name = last.text().matches("[a-zA-Z ]+")
                ? Token.lower(last.text())
                : attribute.get().id();
        boolean written = last.text().matches("[a-z]+[A-Z_][A-Za-z0-9_]*");
        return Optional.of(new Source.Entry(written ? last.text() : camel(name), schema));
    }

    static Condition equal(Source source, Source.Entry entry, Object value) {
        return new Condition.Compare(source.field(entry), Operator.EQUAL, new Value.Literal(value));
    }

    static String camel(String words) {
        var name = new StringBuilder();
        for (var word : words.split("[^A-Za-z0-9]+"))
            name.append(
                    name.length() == 0
                            ? Token.lower(word)
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        return name.toString();
    }
}
