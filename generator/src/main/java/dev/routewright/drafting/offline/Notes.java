package dev.routewright.drafting.offline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was decided where the description is silent, each said once. */
final class Notes {
    private final Phrasebook book;
    private final Set<String> notes = new LinkedHashSet<>();

    Notes(Phrasebook book) {
        this.book = book;
    }

    void add(String says, Object... arguments) {
        notes.add(book.say(says, arguments));
    }

    void addAll(List<String> sentences) {
        notes.addAll(sentences);
    }

    List<String> all() {
        return new ArrayList<>(notes);
    }
}
