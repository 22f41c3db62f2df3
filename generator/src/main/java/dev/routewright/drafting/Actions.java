package dev.routewright.drafting;

import dev.routewright.drafting.Flow.Block;
import dev.routewright.drafting.Flow.CallNode;
import dev.routewright.drafting.Flow.DoneNode;
import dev.routewright.drafting.Flow.ParallelNode;
import dev.routewright.drafting.OperationMatcher.Candidate;
import dev.routewright.drafting.Statement.Placed;
import dev.routewright.route.Schema;
import dev.routewright.route.Step;
import dev.routewright.route.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what is asked for into nodes of the flow, or asks. */
final class Actions {
    private static final int LABEL = 40;
    private static final int REFUSED = 422;
    private static final int UNAVAILABLE = 503;

    /** @param items the array @param item one element as a place to find values */
    record Listed(Value items, Source item) {}

    private final Phrasebook book;
    private final OperationMatcher operations;
    private final Questions questions;
    private final Finder finder;
    private final Contents contents;
    private final Filler filler;
    private final Ids ids;
    private final List<String> notes;
    private final Set<String> context;
    private final boolean caller;

    /**
     * @param context what the description is about already
     * @param caller whether somebody waits for an answer
     */
    Actions(
            Phrasebook book,
            OperationMatcher operations,
            Questions questions,
            Finder finder,
            Ids ids,
            List<String> notes,
            Set<String> context,
            boolean caller) {
        this.book = book;
        this.operations = operations;
        this.questions = questions;
        this.finder = finder;
        this.ids = ids;
        this.notes = notes;
        this.context = context;
        this.caller = caller;
        this.contents = new Contents(book, operations, finder, questions);
        this.filler = new Filler(book, operations, finder, contents, questions, notes);
    }

    /** @param failed the call whose failure is being dealt with; @return the call made, if it is one */
    Optional<CallNode> perform(Placed placed, Statement.Action action, Block block, @Nullable CallNode failed) {
        if (action instanceof Statement.Call call) {
            var made = call(placed, call.phrase(), block);
            made.ifPresent(block::add);
            return made;
        }
        if (action instanceof Statement.Keep || action instanceof Statement.TellCaller)
            told(placed, action, block, failed);
        else step(placed, action, block).ifPresent(s -> block.add(new DoneNode(s)));
        return Optional.empty();
    }

    void together(Placed placed, Statement.Group group, Block block) {
        var calls = new ArrayList<CallNode>();
        for (var action : group.actions())
            if (action.statement() instanceof Statement.Do did && did.action() instanceof Statement.Call call)
                call(action, call.phrase(), block).ifPresent(calls::add);
        var words = group.actions().stream().flatMap(a -> a.words().stream()).toList();
        block.add(new ParallelNode(ids.step("together"), Token.clauses(words), book.say("parallel-label"), calls));
    }

    private Optional<CallNode> call(Placed placed, CallPhrase phrase, Block block) {
        return candidate(placed, phrase, block).flatMap(c -> filler.fill(c, phrase, block, placed.words())
                .map(inputs -> new CallNode(
                        c.profile(),
                        phrase,
                        ids.call(phrase, c.profile()),
                        ids.result(phrase, c.profile()),
                        label(placed),
                        inputs,
                        new Block(label(placed), block.known, block.item))));
    }

    private Optional<Candidate> candidate(Placed placed, CallPhrase phrase, Block block) {
        var best = operations.best(phrase, context);
        if (best.isEmpty()) {
            questions.about("no-operation", placed.words());
            return Optional.empty();
        }
        if (best.size() == 1) return Optional.of(best.get(0));
        var keys = best.stream().map(c -> c.operation().key()).sorted().toList();
        var told = best.stream()
                .map(c -> "%s (%s)".formatted(c.operation().key(), c.operation().summary()))
                .sorted()
                .toList();
        var text = book.say("which-operation", Token.text(placed.words()), String.join(book.say("comma"), told));
        return questions.choose("operation", placed.words(), text, keys).flatMap(k -> best.stream()
                .filter(c -> c.operation().key().equals(k))
                .findFirst());
    }

    /** In the words of the description, cut to what a diagram has room for. */
    String label(Placed placed) {
        var text = Token.text(placed.words());
        return text.length() <= LABEL ? text : text.substring(0, LABEL - 1) + "…";
    }

    private void told(Placed placed, Statement.Action action, Block block, @Nullable CallNode failed) {
        if (failed != null && caller) {
            if (action instanceof Statement.Keep) failed.kept = true;
            else failed.told = true;
        } else if (failed != null && action instanceof Statement.Keep) failed.kept = true;
        else if (action instanceof Statement.TellCaller && caller)
            block.add(new DoneNode(answer(placed.clauses(), label(placed), block)));
        else questions.about("alone", placed.words());
    }

    private Optional<Step> step(Placed placed, Statement.Action action, Block block) {
        var label = label(placed);
        var clauses = placed.clauses();
        if (action instanceof Statement.Wait wait) {
            if (wait.time().isZero()) {
                questions.about("zero", placed.words());
                return Optional.empty();
            }
            return Optional.of(new Step.Wait(ids.step("wait"), clauses, label, wait.time()));
        }
        if (action instanceof Statement.Log log)
            return log(placed, log, block).map(v -> new Step.Log(ids.step("log"), clauses, label, v));
        if (action instanceof Statement.Publish publish)
            return contents.read(publish.what(), block, placed.words())
                    .map(v -> new Step.Publish(ids.step("publish"), clauses, label, publish.topic(), null, v));
        if (action instanceof Statement.Write write)
            return contents.read(write.what(), block, placed.words()).map(v -> write(placed, write, v));
        if (!caller) {
            questions.about("alone", placed.words());
            return Optional.empty();
        }
        if (action instanceof Statement.Reply reply) return reply(placed, reply, block);
        return Optional.of(refusal(clauses, label, block));
    }

    private Step write(Placed placed, Statement.Write write, Value content) {
        if (write.file().isEmpty()) notes.add(book.say("file-name", write.folder()));
        var name = write.file().orElse("${date:now:yyyyMMddHHmmssSSS}-${exchangeId}.json");
        return new Step.WriteFile(
                ids.step("write"), placed.clauses(), label(placed), write.folder(), new Value.Literal(name), content);
    }

    private Optional<Value> log(Placed placed, Statement.Log log, Block block) {
        if (log.text().isEmpty()) return Optional.of(new Value.Literal(label(placed)));
        if (log.text().get(0).kind() == Token.Kind.QUOTED)
            return Optional.of(new Value.Literal(log.text().get(0).text()));
        return contents.read(log.text(), block, placed.words())
                .map(v -> new Value.Text(List.of(new Value.Literal(Token.text(log.text()) + ": "), v)));
    }

    private Optional<Step> reply(Placed placed, Statement.Reply reply, Block block) {
        int status = 200;
        var what = new ArrayList<Token>();
        for (var token : reply.what()) {
            boolean code = token.kind() == Token.Kind.NUMBER && token.text().matches("[2-5][0-9]{2}");
            if (code) status = Integer.parseInt(token.text());
            else if (!isStatusWord(token)) what.add(token);
        }
        var body = body(what, block, placed);
        return body.isEmpty()
                ? Optional.empty()
                : Optional.of(new Step.Reply(ids.step("reply"), placed.clauses(), label(placed), status, body.get()));
    }

    private static boolean isStatusWord(Token token) {
        return token.text().matches("(?i)http|code|状态码|状态代码");
    }

    private Optional<Value> body(List<Token> what, Block block, Placed placed) {
        var plain = what.stream()
                .filter(t -> !book.isIn("stop", t)
                        && !book.isIn("article", t)
                        && !t.isSign(",")
                        && !t.text().matches("(?i)and|status|状态"))
                .toList();
        if (plain.isEmpty()) return Optional.of(outcome(label(placed)));
        boolean verdict = plain.stream().anyMatch(t -> t.has(Concept.Kind.STATE) && !t.isNoun())
                || plain.stream().allMatch(t -> t.kind() == Token.Kind.QUOTED);
        if (verdict) {
            boolean spoken = plain.stream().allMatch(t -> t.kind() == Token.Kind.QUOTED);
            return Optional.of(outcome(spoken ? plain.get(0).text() : Token.text(what)));
        }
        var named = contents.items(what, block, placed.words());
        if (named.isEmpty()) {
            if (!questions.any()) questions.about("not-placed", placed.words());
            return Optional.empty();
        }
        var only = named.get().get(0);
        if (named.get().size() == 1
                && only.value() instanceof Value.Field field
                && field.path().isEmpty()) return Optional.of(only.value());
        return Optional.of(new Value.Fields(Contents.fields(named.get())));
    }

    private static Value outcome(String text) {
        return new Value.Fields(Map.of("outcome", new Value.Literal(text)));
    }

    private Step refusal(List<Integer> clauses, String label, Block block) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("outcome", new Value.Literal(book.say("refused")));
        var reason = finder.replies(block).stream()
                .flatMap(r -> r.entries().stream()
                        .filter(e -> e.last().matches("(?i)reason|message|detail"))
                        .map(r::field))
                .findFirst();
        fields.put("reason", reason.orElse(new Value.Literal(block.why.isEmpty() ? label : block.why)));
        note("refusal");
        return new Step.Reply(ids.step("refuse"), clauses, label, REFUSED, new Value.Fields(fields));
    }

    /** The answer nobody described: the outcome, and the reply of every call known here. */
    Step answer(List<Integer> clauses, String outcome, Block block) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("outcome", new Value.Literal(outcome.isEmpty() ? book.say("nothing-done") : outcome));
        block.known.forEach(c -> fields.put(c.result, new Value.Field(c.result, "")));
        note("answer");
        return new Step.Reply(ids.step("reply"), clauses, book.say("reply-label"), 200, new Value.Fields(fields));
    }

    /** What the caller hears of a call that failed, when the request is not kept for later. */
    Step failed(CallNode call, List<Integer> clauses) {
        note("failure-answer");
        return new Step.Reply(
                ids.step("reply"),
                clauses,
                book.say("reply-label"),
                UNAVAILABLE,
                new Value.Fields(Map.of("outcome", new Value.Literal(book.say("failed") + ": " + call.label))));
    }

    void note(String says, Object... arguments) {
        var note = book.say(says, arguments);
        if (!notes.contains(note)) notes.add(note);
    }

    void limit(CallNode call, Duration timeout, Placed placed) {
        repeat(call, new Step.Resilience(Optional.empty(), Optional.empty(), Optional.of(timeout)), placed);
    }

    void repeat(CallNode call, Step.Resilience more, Placed placed) {
        boolean zero = more.timeout().filter(Duration::isZero).isPresent();
        boolean twice = both(call.resilience.retries(), more.retries())
                || both(call.resilience.pause(), more.pause())
                || both(call.resilience.timeout(), more.timeout());
        if (zero || twice) {
            questions.about(zero ? "zero" : "overlap", placed.words());
            return;
        }
        call.resilience = new Step.Resilience(
                call.resilience.retries().or(more::retries),
                call.resilience.pause().or(more::pause),
                call.resilience.timeout().or(more::timeout));
        if (more.timeout().isPresent()) note("attempt-time", Token.text(placed.words()));
    }

    private static boolean both(Optional<?> one, Optional<?> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }

    /** The list a loop goes through: the one the latest reply brings, otherwise one of the message. */
    Optional<Listed> items(Placed placed, List<Token> words, Block block) {
        for (var reply : finder.replies(block)) {
            var lists = lists(reply);
            boolean about = words.isEmpty() || words.stream().allMatch(w -> reply.isAbout(w));
            var named = lists.stream()
                    .filter(e -> e.path().isEmpty()
                            || words.isEmpty()
                            || operations.isNamed(e.last(), words.get(words.size() - 1)))
                    .toList();
            var fits = named.size() == 1 ? named : lists;
            if (fits.size() == 1
                    && (about || !named.isEmpty() && !named.get(0).path().isEmpty()))
                return Optional.of(listed(reply.field(fits.get(0)), fits.get(0).schema(), words, null));
        }
        if (finder.message().isPresent() && !words.isEmpty()) return ofMessage(words);
        questions.about("items", placed.words());
        return Optional.empty();
    }

    private static List<Source.Entry> lists(Source reply) {
        if (reply.schema().type().equals("array")) return List.of(new Source.Entry("", reply.schema()));
        return reply.entries().stream()
                .filter(e -> e.schema().type().equals("array"))
                .toList();
    }

    private Optional<Listed> ofMessage(List<Token> words) {
        var concept = words.get(words.size() - 1).senses().stream()
                .findFirst()
                .map(Concept::id)
                .orElse(Token.text(words));
        var name = Nouns.plural(ConditionReader.camel(concept));
        var known = finder.message().fields().get(name);
        var schema = known != null && known.type().equals("array")
                ? known
                : new Schema("array", null, "", null, List.of(), Map.of(), Set.of(), Schema.of("object"));
        finder.message().assume(Map.of(name, schema));
        return Optional.of(listed(new Value.Field(Value.MESSAGE, name), schema, words, known == schema ? null : name));
    }

    private static Listed listed(Value items, Schema schema, List<Token> words, @Nullable String assumed) {
        var item = schema.items() == null ? Schema.ANY : schema.items();
        return new Listed(
                items,
                new Source(Value.ITEM, Token.text(words), item, null, StatementReader.Context.of(words), assumed));
    }
}
