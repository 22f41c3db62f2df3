package dev.routewright.drafting.model;

import dev.routewright.drafting.model.PlanText.Asked;
import dev.routewright.route.Clause;
import dev.routewright.route.Lang;
import dev.routewright.route.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Questions to the author. Their ids name the clause, so that an answer finds its place when the text is planned anew. */
final class AskedAuthor {
    private static final int MOST = 8;
    private static final int MOST_CHOICES = 6;

    private AskedAuthor() {}

    static List<Question> questions(List<Asked> asked, List<Clause> clauses, Lang language, Set<String> answered) {
        var questions = new ArrayList<Question>();
        var ordinals = new HashMap<Integer, Integer>();
        for (var one : asked) {
            if (one.text().isBlank() || questions.size() == MOST) continue;
            int clause = one.clause() >= 1 && one.clause() <= clauses.size() ? one.clause() : 0;
            String id;
            do id = "clause-" + clause + "-" + ordinals.merge(clause, 1, Integer::sum);
            while (answered.contains(id));
            questions.add(new Question(
                    id,
                    clause,
                    text(one, clause == 0 ? "" : clauses.get(clause - 1).text(), language),
                    one.choices().stream()
                            .map(choice -> Quoted.line(choice, 200))
                            .limit(MOST_CHOICES)
                            .toList()));
        }
        return questions;
    }

    private static String text(Asked asked, String clause, Lang language) {
        var text = Quoted.line(asked.text(), 600);
        var quote = Quoted.line(clause, 140);
        if (quote.isEmpty() || text.contains(quote)) return text;
        return language == Lang.ZH ? "“" + quote + "”：" + text : "“" + quote + "”: " + text;
    }

    /** What the author said. @param question what was asked, empty when it was not kept */
    record Answer(String question, String text) {}

    /** What the author said about each clause. */
    static Map<Integer, List<Answer>> answers(Map<String, String> answers, List<Question> asked) {
        var questions = new HashMap<String, String>();
        asked.forEach(question -> questions.put(question.id(), question.text()));
        var byClause = new HashMap<Integer, List<Answer>>();
        answers.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(answer -> {
            var id = answer.getKey().split("-");
            int clause = id.length == 3 && id[0].equals("clause") && id[1].matches("[0-9]{1,4}")
                    ? Integer.parseInt(id[1])
                    : 0;
            byClause.computeIfAbsent(clause, key -> new ArrayList<>())
                    .add(new Answer(questions.getOrDefault(answer.getKey(), ""), answer.getValue()));
        });
        return byClause;
    }
}
