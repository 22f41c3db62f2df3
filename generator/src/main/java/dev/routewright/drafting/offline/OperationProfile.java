package dev.routewright.drafting.offline;

import dev.routewright.route.Operation;
import dev.routewright.route.Schema;
import dev.routewright.route.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the documents of one operation speak about, as weighted concepts: its id weighs most, the fields of its reply
 * least.
 *
 * @param acts what the operation does, by its id and its summary
 * @param own concepts of the operationId, without its act
 * @param beside these, the states it names, and without any what its act is about: what a clause should mention
 * @param reusable whether a reply may be used again for the same inputs: asking changes nothing, or the service says so
 */
record OperationProfile(
        Operation operation,
        Map<String, Double> weights,
        List<Concept> acts,
        Set<String> own,
        Set<String> beside,
        boolean reusable) {
    /** From this weight on the operation is about the thing; below it only mentions it. */
    static final double ABOUT = 0.55;

    private static final int LONGEST_HEADING = 12;

    static OperationProfile of(Service service, Operation operation, Lexer lexer) {
        var weights = new HashMap<String, Double>();
        var id = tokens(lexer, operation.id());
        add(weights, id, 1.0);
        add(weights, tokens(lexer, operation.summary()), 0.9);
        add(weights, tokens(lexer, operation.path().replaceAll("\\{[^}]*}", " ")), 0.8);
        add(weights, tokens(lexer, service.name().replace('-', ' ')), 0.6);
        add(weights, tokens(lexer, service.title()), 0.6);
        add(weights, tokens(lexer, operation.description()), 0.5);
        var heading = tokens(lexer, heading(operation.description()));
        add(weights, heading, 0.9);
        add(weights, tokens(lexer, service.description()), 0.4);
        operation.inputs().forEach(i -> add(weights, tokens(lexer, i.name()), 0.4));
        operation.success().ifPresent(r -> names(r.schema(), 0).forEach(n -> add(weights, tokens(lexer, n), 0.4)));
        var acts = Stream.of(id, tokens(lexer, operation.summary()), heading)
                .flatMap(words -> words.stream().limit(1).flatMap(t -> t.sense(Concept.Kind.ACT).stream()))
                .distinct()
                .toList();
        var own = new HashSet<String>();
        id.stream().skip(acts.isEmpty() ? 0 : 1).filter(Token::isNoun).forEach(t -> t.senses().stream()
                .limit(1)
                .forEach(s -> own.add(s.id())));
        var beside = new HashSet<>(own);
        id.stream()
                .skip(acts.isEmpty() ? 0 : 1)
                .filter(t -> t.has(Concept.Kind.STATE))
                .forEach(t -> t.senses().stream()
                        .filter(s -> s.is(Concept.Kind.STATE))
                        .limit(1)
                        .forEach(s -> beside.add("is:" + s.id())));
        if (id.size() == 1)
            id.get(0).senses().stream().flatMap(s -> Stream.ofNullable(s.of())).forEach(beside::add);
        return new OperationProfile(
                operation,
                Map.copyOf(weights),
                acts,
                Set.copyOf(own),
                Set.copyOf(beside),
                operation.isSafe() || saysReusable(service, operation));
    }

    /** Scores are asked for by POST, and yet asking changes nothing. */
    private static boolean saysReusable(Service service, Operation operation) {
        return service.mediation().stream().map(Resource::parse).anyMatch(m -> m.path("operations")
                .path(operation.id())
                .path("cache")
                .path("anyMethod")
                .asBoolean());
    }

    /** 查询库存：返回…: what stands before the colon sums up in Chinese what the summary says in English. */
    private static String heading(String description) {
        int colon = description.indexOf('：');
        return colon > 0 && colon <= LONGEST_HEADING ? description.substring(0, colon) : "";
    }

    /** Words of documents, with names in camel case cut into theirs. */
    static List<Token> tokens(Lexer lexer, String text) {
        var plain = text.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").replaceAll("[_/.:,;()\\[\\]\"'`{}-]+", " ");
        return lexer.read(Token.lower(plain), 0);
    }

    private static Stream<String> names(Schema schema, int depth) {
        if (depth > 3) return Stream.of();
        var items = schema.items();
        var inner = items == null ? Stream.<String>of() : names(items, depth + 1);
        return Stream.concat(
                inner,
                schema.properties().entrySet().stream()
                        .flatMap(e -> Stream.concat(Stream.of(e.getKey()), names(e.getValue(), depth + 1))));
    }

    private static void add(Map<String, Double> weights, List<Token> tokens, double weight) {
        tokens.stream().flatMap(Token::keys).forEach(key -> weights.merge(key, weight, Math::max));
    }

    /** How much the operation is about what the word means, 0 when it does not speak of it. */
    double weight(Token token) {
        return token.keys().mapToDouble(this::weight).max().orElse(0);
    }

    double weight(String key) {
        double weight = weights.getOrDefault(key, 0.0);
        if (key.equals("user") || key.equals("customer"))
            return Math.max(weight, 0.8 * weights.getOrDefault(key.equals("user") ? "customer" : "user", 0.0));
        return weight;
    }

    boolean does(String act) {
        return acts.stream().anyMatch(a -> a.id().equals(act));
    }

    boolean doesLike(String family) {
        return acts.stream().anyMatch(a -> a.family().equals(family));
    }

    /** Acts of the operation that are about something of their own, such as refunding. */
    List<Concept> specific() {
        var specific = new ArrayList<Concept>();
        for (var act : acts) if (act.family().equals("own") || act.family().equals("tell")) specific.add(act);
        return specific;
    }
}
