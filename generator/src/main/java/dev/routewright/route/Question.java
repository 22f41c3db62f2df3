package dev.routewright.route;

import java.util.List;

/**
 * Something only the author of the description can say. Drafting stops until it is answered.
 *
 * @param id stable within a version, so that an answer can name it
 * @param clause number of the clause it is about, 0 for the whole description
 * @param text the question, in the language of the description, quoting the clause
 * @param choices suggested answers, empty when any text will do
 */
public record Question(String id, int clause, String text, List<String> choices) {
    public Question {
        choices = List.copyOf(choices);
    }
}
