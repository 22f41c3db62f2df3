package dev.routewright.drafting.offline;

import dev.routewright.route.Schema;
import dev.routewright.route.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is known and assumed of the incoming message while a plan grows. */
final class Message {
    private final Map<String, Schema> fields = new LinkedHashMap<>();
    private final Map<String, Schema> expected;
    private final List<Token> noun;
    private final boolean present;
    private final boolean thing;

    /**
     * @param noun what arrives
     * @param present whether anything arrives at all
     * @param thing whether what arrives is the thing itself, and not a request to see it
     * @param expected inputs of the operations the description asks for: fields the message will probably have
     */
    Message(List<Token> noun, boolean present, boolean thing, Map<String, Schema> expected) {
        this.noun = List.copyOf(noun);
        this.present = present;
        this.thing = thing;
        this.expected = present ? expected : Map.of();
    }

    boolean isPresent() {
        return present;
    }

    boolean isThing() {
        return thing;
    }

    Map<String, Schema> fields() {
        return fields;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    void assume(Map<String, Schema> more) {
        more.forEach(fields::putIfAbsent);
    }

    /** A field that every element of a list in the message is expected to have. */
    void assumeItem(String list, String field, Schema schema) {
        var known = fields.get(list);
        if (known == null) return;
        var item = known.items() == null ? Schema.of("object") : known.items();
        var properties = new LinkedHashMap<>(item.properties());
        properties.putIfAbsent(field, schema);
        var more =
                new Schema("object", null, item.description(), null, List.of(), properties, properties.keySet(), null);
        fields.put(list, new Schema("array", null, known.description(), null, List.of(), Map.of(), Set.of(), more));
    }

    List<Token> noun() {
        return noun;
    }

    Set<String> topics() {
        return StatementReader.Context.of(noun);
    }

    /** The message as a place to find values in: what it is known to carry, then what it will probably carry. */
    Source source(String label) {
        var properties = new LinkedHashMap<>(fields);
        expected.forEach(properties::putIfAbsent);
        var schema = new Schema("object", null, "", null, List.of(), properties, Set.of(), null);
        return new Source(Value.MESSAGE, label, schema, null, topics());
    }

    /** What a bare {@code id} of the message is called elsewhere: that of an order is an {@code orderId}. */
    String identifier() {
        return Subjects.camel(noun.stream()
                        .flatMap(t -> t.senses().stream())
                        .filter(s -> !s.is(Concept.Kind.ACT))
                        .map(Concept::id)
                        .reduce((first, last) -> last)
                        .orElse(""))
                + "Id";
    }

    /** The field that tells one message from another. */
    Optional<String> identity() {
        return noun.stream()
                .flatMap(t -> t.senses().stream())
                .flatMap(s -> Stream.of(s.of() == null ? s.id() : s.of()))
                .flatMap(n -> Stream.concat(
                        Stream.of(n),
                        noun.stream()
                                .flatMap(t -> Stream.of(Token.lower(t.text()).split(" ")))))
                .map(Subjects::camel)
                .filter(n -> !n.isEmpty())
                .flatMap(n -> Stream.of(n + "Id", n + "No", n + "Number"))
                .filter(fields::containsKey)
                .findFirst()
                .or(() -> fields.containsKey("id") ? Optional.of("id") : Optional.empty());
    }
}
