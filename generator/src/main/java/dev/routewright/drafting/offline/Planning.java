package dev.routewright.drafting.offline;

import dev.routewright.drafting.Description;
import dev.routewright.drafting.offline.Flow.Block;
import dev.routewright.drafting.offline.Statement.Placed;
import dev.routewright.route.Clause;
import dev.routewright.route.Lang;
import dev.routewright.route.Operation;
import dev.routewright.route.Plan;
import dev.routewright.route.Schema;
import dev.routewright.route.Step;
import dev.routewright.route.Trigger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From statements to a plan: what starts it, what it does, and what was assumed on the way. */
final class Planning {
    private final String name;
    private final Description description;
    private final List<Clause> clauses;
    private final Phrasebook book;
    private final OperationMatcher operations;
    private final Questions questions;
    private final Notes notes;

    Planning(
            String name,
            Description description,
            List<Clause> clauses,
            Phrasebook book,
            OperationMatcher operations,
            Questions questions) {
        this.name = name;
        this.description = description;
        this.clauses = clauses;
        this.book = book;
        this.operations = operations;
        this.questions = questions;
        this.notes = new Notes(book);
    }

    /** Empty when something had to be asked. */
    Optional<Plan> plan(List<Placed> statements) {
        var outline = new Outline(statements);
        outline.alone().forEach(p -> questions.about("alone", p.words()));
        outline.starts().stream().skip(1).forEach(p -> questions.about("two-triggers", p.words()));
        outline.given().forEach(p -> notes.add("given", Token.text(p.words())));
        if (outline.steps().isEmpty()) questions.whole("description", book.say("nothing"));
        if (questions.any()) return Optional.empty();
        var trigger = trigger(outline.starts());
        if (trigger.isEmpty()) return Optional.empty();
        var noun = outline.starts().stream()
                .findFirst()
                .map(p -> ((Statement.Start) p.statement()).noun())
                .orElse(List.of());
        boolean timed = trigger.get() instanceof Trigger.Timer || trigger.get() instanceof Trigger.Cron;
        boolean caller = trigger.get() instanceof Trigger.Http;
        var context = outline.starts().stream()
                .findFirst()
                .map(p -> StatementReader.Context.of((Statement.Start) p.statement()))
                .orElse(Set.of());
        var expected = expected(outline.steps(), context);
        var message = new Message(noun, !timed, Starts.bringsThing(trigger.get()), expected);
        message.assume(Starts.parameters(trigger.get(), expected));
        var finder = new Finder(message, book);
        var ids = new Ids();
        var contents = new Contents(book, operations, finder, questions);
        var replies = new Replies(book, questions, finder, contents, ids, notes);
        var actions = new Actions(book, operations, questions, finder, ids, notes, context, replies, contents, caller);
        var assembler = new Assembler(
                book,
                questions,
                new ConditionReader(book, operations),
                actions,
                finder,
                ids,
                notes,
                new Loops(operations, questions, finder));
        var root = assembler.assemble(outline.steps());
        if (questions.any()) return Optional.empty();
        return finish(outline, trigger.get(), message, root, new PlanWriter(replies, questions, notes, caller));
    }

    private Optional<Plan> finish(Outline outline, Trigger trigger, Message message, Block root, PlanWriter writer) {
        boolean unnamed = outline.starts().isEmpty();
        if (unnamed && message.fields().isEmpty()) questions.whole("trigger", book.say("trigger"));
        var steps = writer.write(root);
        if (trigger instanceof Trigger.Folder folder
                && !folder.suffix().isEmpty()
                && !folder.suffix().equals(".json")
                && !message.fields().isEmpty())
            questions.about(
                    "format",
                    outline.starts().get(0).words(),
                    book.listed(List.copyOf(message.fields().keySet())));
        if (questions.any()) return Optional.empty();
        var title = description.title().or(outline::heading).orElse(name);
        return Optional.of(new Plan(
                title,
                book.language,
                clauses,
                trigger,
                message.fields(),
                steps,
                assumptions(trigger, message, unnamed),
                context(outline, trigger, steps),
                List.of()));
    }

    /** What holds anyway asks for nothing; it is shown as what it is. */
    private static List<Integer> context(Outline outline, Trigger trigger, List<Step> steps) {
        var cited = new Plan("", Lang.EN, List.of(), trigger, Map.of(), steps, List.of())
                .allSteps()
                .flatMap(step -> step.clauses().stream())
                .toList();
        return outline.given().stream()
                .flatMap(p -> p.clauses().stream())
                .distinct()
                .filter(clause -> !cited.contains(clause) && !trigger.clauses().contains(clause))
                .toList();
    }

    private List<String> assumptions(Trigger trigger, Message message, boolean unnamed) {
        var all = new ArrayList<String>();
        if (trigger instanceof Trigger.Http http)
            all.add(book.say(unnamed ? "no-trigger" : "path", http.method(), http.path()));
        var fields = List.copyOf(message.fields().keySet());
        if (!fields.isEmpty())
            all.add(book.say(
                    trigger instanceof Trigger.Http ? "message-fields" : "message-fields-event", book.listed(fields)));
        message.fields().forEach((list, schema) -> {
            var items = schema.items();
            if (items != null && !items.properties().isEmpty())
                all.add(book.say(
                        "items-fields",
                        list,
                        book.listed(List.copyOf(items.properties().keySet()))));
        });
        all.addAll(notes.all());
        return all;
    }

    private Optional<Trigger> trigger(List<Placed> starts) {
        if (starts.isEmpty()) return Optional.of(new Trigger.Http(List.of(), "POST", "/" + plain(name)));
        var placed = starts.get(0);
        var start = (Statement.Start) placed.statement();
        var clause = placed.clauses();
        if (start.trigger() instanceof Trigger.Timer timer) {
            if (timer.every().toMillis() < 1000) {
                questions.about("zero", placed.words());
                return Optional.empty();
            }
            return Optional.of(new Trigger.Timer(clause, timer.every()));
        }
        if (start.trigger() instanceof Trigger.Cron cron) return Optional.of(new Trigger.Cron(clause, cron.cron()));
        if (start.trigger() instanceof Trigger.Folder folder) return folder(placed, folder);
        if (start.trigger() instanceof Trigger.Topic topic)
            return Optional.of(new Trigger.Topic(clause, topic.topic()));
        var http = (Trigger.Http) start.trigger();
        var path = http.path().isEmpty() ? Nouns.path(start.noun()).orElse("/" + plain(name)) : http.path();
        return Optional.of(new Trigger.Http(clause, http.method(), path));
    }

    /** Folders lie below the data folder; an absolute one is somewhere else. */
    private Optional<Trigger> folder(Placed placed, Trigger.Folder folder) {
        if (!folder.folder().startsWith("/"))
            return Optional.of(new Trigger.Folder(placed.clauses(), folder.folder(), folder.suffix()));
        questions.about("not-placed", placed.words());
        return Optional.empty();
    }

    private static String plain(String name) {
        var plain = Token.lower(name).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return plain.isEmpty() ? "messages" : plain;
    }

    /** Inputs the message will probably have to carry, known before any condition is read. */
    private Map<String, Schema> expected(List<Placed> steps, Set<String> context) {
        var expected = new LinkedHashMap<String, Schema>();
        for (var placed : steps) {
            var actions = placed.statement() instanceof Statement.Group group ? group.actions() : List.of(placed);
            for (var action : actions)
                if (action.statement() instanceof Statement.Do did && did.action() instanceof Statement.Call call)
                    operations.best(call.phrase(), context).stream()
                            .limit(1)
                            .flatMap(c -> c.operation().inputs().stream())
                            .filter(Operation.Input::required)
                            .filter(i -> !operations.isText(i))
                            .forEach(i -> expected.putIfAbsent(i.name(), i.schema()));
        }
        return expected;
    }
}
