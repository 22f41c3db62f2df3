package dev.routewright.drafting.offline;

import dev.routewright.route.Lang;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a start that names method and path. Beside them stand only what comes, who brings it, and words for coming: any
 * other word may be a condition or a step, and then it is no start.
 */
final class EntryReader {
    /** @param rest the words behind the start, empty when there are none */
    record Found(Statement.Start start, List<Token> words, List<Token> rest) {}

    private enum Part {
        WHEN,
        TIME,
        WHO,
        COMING,
        BRINGING,
        THING,
        EMPTY
    }

    private record Piece(Part part, List<Token> words) {}

    private static final Pattern LIMITING = Pattern.compile(
            "(?i).*[只仅非未无除不若如当且或已没后前再并].*|only|just|without|except|than|but|non.*|un.*|no|.*ly|.*ed|.*ing|then|and|or|who|that|which|where");
    private static final List<String> NAMING = List.of("not", "if", "otherwise", "enough", "short", "stop", "sequel");

    private final Phrasebook book;

    EntryReader(Phrasebook book) {
        this.book = book;
    }

    /** Every way the clause can be a start and what follows, the one with the longest start first. */
    List<Found> read(List<Token> words) {
        var entry = Entry.in(words);
        if (entry.isEmpty()) return List.of();
        var found = new ArrayList<Found>();
        for (int end = words.size(); end >= entry.get().to(); end--) {
            boolean open = end < words.size();
            var last = words.get(end - 1);
            if (last.isSign(",") || last.isSign(":")) continue;
            int rest = end;
            while (rest < words.size()
                    && (words.get(rest).isSign(",") || words.get(rest).isSign(":"))) rest++;
            if (open && rest == words.size()) continue;
            var behind = words.subList(rest, words.size());
            start(words.subList(0, end), entry.get())
                    .ifPresent(s -> found.add(new Found(s, words.subList(0, words.size() - behind.size()), behind)));
        }
        return found;
    }

    private Optional<Statement.Start> start(List<Token> words, Entry entry) {
        var before = pieces(words.subList(0, entry.from()), entry);
        var after = pieces(words.subList(entry.to(), words.size()), entry);
        if (before.isEmpty() || after.isEmpty()) return Optional.empty();
        var pieces = new ArrayList<>(before.get());
        pieces.addAll(after.get());
        if (!isComing(pieces, before.get().size(), entry)) return Optional.empty();
        var noun = new ArrayList<Token>();
        var people = new ArrayList<Token>();
        for (var piece : pieces) {
            if (piece.part() == Part.THING) noun.addAll(piece.words());
            if (piece.part() == Part.WHO) people.addAll(piece.words());
        }
        people.removeIf(t -> !t.has(Concept.Kind.PERSON) && !t.has(Concept.Kind.CALLER));
        if (noun.isEmpty()) noun.addAll(people.isEmpty() ? place(entry) : people);
        return Optional.of(new Statement.Start(entry.trigger(), noun, people));
    }

    /** {@code /orders} is where orders come, when nothing else says what does. */
    private List<Token> place(Entry entry) {
        var parts = entry.path().split("/");
        for (int at = parts.length - 1; at > 0; at--) {
            if (parts[at].contains("{")) continue;
            var words = book.tokens(parts[at].replaceAll("[^A-Za-z]+", " "));
            return words.stream().allMatch(Token::isNoun) ? words : List.of();
        }
        return List.of();
    }

    /** Whether somebody or something is said to come, and nothing is asked for. */
    private boolean isComing(List<Piece> pieces, int before, Entry entry) {
        boolean timed = pieces.stream().anyMatch(p -> p.part() == Part.TIME);
        boolean who = false;
        boolean coming = false;
        for (int at = 0; at < pieces.size(); at++) {
            var part = pieces.get(at).part();
            // Who has come already does not also do what follows.
            if (at == before && coming) who = false;
            who |= part == Part.WHO;
            coming |= part == Part.COMING || part == Part.BRINGING;
            if (part == Part.TIME && at < pieces.size() - 1) return false;
            boolean object = at + 1 < pieces.size() && next(pieces, at) == Part.THING;
            boolean asks = part == Part.BRINGING && !isModal(pieces.get(at)) && (object || at == 0 || at >= before);
            if (asks && !who && !(timed && book.language == Lang.ZH)) return false;
            if (part == Part.COMING && object && at >= before && !timed && !who) return false;
            if (part == Part.THING && at >= before && !coming && !timed) return false;
        }
        return entry.isStated() || coming;
    }

    /** "Can ask for": what somebody may do is nothing to be done here. */
    private static boolean isModal(Piece piece) {
        return Token.text(piece.words()).matches("(?i)(can|may) .*|可以?.+");
    }

    private static Part next(List<Piece> pieces, int at) {
        for (int i = at + 1; i < pieces.size(); i++)
            if (pieces.get(i).part() != Part.EMPTY) return pieces.get(i).part();
        return Part.EMPTY;
    }

    /** Every word in its part; empty when one of them has none. */
    private Optional<List<Piece>> pieces(List<Token> words, Entry entry) {
        var pieces = new ArrayList<Piece>();
        for (int at = 0; at < words.size(); ) {
            var rest = words.subList(at, words.size());
            var piece = piece(rest, entry);
            int named = piece.isEmpty() && entry.isStated() ? naming(rest) : 0;
            if (named > 0) piece = Optional.of(new Piece(Part.EMPTY, rest.subList(0, named)));
            if (piece.isEmpty()) return Optional.empty();
            pieces.add(piece.get());
            at += piece.get().words().size();
        }
        return Optional.of(pieces);
    }

    private Optional<Piece> piece(List<Token> rest, Entry entry) {
        var first = rest.get(0);
        int passive = passive(rest);
        if (passive > 0) return Optional.of(new Piece(Part.COMING, rest.subList(0, passive)));
        Piece best = null;
        for (var part : Part.values()) {
            int length = length(part, rest);
            if (length > 0 && (best == null || length > best.words().size()))
                best = new Piece(part, rest.subList(0, length));
        }
        boolean person = first.has(Concept.Kind.PERSON) || first.has(Concept.Kind.CALLER);
        if (best != null && (best.words().size() > 1 || !first.isNoun() || best.part() == Part.TIME))
            return Optional.of(best);
        if (person) return Optional.of(new Piece(Part.WHO, List.of(first)));
        if (isThing(first, entry)) return Optional.of(new Piece(Part.THING, List.of(first)));
        return Optional.ofNullable(best);
    }

    private int length(Part part, List<Token> rest) {
        return switch (part) {
            case WHEN -> Math.max(book.startsWith("when", rest), book.startsWith("entry-when", rest));
            case TIME -> book.language == Lang.ZH ? book.startsWith("time", rest) : 0;
            case WHO -> book.startsWith("anybody", rest);
            case COMING -> Math.max(book.startsWith("arrive", rest), book.startsWith("entry-coming", rest));
            case BRINGING -> Math.max(book.startsWith("submit", rest), book.startsWith("entry-bringing", rest));
            case THING -> 0;
            case EMPTY ->
                Math.max(
                        Math.max(book.startsWith("article", rest), book.startsWith("measure", rest)),
                        Math.max(book.startsWith("fresh", rest), book.startsWith("entry-empty", rest)));
        };
    }

    /** "Is cancelled": what happens to the thing is the reason why it comes. */
    private int passive(List<Token> rest) {
        int be = book.startsWith("entry-be", rest);
        return be > 0
                        && be < rest.size()
                        && (rest.get(be).text().endsWith("ed")
                                        && !rest.get(be).senses().isEmpty()
                                || rest.get(be).has(Concept.Kind.ACT)
                                || book.startsWith("arrive", rest.subList(be, rest.size())) == 1)
                ? be + 1
                : 0;
    }

    /** 联系 before 表单: plain words right before a noun say which; none of them may limit or deny. */
    private int naming(List<Token> rest) {
        for (int at = 0; at < Math.min(3, rest.size()); at++) {
            var token = rest.get(at);
            if (at > 0 && (token.isNoun() || token.has(Concept.Kind.PERSON))) return at;
            if (!token.senses().isEmpty()
                    || token.kind() != Token.Kind.WORD
                    || book.comparison(List.of(token)).isPresent()
                    || LIMITING.matcher(token.text()).matches()
                    || NAMING.stream().anyMatch(list -> book.isIn(list, token))) return 0;
        }
        return 0;
    }

    /** A word nobody knows may be a condition, unless the path is called after it. */
    private boolean isThing(Token token, Entry entry) {
        return token.isNoun()
                || token.sense(Concept.Kind.ACT).map(a -> a.of() != null).orElse(false)
                || book.isIn("kinds", token)
                || (token.senses().isEmpty()
                        && token.text().matches("[a-z]{3,20}")
                        && !book.isIn("stop", token)
                        && entry.path().matches("(?i).*[/-]" + token.text() + "s?([/-].*|$)"));
    }
}
