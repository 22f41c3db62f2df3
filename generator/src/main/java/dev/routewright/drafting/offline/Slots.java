package dev.routewright.drafting.offline;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What each slot of a pattern may hold. A slot only looks at shape; whether it makes sense is decided by its reader. */
final class Slots {
    private static final int FREE = 40;
    private static final Pattern NOVEL =
            Pattern.compile("[\\p{IsHan}&&[^只仅非未无除不若如当且或已没后前再并先最多少大小高低每各全都的了吗么呢谁何几]]{2,4}");

    private final Phrasebook book;
    private final Map<String, Wording.Slot> slots;

    Slots(Phrasebook book) {
        this.book = book;
        this.slots = Map.ofEntries(
                Map.entry("duration", slot(5, t -> book.amounts.duration(t).isPresent())),
                Map.entry("pause", slot(5, t -> book.amounts.duration(t).isPresent())),
                Map.entry("timeout", slot(5, t -> book.amounts.duration(t).isPresent())),
                Map.entry("total", slot(5, t -> book.amounts.duration(t).isPresent())),
                Map.entry("reuse", slot(5, t -> book.amounts.duration(t).isPresent())),
                Map.entry("age", slot(5, t -> book.amounts.duration(t).isPresent())),
                Map.entry("async", slot(9, t -> book.isIn("async", t))),
                Map.entry("load", slot(6, this::isLoad)),
                Map.entry("same", slot(3, this::isLoad)),
                Map.entry("unit", slot(2, t -> book.amounts.unit(t).isPresent())),
                Map.entry("retries", slot(2, t -> book.amounts.count(t).isPresent())),
                Map.entry("attempts", slot(2, t -> book.amounts.count(t).isPresent())),
                Map.entry("clock", slot(6, t -> book.amounts.clock(t).isPresent())),
                Map.entry("weekday", slot(2, t -> book.amounts.weekday(t).isPresent())),
                Map.entry("day", slot(1, t -> book.amounts.weekday(prefixed(t)).isPresent())),
                Map.entry("path", one(this::isPath)),
                Map.entry("topic", one(t -> isTopic(t))),
                Map.entry("file", one(t -> t.text().matches("[A-Za-z0-9_-]{1,60}\\.json"))),
                Map.entry("method", one(t -> t.text().matches("(?i)post|get|put|patch|delete"))),
                Map.entry("suffix", one(t -> t.text().matches("(?i)csv|json|xml|txt|text|excel|\\*?\\.[a-z0-9]{2,5}"))),
                Map.entry("person", one(t -> t.has(Concept.Kind.PERSON) || t.has(Concept.Kind.CALLER))),
                Map.entry(
                        "caller",
                        slot(2, t -> (t.size() == 1 && t.get(0).has(Concept.Kind.CALLER)) || book.isIn("whom", t))),
                Map.entry("thing", slot(4, this::isThing)),
                Map.entry("novel", one(this::isNovel)),
                Map.entry("owner", slot(3, this::isThing)),
                Map.entry("key", slot(4, this::isThing)),
                Map.entry(
                        "items",
                        slot(
                                3,
                                t -> isThing(t)
                                        && t.stream()
                                                .allMatch(x ->
                                                        x.isNoun() || x.senses().isEmpty()))),
                Map.entry("whole", slot(3, t -> book.isIn("whole", t))),
                Map.entry("failed", slot(4, this::isFailed)),
                Map.entry("other", slot(4, this::isFailed)),
                Map.entry("third", slot(4, this::isFailed)),
                Map.entry("quoted", one(t -> t.kind() == Token.Kind.QUOTED)),
                Map.entry("act", one(t -> t.has(Concept.Kind.ACT))),
                Map.entry("state", one(t -> t.has(Concept.Kind.STATE) || t.has(Concept.Kind.GRADE))),
                Map.entry("value", one(this::isValue)),
                Map.entry(
                        "word",
                        one(t -> t.kind() == Token.Kind.WORD
                                && t.senses().isEmpty()
                                && !book.isIn("stop", t)
                                && !book.isIn("lead", t))),
                Map.entry("comparison", slot(6, t -> book.comparison(t).isPresent())),
                Map.entry("orbetter", slot(3, t -> book.either(t).isPresent())),
                Map.entry("subject", slot(7, t -> t.stream().noneMatch(x -> x.kind() == Token.Kind.SIGN))),
                Map.entry("operand", slot(7, t -> true)),
                Map.entry("address", one(t -> t.kind() == Token.Kind.NAME && isTopic(t))),
                Map.entry(
                        "channel",
                        one(t -> t.kind() != Token.Kind.SIGN
                                && t.kind() != Token.Kind.NUMBER
                                && !book.isIn("stop", t)
                                && !t.text().matches("(?i)chat|聊天"))),
                Map.entry(
                        "list",
                        one(t -> t.kind() != Token.Kind.QUOTED && t.text().matches("[a-z][A-Za-z0-9_]{1,40}"))),
                Map.entry("manual", slot(6, t -> book.isIn("manual", t))),
                Map.entry("heading", slot(6, this::isHeading)));
    }

    Wording.Slot named(String name) {
        var slot = slots.get(name);
        return slot != null ? slot : slot(FREE, t -> true);
    }

    private static Wording.Slot slot(int longest, Predicate<List<Token>> accepts) {
        return new Wording.Slot(longest, accepts);
    }

    private static Wording.Slot one(Predicate<Token> accepts) {
        return new Wording.Slot(1, t -> accepts.test(t.get(0)));
    }

    private List<Token> prefixed(List<Token> tokens) {
        return book.tokens("周" + tokens.get(0).text());
    }

    /** Below the shared data folder or on the ingress; anything that climbs or is not plain is left unread. */
    private boolean isPath(Token token) {
        return token.kind() != Token.Kind.NUMBER
                && token.text().matches("/?[A-Za-z0-9_{}][A-Za-z0-9_{}.-]*(/[A-Za-z0-9_{}][A-Za-z0-9_{}.-]*)*+")
                && !token.text().contains("..")
                && !book.isIn("folder", token)
                && (token.text().equals("out") || !book.isIn("stop", token));
    }

    private boolean isTopic(Token token) {
        return token.text().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,200}")
                && !book.isIn("stop", token)
                && !book.isIn("lead", token)
                && !book.isIn("when", token)
                && token.kind() != Token.Kind.NUMBER;
    }

    /** Nouns only: a word before the last that no vocabulary knows may be a qualification that matters. */
    private boolean isThing(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            if (isNounLike(token)) continue;
            boolean unknown = tokens.size() == 1
                    && token.kind() == Token.Kind.WORD
                    && token.senses().isEmpty()
                    && token.text().matches("[a-z]{3,20}")
                    && !book.isIn("stop", token)
                    && !book.isIn("lead", token)
                    && !book.isIn("whole", token);
            if (!unknown) return false;
        }
        var last = tokens.get(tokens.size() - 1);
        return tokens.size() == 1 || !last.has(Concept.Kind.PERSON) || last.has(Concept.Kind.THING);
    }

    /** A noun no vocabulary knows. Chinese writes what limits or denies it into the same word, so such a word asks. */
    private boolean isNovel(Token token) {
        return token.kind() == Token.Kind.WORD
                && token.senses().isEmpty()
                && NOVEL.matcher(token.text()).matches()
                && !book.isWord(token);
    }

    private boolean isFailed(List<Token> tokens) {
        return tokens.stream().allMatch(t -> t.isNoun() || t.has(Concept.Kind.ACT) || book.isIn("stop", t));
    }

    /** What calls bring or are about; which call that is, is decided when all calls are known. */
    private boolean isLoad(List<Token> tokens) {
        return tokens.stream()
                .allMatch(t -> t.kind() == Token.Kind.WORD
                        && !book.isIn("not", t)
                        && (isNounLike(t)
                                || t.senses().isEmpty()
                                || t.has(Concept.Kind.PERSON)
                                || book.isIn("calls", t)
                                || book.isIn("stop", t)));
    }

    private static boolean isNounLike(Token token) {
        return token.isNoun()
                || token.sense(Concept.Kind.ACT).map(a -> a.of() != null).orElse(false);
    }

    private boolean isValue(Token token) {
        return token.isConstant()
                || token.kind() == Token.Kind.QUOTED
                || token.kind() == Token.Kind.NUMBER
                || token.has(Concept.Kind.GRADE)
                || token.has(Concept.Kind.STATE);
    }

    private boolean isHeading(List<Token> tokens) {
        return tokens.stream().allMatch(t -> t.isNoun() || t.has(Concept.Kind.ACT) || book.isIn("stop", t));
    }
}
