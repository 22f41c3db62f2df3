package dev.routewright.drafting.offline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * One pattern of the phrasebook: words, {@code (a|b)}, {@code [optional]}, {@code <set>}, {@code {slot}}. It matches
 * all tokens or none. Matching tries every way a clause can be cut, which is bounded because clauses are.
 */
final class Wording {
    /** What a slot may hold. @param longest most tokens it takes */
    record Slot(int longest, Predicate<List<Token>> accepts) {}

    private interface Node {
        boolean match(List<Token> tokens, int at, Map<String, List<Token>> slots, IntPredicate next);
    }

    private final Node root;

    private Wording(Node root) {
        this.root = root;
    }

    /** @param accept told each way the pattern matches until it says yes; @return whether it did */
    boolean match(List<Token> tokens, Predicate<Map<String, List<Token>>> accept) {
        var slots = new HashMap<String, List<Token>>();
        return root.match(tokens, 0, slots, end -> end == tokens.size() && accept.test(Map.copyOf(slots)));
    }

    /**
     * @param lexer reads the pattern's own words
     * @param sets word sets by name
     * @param slots readers by slot name
     */
    static Wording of(
            String pattern,
            Function<String, List<Token>> lexer,
            Map<String, List<String>> sets,
            Function<String, Slot> slots) {
        var reader = new Reader(pattern, lexer, sets, slots);
        var root = reader.alternatives();
        if (reader.at < pattern.length()) throw new IllegalStateException("Stray bracket in the pattern " + pattern);
        return new Wording(root);
    }

    static Node literal(List<Token> words) {
        return (tokens, at, slots, next) -> {
            if (at + words.size() > tokens.size()) return false;
            for (int i = 0; i < words.size(); i++) {
                var token = tokens.get(at + i);
                if (token.kind() == Token.Kind.QUOTED
                        || !token.key().equals(words.get(i).key())) return false;
            }
            return next.test(at + words.size());
        };
    }

    private static Node sequence(List<Node> nodes) {
        if (nodes.size() == 1) return nodes.get(0);
        return (tokens, at, slots, next) -> step(nodes, 0, tokens, at, slots, next);
    }

    private static boolean step(
            List<Node> nodes, int node, List<Token> tokens, int at, Map<String, List<Token>> slots, IntPredicate next) {
        if (node == nodes.size()) return next.test(at);
        return nodes.get(node).match(tokens, at, slots, end -> step(nodes, node + 1, tokens, end, slots, next));
    }

    private static Node anyOf(List<Node> nodes) {
        if (nodes.size() == 1) return nodes.get(0);
        return (tokens, at, slots, next) -> nodes.stream().anyMatch(n -> n.match(tokens, at, slots, next));
    }

    private static Node optional(Node node) {
        return (tokens, at, slots, next) -> node.match(tokens, at, slots, next) || next.test(at);
    }

    private static Node slot(String name, Slot slot) {
        return (tokens, at, slots, next) -> {
            for (int end = at + 1; end <= tokens.size() && end - at <= slot.longest(); end++) {
                var part = tokens.subList(at, end);
                if (!slot.accepts().test(part)) continue;
                var before = slots.put(name, part);
                if (next.test(end)) return true;
                if (before == null) slots.remove(name);
                else slots.put(name, before);
            }
            return false;
        };
    }

    /** Reads the pattern language. */
    private static final class Reader {
        private final String pattern;
        private final Function<String, List<Token>> lexer;
        private final Map<String, List<String>> sets;
        private final Function<String, Slot> slots;
        private int at;

        Reader(
                String pattern,
                Function<String, List<Token>> lexer,
                Map<String, List<String>> sets,
                Function<String, Slot> slots) {
            this.pattern = pattern;
            this.lexer = lexer;
            this.sets = sets;
            this.slots = slots;
        }

        Node alternatives() {
            var nodes = new ArrayList<Node>(List.of(sequenceOfNodes()));
            while (at < pattern.length() && pattern.charAt(at) == '|') {
                at++;
                nodes.add(sequenceOfNodes());
            }
            return anyOf(nodes);
        }

        private Node sequenceOfNodes() {
            var nodes = new ArrayList<Node>();
            while (at < pattern.length() && "|)]".indexOf(pattern.charAt(at)) < 0) {
                char c = pattern.charAt(at);
                if (c == ' ') at++;
                else if (c == '(') nodes.add(bracket());
                else if (c == '[') nodes.add(optional(bracket()));
                else if (c == '<') nodes.add(set(upTo('>')));
                else if (c == '{') {
                    var name = upTo('}');
                    nodes.add(slot(name, slots.apply(name)));
                } else nodes.add(words());
            }
            return sequence(nodes);
        }

        private Node bracket() {
            at++;
            var inner = alternatives();
            at++;
            return inner;
        }

        private String upTo(char close) {
            int end = pattern.indexOf(close, at);
            var name = pattern.substring(at + 1, end);
            at = end + 1;
            return name;
        }

        private Node words() {
            int end = at;
            while (end < pattern.length() && "([<{|)]".indexOf(pattern.charAt(end)) < 0) end++;
            var text = pattern.substring(at, end);
            at = end;
            return literal(lexer.apply(text));
        }

        /** A word of a set may itself be a pattern, which many patterns then share. */
        private Node word(String word) {
            return word.matches(".*[(\\[<{].*")
                    ? new Reader(word, lexer, sets, slots).alternatives()
                    : literal(lexer.apply(word));
        }

        private Node set(String name) {
            var words = sets.get(name);
            if (words == null) throw new IllegalStateException("Unknown set <%s> in %s".formatted(name, pattern));
            return anyOf(words.stream().map(this::word).toList());
        }
    }
}
