package dev.routewright.drafting.offline;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a clause without those that point at what came in: "the order in it", 文件里的订单.
 *
 * @param noun what is said to be in it, empty when nothing is
 */
record Carried(List<Token> words, List<Token> noun) {
    static Carried of(List<Token> words, Phrasebook book) {
        for (int at = 0; at < words.size(); at++) {
            int length = book.startsWith("carried", words.subList(at, words.size()));
            if (length == 0) continue;
            var plain = new ArrayList<>(words.subList(0, at));
            plain.addAll(words.subList(at + length, words.size()));
            boolean before = at > 0 && words.get(at - 1).isNoun();
            boolean behind =
                    at + length < words.size() && words.get(at + length).isNoun();
            var noun =
                    before ? List.of(words.get(at - 1)) : behind ? List.of(words.get(at + length)) : List.<Token>of();
            return new Carried(plain, noun);
        }
        return new Carried(words, List.of());
    }
}
