package dev.routewright.drafting.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Cuts text into tokens: English at blanks, Chinese by longest match over the known words. What no vocabulary knows
 * stays a token of its own, so that it can be asked about. One pass; every pattern is anchored and possessive.
 */
final class Lexer {
    private static final int LONGEST_HAN = 10;
    private static final int LONGEST_PHRASE = 4;
    private static final Pattern NUMBER = Pattern.compile(
            "[0-9]{1,2}+:[0-9]{2}+(?![0-9])|[0-9]{1,3}+(?:,[0-9]{3}+)++(?:\\.[0-9]++)?+(?![0-9])|[0-9]++(?:\\.[0-9]++)?+");
    private static final Pattern NAME = Pattern.compile(
            "\\*?\\.[a-z0-9]{2,5}+(?![A-Za-z0-9/])|/?[A-Za-z0-9_{}-]++(?:[/.][A-Za-z0-9_{}-]++)++|/[A-Za-z0-9_{}-]++|[A-Za-z]++[A-Za-z0-9]*+(?:[_][A-Za-z0-9]++)++|[a-zA-Z]++-[0-9]++[A-Za-z0-9-]*+");
    private static final Pattern WORD =
            Pattern.compile("[\\p{L}&&[^\\p{IsHan}]]++(?:['’-][\\p{L}&&[^\\p{IsHan}]]++)*+");
    private static final Pattern SIGN = Pattern.compile(">=|<=|==|!=|[<>=≥≤≠]");
    private static final Pattern QUOTED =
            Pattern.compile("\"([^\"]{0,300}+)\"|“([^”]{0,300}+)”|「([^」]{0,300}+)」|‘([^’]{0,300}+)’|`([^`]{0,300}+)`");
    private static final String COMMAS = ",，";
    private static final Set<String> DOTTED = Set.of("a.m", "p.m");

    private final Lexicon lexicon;
    private final Predicate<String> hanWord;

    /** @param extra Chinese words beside those of the lexicon, such as the services' own */
    Lexer(Lexicon lexicon, Set<String> extra) {
        this.lexicon = lexicon;
        this.hanWord = word -> lexicon.isHanWord(word) || extra.contains(word);
    }

    static boolean isHan(int c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
    }

    List<Token> read(String text, int clause) {
        var tokens = new ArrayList<Token>();
        boolean spaced = false;
        for (int at = 0; at < text.length(); ) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                spaced = true;
                at++;
                continue;
            }
            var token = next(text, at, spaced, clause);
            tokens.add(token.token);
            at += token.length;
            spaced = false;
        }
        return phrases(named(tokens));
    }

    private record Cut(Token token, int length) {}

    private Cut next(String text, int at, boolean spaced, int clause) {
        var quoted = QUOTED.matcher(text).region(at, text.length());
        if (quoted.lookingAt()) {
            var inner = "";
            for (int g = 1; g <= quoted.groupCount(); g++) if (quoted.group(g) != null) inner = quoted.group(g);
            return new Cut(
                    new Token(inner.strip(), "“”", Token.Kind.QUOTED, spaced, clause, List.of()), quoted.end() - at);
        }
        var name = NAME.matcher(text).region(at, text.length());
        if (name.lookingAt() && !name.group().matches("[0-9.,]+") && !DOTTED.contains(name.group()))
            return cut(name.group(), Token.lower(name.group()), Token.Kind.NAME, spaced, clause);
        var number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt()) return cut(number.group(), number.group(), Token.Kind.NUMBER, spaced, clause);
        if (isHan(text.codePointAt(at))) return han(text, at, spaced, clause);
        var word = WORD.matcher(text).region(at, text.length());
        if (word.lookingAt()) {
            var key = Lexicon.key(word.group());
            return new Cut(
                    new Token(word.group(), key, Token.Kind.WORD, spaced, clause, lexicon.senses(key)),
                    word.end() - at);
        }
        var sign = SIGN.matcher(text).region(at, text.length());
        if (sign.lookingAt()) return cut(sign.group(), sign.group(), Token.Kind.SIGN, spaced, clause);
        int c = text.codePointAt(at);
        var plain = Character.toString(c);
        var shown = COMMAS.contains(plain) ? "," : plain.equals("：") ? ":" : plain.equals("；") ? ";" : plain;
        return new Cut(new Token(shown, shown, Token.Kind.SIGN, spaced, clause, List.of()), Character.charCount(c));
    }

    private static Cut cut(String text, String key, Token.Kind kind, boolean spaced, int clause) {
        return new Cut(new Token(text, key, kind, spaced, clause, List.of()), text.length());
    }

    private Cut han(String text, int at, boolean spaced, int clause) {
        int known = knownHan(text, at);
        int end = at + known;
        if (known == 0) {
            end = at + 1;
            while (end < text.length() && isHan(text.codePointAt(end)) && knownHan(text, end) == 0) end++;
        }
        var word = text.substring(at, end);
        return new Cut(new Token(word, word, Token.Kind.WORD, spaced, clause, lexicon.senses(word)), end - at);
    }

    private int knownHan(String text, int at) {
        for (int length = Math.min(LONGEST_HAN, text.length() - at); length > 0; length--)
            if (hanWord.test(text.substring(at, at + length))) return length;
        return 0;
    }

    /** 温度（temperature）: the name in brackets is the name of the field that the word before means. */
    private static List<Token> named(List<Token> tokens) {
        var plain = new ArrayList<Token>();
        for (int at = 0; at < tokens.size(); at++) {
            boolean bracketed = at + 3 < tokens.size()
                    && tokens.get(at).isNoun()
                    && tokens.get(at + 1).text().matches("[(（]")
                    && tokens.get(at + 2).text().matches("[a-z][A-Za-z0-9_]{1,40}")
                    && tokens.get(at + 3).text().matches("[)）]");
            if (!bracketed) {
                plain.add(tokens.get(at));
                continue;
            }
            var noun = tokens.get(at);
            var name = tokens.get(at + 2);
            plain.add(new Token(name.text(), noun.key(), Token.Kind.WORD, noun.spaced(), noun.clause(), noun.senses()));
            at += 3;
        }
        return plain;
    }

    /** Words that mean something together become one token: "credit card", "look up". */
    private List<Token> phrases(List<Token> tokens) {
        var joined = new ArrayList<Token>();
        for (int at = 0; at < tokens.size(); ) {
            int length = Math.min(LONGEST_PHRASE, tokens.size() - at);
            while (length > 1
                    && !isPhrase(tokens.subList(at, at + length))
                    && (at == 0 || !isProperNoun(tokens.subList(at, at + length)))) length--;
            joined.add(length <= 1 ? tokens.get(at) : join(tokens.subList(at, at + length)));
            at += Math.max(1, length);
        }
        return joined;
    }

    private boolean isPhrase(List<Token> part) {
        return part.stream()
                        .allMatch(t -> t.kind() == Token.Kind.WORD && t.text().charAt(0) < 0x2E80)
                && lexicon.knows(key(part));
    }

    /** "New York", "Buenos Aires": written with capitals inside a clause. */
    private static boolean isProperNoun(List<Token> part) {
        boolean capitals = part.stream()
                .allMatch(t -> t.kind() == Token.Kind.WORD && t.text().matches("[A-Z][a-z]+"));
        return capitals
                && part.subList(1, part.size()).stream()
                        .allMatch(t -> t.senses().isEmpty())
                && (part.get(0).senses().isEmpty());
    }

    private Token join(List<Token> part) {
        var key = key(part);
        var first = part.get(0);
        return new Token(
                Token.text(part).strip(), key, Token.Kind.WORD, first.spaced(), first.clause(), lexicon.senses(key));
    }

    private static String key(List<Token> part) {
        return String.join(" ", part.stream().map(Token::key).toList());
    }
}
