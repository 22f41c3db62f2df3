package dev.routewright.drafting.offline;

import dev.routewright.route.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects what has to be asked, and looks up what has been answered. Ids depend on the clause alone. */
final class Questions {
    private final Phrasebook book;
    private final Map<String, String> answers;
    private final Map<Integer, String> clauses;
    private final Map<String, Question> questions = new LinkedHashMap<>();

    /** @param clauses the words of each clause, as reworded by answers */
    Questions(Phrasebook book, Map<String, String> answers, Map<Integer, String> clauses) {
        this.book = book;
        this.answers = answers;
        this.clauses = clauses;
    }

    static String clause(int number) {
        return "clause-" + number;
    }

    /** Asks to reword or drop the clause these words stand in. */
    void about(String says, List<Token> words) {
        int clause = words.get(0).clause();
        ask(clause(clause), clause, book.say(says, clauses.getOrDefault(clause, Token.text(words))), List.of());
    }

    /** Asks to reword the clause, naming what else plays a part. */
    void about(String says, List<Token> words, Object detail) {
        int clause = words.get(0).clause();
        ask(clause(clause), clause, book.say(says, clauses.getOrDefault(clause, Token.text(words)), detail), List.of());
    }

    void whole(String id, String text) {
        ask(id, 0, text, List.of());
    }

    /** The answer given to the question, or empty after asking it. */
    Optional<String> choose(String kind, List<Token> words, String text, List<String> choices) {
        int clause = words.get(0).clause();
        var id = kind + "-" + clause;
        var answer = answers.get(id);
        if (answer != null && (choices.isEmpty() ? !answer.isBlank() : choices.contains(answer.strip())))
            return Optional.of(answer.strip());
        ask(id, clause, text, choices);
        return Optional.empty();
    }

    /** Asks once more after an answer that is of no use. */
    void again(String kind, List<Token> words, String text, List<String> choices) {
        int clause = words.get(0).clause();
        ask(kind + "-" + clause, clause, text, choices);
    }

    private void ask(String id, int clause, String text, List<String> choices) {
        questions.putIfAbsent(id, new Question(id, clause, text, choices));
    }

    boolean any() {
        return !questions.isEmpty();
    }

    List<Question> all() {
        return new ArrayList<>(questions.values());
    }
}
