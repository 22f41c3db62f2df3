package dev.routewright.drafting.offline;

import dev.routewright.drafting.Description;
import dev.routewright.drafting.Description.Joint;
import dev.routewright.drafting.Drafter;
import dev.routewright.drafting.offline.StatementReader.Segment;
import dev.routewright.route.Clause;
import dev.routewright.route.Draft;
import dev.routewright.route.Finding;
import dev.routewright.route.Lang;
import dev.routewright.route.Service;
import dev.routewright.route.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Drafts without a model: a phrasebook for English and Chinese. It understands little and nothing by halves; what it
 * cannot place becomes a question that quotes the clause. It never invents a service, an address or a rule.
 */
public final class OfflineDrafter implements Drafter {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_CLAUSES = 200;
    private static final int MOST_QUESTIONS = 20;

    private final Lexicon lexicon = new Lexicon();
    private final Map<Lang, Phrasebook> books;

    public OfflineDrafter() {
        // Both books teach the lexicon their Chinese words before any text is read.
        this.books = Map.of(Lang.EN, new Phrasebook(Lang.EN, lexicon), Lang.ZH, new Phrasebook(Lang.ZH, lexicon));
    }

    @Override
    public String name() {
        return "offline";
    }

    @Override
    public Outcome draft(Brief brief, Listener progress) {
        var text = brief.description();
        var book = book(Lang.of(text));
        if (text.isBlank()) return refused("description-empty", book.say("empty"));
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES)
            return refused("description-too-long", book.say("too-long"));
        if (text.codePoints().anyMatch(OfflineDrafter::isControl))
            return refused("description-not-text", book.say("not-text"));
        progress.stage("clauses");
        var description = Description.of(text);
        var clauses = description.clauses();
        if (clauses.isEmpty()) return refused("description-empty", book.say("empty"));
        if (clauses.size() > MOST_CLAUSES)
            return new Outcome.Asking(
                    List.of(new dev.routewright.route.Question(
                            "description", 0, book.say("many", clauses.size()), List.of())),
                    clauses);
        progress.stage("plan");
        return plan(brief, description, clauses, book, progress);
    }

    private Outcome plan(
            Brief brief, Description description, List<Clause> clauses, Phrasebook book, Listener progress) {
        var lexer = new Lexer(lexicon, hanWords(brief.services()));
        var texts = new LinkedHashMap<Integer, String>();
        var segments = segments(description, brief.answers(), book, lexer, texts);
        var questions = new Questions(book, brief.answers(), texts);
        var operations = new OperationMatcher(brief.services(), book, lexicon, lexer);
        var read = new StatementReader(book, operations).read(segments);
        read.unplaced().forEach(s -> questions.about("not-placed", s.words()));
        if (questions.any()) return asking(questions, clauses);
        var plan =
                new Planning(brief.name(), description, clauses, book, operations, questions).plan(read.statements());
        if (questions.any() || plan.isEmpty()) return asking(questions, clauses);
        progress.stage("route");
        try {
            var yaml = new RouteWriter().write(brief.name(), plan.get());
            return new Outcome.Drafted(new Draft(brief.name(), yaml, plan.get(), List.of()), clauses);
        } catch (IllegalArgumentException e) {
            return new Outcome.Refused(List.of(finding("plan-not-writable", String.valueOf(e.getMessage()))), clauses);
        }
    }

    private static Outcome asking(Questions questions, List<Clause> clauses) {
        return new Outcome.Asking(questions.all().stream().limit(MOST_QUESTIONS).toList(), clauses);
    }

    private Phrasebook book(Lang language) {
        return books.getOrDefault(language, books.values().iterator().next());
    }

    /** The clauses as tokens, with answers in the place of what they reword. */
    private static List<Segment> segments(
            Description description,
            Map<String, String> answers,
            Phrasebook book,
            Lexer lexer,
            Map<Integer, String> texts) {
        var segments = new ArrayList<Segment>();
        for (var part : description.parts()) {
            int number = part.clause().number();
            texts.put(number, part.clause().text());
            var answer = answers.get(Questions.clause(number));
            if (answer == null) {
                segments.add(new Segment(lexer.read(part.clause().text(), number), part.joint()));
                continue;
            }
            if (book.isIgnore(answer)) continue;
            texts.put(number, answer.strip());
            var joint = part.joint();
            for (var reworded : Description.of(answer).parts()) {
                segments.add(new Segment(
                        lexer.read(reworded.clause().text(), number),
                        joint == Joint.SENTENCE
                                ? joint
                                : reworded.joint() == Joint.SENTENCE ? joint : reworded.joint()));
                joint = Joint.SOFT;
            }
        }
        return segments.stream().filter(s -> !s.words().isEmpty()).toList();
    }

    /** Chinese words of the services' documents that no vocabulary has, so that descriptions can use them. */
    private Set<String> hanWords(List<Service> services) {
        var words = new HashSet<String>();
        var lexer = new Lexer(lexicon, Set.of());
        for (var service : services)
            for (var operation : service.operations())
                for (var text : List.of(operation.summary(), service.title()))
                    for (var token : lexer.read(text, 0))
                        if (token.senses().isEmpty()
                                && token.text().length() > 1
                                && token.text().codePoints().allMatch(Lexer::isHan)) words.add(token.text());
        return words;
    }

    private static boolean isControl(int c) {
        return (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') || c == 0xFFFD;
    }

    private static Outcome refused(String rule, String message) {
        return new Outcome.Refused(List.of(finding(rule, message)), List.of());
    }

    /** The last sentence of a message says what to do. */
    private static Finding finding(String rule, String message) {
        var sentences = message.strip().split("(?<=[.。])\\s*+");
        int last = sentences.length - 1;
        var problem = last == 0
                ? message
                : String.join(
                        message.contains("。") ? "" : " ", List.of(sentences).subList(0, last));
        return new Finding(rule, Severity.ERROR, 0, 0, null, problem, sentences[last]);
    }
}
