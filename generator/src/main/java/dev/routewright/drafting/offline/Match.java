package dev.routewright.drafting.offline;

import java.util.List;
import java.util.Map;

/** One way a pattern of the phrasebook fits: the words in its slots. */
record Match(Map<String, List<Token>> slots, List<Token> words, int depth) {
    boolean has(String slot) {
        return slots.containsKey(slot);
    }

    List<Token> slot(String name) {
        return slots.getOrDefault(name, List.of());
    }

    String text(String name) {
        return Token.text(slot(name)).replaceAll("[“”]", "");
    }
}
