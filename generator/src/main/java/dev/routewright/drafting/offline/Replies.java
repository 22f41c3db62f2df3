package dev.routewright.drafting.offline;

import dev.routewright.drafting.offline.Flow.Block;
import dev.routewright.drafting.offline.Flow.CallNode;
import dev.routewright.drafting.offline.Statement.Placed;
import dev.routewright.route.Step;
import dev.routewright.route.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a caller is answered. A refusal is status 422: the request was understood and is not carried out, which 403
 * would blame on the caller's rights.
 */
final class Replies {
    private static final int REFUSED = 422;
    private static final int UNAVAILABLE = 503;

    private final Phrasebook book;
    private final Questions questions;
    private final Finder finder;
    private final Contents contents;
    private final Ids ids;
    private final Notes notes;

    Replies(Phrasebook book, Questions questions, Finder finder, Contents contents, Ids ids, Notes notes) {
        this.book = book;
        this.questions = questions;
        this.finder = finder;
        this.contents = contents;
        this.ids = ids;
        this.notes = notes;
    }

    Optional<Step> reply(Placed placed, Statement.Reply reply, Block block) {
        int status = 200;
        var what = new ArrayList<Token>();
        for (var token : reply.what()) {
            boolean code = token.kind() == Token.Kind.NUMBER && token.text().matches("[2-5][0-9]{2}");
            if (code) status = Integer.parseInt(token.text());
            else if (!isStatusWord(token)) what.add(token);
        }
        if (status != 200) what.removeIf(t -> t.text().matches("(?i)status|状态"));
        var body = body(what, block, placed);
        return body.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Step.Reply(ids.step("reply"), placed.clauses(), Actions.label(placed), status, body.get()));
    }

    private static boolean isStatusWord(Token token) {
        return token.text().matches("(?i)http|code|状态码|状态代码");
    }

    private Optional<Value> body(List<Token> what, Block block, Placed placed) {
        var both = both(what, block);
        if (both.isPresent()) return both;
        var plain = what.stream()
                .filter(t -> !book.isIn("stop", t) && !book.isIn("article", t) && !t.isSign(",") && !isAnd(t))
                .toList();
        if (plain.isEmpty() && what.stream().anyMatch(t -> book.isIn("pronouns", t))) return it(block, placed);
        if (plain.isEmpty() && what.stream().anyMatch(t -> book.isIn("results", t)))
            return finder.replies(block).stream().findFirst().map(Finder::whole);
        if (plain.isEmpty()) return Optional.of(outcome(Actions.label(placed)));
        var quoted = plain.stream().filter(t -> t.kind() == Token.Kind.QUOTED).findFirst();
        if (quoted.isPresent() && plain.stream().allMatch(t -> t == quoted.get() || isText(t)))
            return Optional.of(outcome(quoted.get().text()));
        if (isVerdict(plain)) return Optional.of(outcome(Token.text(what)));
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

    /** The replies of two calls, when no third could be meant. */
    private Optional<Value> both(List<Token> what, Block block) {
        var plain = what.stream().filter(t -> !book.isIn("article", t)).toList();
        if (!book.isIn("both", plain) || block.known.size() != 2) return Optional.empty();
        var fields = new LinkedHashMap<String, Value>();
        block.known.forEach(c -> fields.put(c.result, new Value.Field(c.result, "")));
        return Optional.of(new Value.Fields(fields));
    }

    /** "It" is what the only call looked up; what came in is known to its sender. */
    private Optional<Value> it(Block block, Placed placed) {
        if (block.item == null
                && block.known.size() == 1
                && block.known.get(0).profile.operation().isSafe())
            return Optional.of(new Value.Field(block.known.get(0).result, ""));
        return contents.items(List.of(), block, placed.words())
                .map(n -> n.get(0).value());
    }

    private static boolean isText(Token token) {
        return token.text().matches("(?i)text|message|words|body|文本|文字|内容|消息|信息|提示|正文");
    }

    /** "Accepted", "order rejected": how it went, said of what arrived and of nothing else. */
    private boolean isVerdict(List<Token> plain) {
        var arrived = finder.message().topics();
        return plain.stream().anyMatch(t -> t.has(Concept.Kind.STATE) && !t.isNoun())
                && plain.stream()
                        .allMatch(t -> t.has(Concept.Kind.STATE) || t.keys().anyMatch(arrived::contains));
    }

    private static boolean isAnd(Token token) {
        return token.text().matches("(?i)and|和|与|及");
    }

    private static Value outcome(String text) {
        return new Value.Fields(Map.of("outcome", new Value.Literal(text)));
    }

    Step refusal(List<Integer> clauses, String label, Block block) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("outcome", new Value.Literal(book.say("refused")));
        var reason = finder.replies(block).stream()
                .flatMap(r -> r.entries().stream()
                        .filter(e -> e.last().matches("(?i)reason|detail"))
                        .map(r::field))
                .findFirst();
        fields.put("reason", reason.orElse(new Value.Literal(block.why.isEmpty() ? label : block.why)));
        notes.add("refusal");
        return new Step.Reply(ids.step("refuse"), clauses, label, REFUSED, new Value.Fields(fields));
    }

    /** The answer nobody described: the outcome, and the reply of every call known here. */
    Step answer(List<Integer> clauses, String outcome, Block block) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("outcome", new Value.Literal(outcome.isEmpty() ? book.say("nothing-done") : outcome));
        block.known.forEach(c -> fields.put(c.result, new Value.Field(c.result, "")));
        notes.add("answer");
        return new Step.Reply(ids.step("reply"), clauses, book.say("reply-label"), 200, new Value.Fields(fields));
    }

    /** What the caller hears of a call that failed, when the request is not kept for later. */
    Step failed(CallNode call, List<Integer> clauses) {
        notes.add("failure-answer");
        return new Step.Reply(
                ids.step("reply"),
                clauses,
                book.say("reply-label"),
                UNAVAILABLE,
                new Value.Fields(Map.of("outcome", new Value.Literal(book.say("failed") + ": " + call.label))));
    }

    /** What the caller hears when what was done before has been undone: the request was understood and came to nothing. */
    Step undone(List<Integer> clauses, Block failed) {
        notes.add("undone-answer");
        return new Step.Reply(
                ids.step("reply"),
                clauses,
                book.say("reply-label"),
                REFUSED,
                new Value.Fields(Map.of("outcome", new Value.Literal(failed.why))));
    }
}
