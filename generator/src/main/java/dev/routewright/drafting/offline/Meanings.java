package dev.routewright.drafting.offline;

import dev.routewright.drafting.Description.Joint;
import dev.routewright.drafting.offline.Statement.Action;
import dev.routewright.drafting.offline.Statement.Placed;
import dev.routewright.route.Lang;
import dev.routewright.route.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What each kind of statement of the phrasebook means, given the words in its slots. Empty: it makes no sense so. */
final class Meanings {
    private interface Meaning {
        Optional<List<Placed>> of(Match match);
    }

    /** What has one amount of money. */
    private static final Set<String> PRICED = Set.of("payment", "order", "invoice", "refund");

    private final Phrasebook book;
    private final ClaimReader claims;
    private final OperationMatcher operations;
    private final StatementReader.Inner inner;
    private final Map<String, Meaning> meanings;
    private boolean topics;

    Meanings(Phrasebook book, ClaimReader claims, OperationMatcher operations, StatementReader.Inner inner) {
        this.book = book;
        this.claims = claims;
        this.operations = operations;
        this.inner = inner;
        var starts = new Starts(book);
        this.meanings = Map.ofEntries(
                Map.entry("heading", m -> with(m, new Statement.Heading(m.text("heading")))),
                Map.entry("every", m -> starts.every(m).flatMap(x -> with(m, x))),
                Map.entry("daily", m -> starts.daily(m).flatMap(x -> with(m, x))),
                Map.entry("folder", m -> starts.folder(m).flatMap(x -> with(m, x))),
                Map.entry("topic", m -> starts.topic(m).flatMap(x -> with(m, x))),
                Map.entry("http", m -> starts.http(m).flatMap(x -> with(m, x))),
                Map.entry("repeat", m -> repetition(m).flatMap(r -> with(m, new Statement.Repeat(r)))),
                Map.entry("repeated", this::repeated),
                Map.entry("fastest", m -> spread(m, Step.Balancing.LEAST_RESPONSE_TIME)),
                Map.entry("fewest", m -> spread(m, Step.Balancing.LEAST_CONNECTIONS)),
                Map.entry("turns", m -> spread(m, Step.Balancing.ROUND_ROBIN)),
                Map.entry("weights", m -> spread(m, Step.Balancing.WEIGHTED)),
                Map.entry("chance", m -> spread(m, Step.Balancing.RANDOM)),
                Map.entry("sticky", m -> spread(m, Step.Balancing.STICKY)),
                Map.entry(
                        "reuse",
                        m -> manner(
                                m,
                                Step.Resilience.FROM_POLICY.withReuse(
                                        duration(m, "reuse").orElseThrow()))),
                Map.entry(
                        "stand-in",
                        m -> manner(
                                m,
                                Step.Resilience.FROM_POLICY.withStandIn(
                                        duration(m, "age").orElseThrow()))),
                Map.entry("failures", m -> with(m, failures(m))),
                Map.entry("undo", this::undo),
                Map.entry("failure", m -> with(m, new Statement.Failure(m.slot("failed"), duration(m, "timeout")))),
                Map.entry("each", m -> with(m, each(m))),
                Map.entry("each-last", this::eachLast),
                Map.entry("each-object", this::eachObject),
                Map.entry("each-where", m -> claim(m).flatMap(
                                c -> with(m, each(m), new Statement.Guard(c, false, false)))),
                Map.entry("each-where-last", m -> claim(m).flatMap(
                                c -> closed(m, with(m, each(m), new Statement.Guard(c, false, false)))
                                        .map(all -> listedOnce(all, 2)))),
                Map.entry("all-done", this::allDone),
                Map.entry("those", m -> those(m).map(c -> said(
                        m,
                        new Statement.Guard(c, false, false),
                        new Statement.Do(new Statement.Publish(List.of(), m.text("topic")))))),
                Map.entry("post", this::post),
                Map.entry("sort", this::sort),
                Map.entry("together", this::together),
                Map.entry("otherwise", m -> with(m, new Statement.Otherwise())),
                Map.entry("refused", m -> claim(m).flatMap(c -> one(m, new Statement.Refused(c)))),
                Map.entry("if", m -> guard(m, c -> new Statement.Guard(c, false, false))),
                Map.entry("else-if", m -> guard(m, c -> new Statement.Guard(c, true, false))),
                Map.entry(
                        "unless",
                        m -> guard(m, c -> new Statement.Guard(c.negate(book.opposite(c.text())), false, true))),
                Map.entry("if-last", m -> claim(m).flatMap(c -> last(m, new Statement.Guard(c, false, false)))),
                Map.entry("unless-last", m -> claim(m).flatMap(
                                c -> last(m, new Statement.Guard(c.negate(book.opposite(c.text())), false, true)))),
                Map.entry("wait", m -> duration(m, "duration")
                        .flatMap(d -> with(m, new Statement.Do(new Statement.Wait(d))))),
                Map.entry("keep", m -> act(m, new Statement.Keep())),
                Map.entry("given", m -> one(m, new Statement.Given())),
                Map.entry("refuse", this::refuse),
                Map.entry("caller", m -> act(m, new Statement.TellCaller())),
                Map.entry(
                        "reply",
                        m -> m.has("quoted")
                                ? act(m, new Statement.Reply(m.slot("quoted")))
                                : passable(m.slot("what"))
                                        ? act(m, new Statement.Reply(m.has("what") ? m.slot("what") : results()))
                                        : Optional.empty()),
                Map.entry("publish", this::publish),
                Map.entry("write", this::write),
                Map.entry(
                        "log",
                        m -> passable(m.slot("log")) || m.slot("log").isEmpty()
                                ? act(m, new Statement.Log(m.slot("log")))
                                : Optional.empty()),
                Map.entry("say", m -> act(m, new Statement.Reply(List.of(quoted(m.slot("text")))))),
                Map.entry("passive", this::passive),
                Map.entry("telling", this::telling));
    }

    Optional<List<Placed>> read(String is, Map<String, List<Token>> slots, List<Token> words, int depth) {
        var meaning = meanings.get(is);
        if (meaning == null) throw new IllegalStateException("The phrasebook speaks of an unknown " + is);
        return meaning.of(new Match(slots, words, depth));
    }

    /** Whether the words taken for empty talk are part of what follows, as in "it fails" and 都完成之后. */
    boolean isNeeded(List<Token> words, int length) {
        var next = words.get(length);
        var taken = Phrasebook.key(words.subList(0, length));
        if (taken.equals("都"))
            return words.stream()
                    .anyMatch(t -> book.isIn("time", t) && !t.text().equals("了"));
        return taken.matches("it|the system") && next.has(Concept.Kind.STATE);
    }

    private Optional<List<Placed>> one(Match match, Statement statement) {
        return Optional.of(List.of(new Placed(statement, Joint.SOFT, false, false, match.words())));
    }

    private Optional<List<Placed>> act(Match match, Action action) {
        return one(match, new Statement.Do(action));
    }

    /** The statement, and what the rest of the words says. */
    private Optional<List<Placed>> with(Match match, Statement statement) {
        if (!match.has("rest")) return one(match, statement);
        return inner.read(match.slot("rest"), match.depth() + 1).map(rest -> {
            var all = new ArrayList<>(one(match, statement).orElseThrow());
            all.addAll(rest);
            return all;
        });
    }

    /** Two statements, the second inside the first, and what the rest of the words says. */
    private Optional<List<Placed>> with(Match match, Statement outer, Statement inner) {
        return with(match, inner).map(rest -> {
            var all = new ArrayList<>(one(match, outer).orElseThrow());
            all.addAll(rest);
            return all;
        });
    }

    /** The statement governs the words before it and nothing after. */
    private Optional<List<Placed>> last(Match match, Statement statement) {
        // "Check the stock: if there is enough …" – a colon or comma says that more belongs to the condition.
        var rest = match.slot("rest");
        if (!rest.isEmpty() && rest.get(rest.size() - 1).isSign(":")) return Optional.empty();
        return closed(match, with(match, statement));
    }

    private Optional<List<Placed>> closed(Match match, Optional<List<Placed>> read) {
        return read.map(all -> {
            var closed = new ArrayList<>(all);
            closed.addAll(one(match, new Statement.Close()).orElseThrow());
            return closed;
        });
    }

    private static Statement.Each each(Match match) {
        return new Statement.Each(match.has("list") ? match.slot("list") : match.slot("items"));
    }

    /** "List the invoices and post a message for each": what brings the list is done once. */
    private Optional<List<Placed>> eachLast(Match match) {
        return last(match, each(match)).map(all -> listedOnce(all, 1));
    }

    /** @param opening how many statements at the start open the loop */
    private List<Placed> listedOnce(List<Placed> all, int opening) {
        for (int at = all.size() - 3; at >= opening; at--) {
            if (!(all.get(at).statement() instanceof Statement.Do did)
                    || !(did.action() instanceof Statement.Call call)
                    || !operations.isListing(call.phrase())) continue;
            var once = new ArrayList<>(all.subList(opening, at + 1));
            once.addAll(all.subList(0, opening));
            once.addAll(all.subList(at + 1, all.size()));
            return once;
        }
        return all;
    }

    /** "Once everything is reserved": how a thing turned out is a condition, that it was done is not. */
    private Optional<List<Placed>> allDone(Match match) {
        var act = match.slot("act");
        if (act.stream().anyMatch(t -> t.has(Concept.Kind.STATE))) return Optional.empty();
        return with(match, new Statement.AllDone(act.stream().findFirst().flatMap(t -> t.sense(Concept.Kind.ACT))));
    }

    /** "Post each invoice to the channel": for each, post it to the channel. */
    private Optional<List<Placed>> eachObject(Match match) {
        var words = new ArrayList<>(book.tokens("send it to"));
        words.addAll(match.slot("rest"));
        return inner.read(words, match.depth() + 1)
                .flatMap(rest -> one(match, each(match)).map(all -> {
                    var read = new ArrayList<>(all);
                    rest.forEach(p -> read.add(p.said(match.words())));
                    read.addAll(one(match, new Statement.Close()).orElseThrow());
                    return read;
                }));
    }

    /** A message in a channel: the operation that posts one, with what is to be said in it. */
    private Optional<List<Placed>> post(Match match) {
        var words = new ArrayList<>(book.tokens(book.say("post")));
        words.addAll(match.slot("channel"));
        match.slot("what").stream()
                .filter(t -> !t.keys().anyMatch("message"::equals) && !book.isIn("article", t))
                .forEach(words::add);
        return CallPhrase.of(words, book, List.of(), List.of())
                .filter(p -> !operations.best(p, Set.of()).isEmpty())
                .flatMap(p -> act(match, new Statement.Call(p)));
    }

    /** A name alone is a topic only after another was called one: it could be a host or a file. */
    private Optional<List<Placed>> publish(Match match) {
        if (!passable(match.slot("what")) || (!match.has("topic") && !topics)) return Optional.empty();
        topics = true;
        return act(
                match,
                new Statement.Publish(
                        match.slot("what"), match.has("topic") ? match.text("topic") : match.text("address")));
    }

    /** "Send those over 100 to one topic and all others to another." */
    private Optional<List<Placed>> sort(Match match) {
        return those(match)
                .map(claim -> said(
                        match,
                        new Statement.Guard(claim, false, false),
                        new Statement.Do(new Statement.Publish(List.of(), match.text("topic"))),
                        new Statement.Otherwise(),
                        new Statement.Do(new Statement.Publish(List.of(), match.text("address")))));
    }

    private List<Placed> said(Match match, Statement... statements) {
        topics = true;
        return Stream.of(statements)
                .flatMap(s -> one(match, s).orElseThrow().stream())
                .toList();
    }

    /** "Those over 10000": of payments or orders that is their amount. */
    private Optional<Claim> those(Match match) {
        return claim(match).map(c -> {
            boolean bare = c.kind() == Claim.Kind.COMPARE
                    && c.subject().isEmpty()
                    && isMoney(c.operand())
                    && inner.context().stream().anyMatch(PRICED::contains);
            return bare ? c.about(book.tokens(book.say("amount"))) : c;
        });
    }

    /** A number alone or of a currency; days and pieces are not what something costs. */
    private boolean isMoney(List<Token> operand) {
        return book.amounts.amount(operand).isPresent()
                && operand.stream()
                        .allMatch(t -> book.isIn("currency", t)
                                || book.amounts.number(List.of(t)).isPresent()
                                || t.text().matches("[$€£¥￥万千百亿]|thousand|million|hundred"));
    }

    private Optional<Claim> claim(Match match) {
        return claims.read(match.slot("condition"));
    }

    private Optional<List<Placed>> guard(Match match, Function<Claim, Statement> guard) {
        return claim(match).flatMap(c -> with(match, guard.apply(c)));
    }

    private Optional<Duration> duration(Match match, String slot) {
        return match.has(slot) ? book.amounts.duration(match.slot(slot)) : Optional.empty();
    }

    private Optional<Step.Resilience> repetition(Match match) {
        var retries = book.amounts
                .count(match.slot("retries"))
                .or(() -> book.amounts.count(match.slot("attempts")).map(n -> n - 1));
        if (retries.isPresent() && retries.get() < 0) return Optional.empty();
        var said = new Step.Resilience(retries, duration(match, "pause"), duration(match, "timeout"));
        if (match.has("async")) said = said.withoutWaiting();
        return Optional.of(duration(match, "total").map(said::withTotal).orElse(said));
    }

    private Optional<List<Placed>> spread(Match match, Step.Balancing way) {
        return manner(match, Step.Resilience.FROM_POLICY.withBalancing(way));
    }

    /** What is said of "requests" or "it" may be about any call; what is said of a thing, about the call it comes from. */
    private Optional<List<Placed>> manner(Match match, Step.Resilience said) {
        var subject = match.slot("load").stream()
                .filter(t -> !book.isIn("calls", t) && !book.isIn("stop", t) && !book.isIn("article", t))
                .toList();
        var manner = one(match, new Statement.Manner(subject, said)).orElseThrow();
        if (!match.has("rest")) return Optional.of(manner);
        return inner.read(match.slot("rest"), match.depth() + 1).map(rest -> {
            var all = new ArrayList<>(rest);
            all.addAll(manner);
            return all;
        });
    }

    private static Statement.Failures failures(Match match) {
        return new Statement.Failures(Stream.of("failed", "other", "third")
                .filter(match::has)
                .map(match::slot)
                .toList());
    }

    /** "Undo it in reverse order: …" says that what follows undoes; "… in reverse order" says it of what stands before. */
    private Optional<List<Placed>> undo(Match match) {
        return with(match, new Statement.Undoing());
    }

    private Optional<List<Placed>> repeated(Match match) {
        return inner.read(match.slot("rest"), match.depth() + 1).map(rest -> {
            var all = new ArrayList<>(rest);
            repetition(match).flatMap(r -> one(match, new Statement.Repeat(r))).ifPresent(all::addAll);
            return all;
        });
    }

    private Optional<List<Placed>> together(Match match) {
        boolean closed = match.has("rest");
        if (closed) {
            var several = inner.several(match.slot("rest"), match.depth() + 1);
            if (several.isPresent()) {
                var all =
                        new ArrayList<>(one(match, new Statement.Together(true)).orElseThrow());
                all.addAll(several.get());
                all.addAll(one(match, new Statement.Close()).orElseThrow());
                return Optional.of(all);
            }
        }
        return with(match, new Statement.Together(closed)).map(all -> {
            if (!closed) return all;
            var marked = new ArrayList<>(all);
            marked.addAll(one(match, new Statement.Close()).orElseThrow());
            return marked;
        });
    }

    /** A registered operation that refuses comes first; otherwise the caller is refused. */
    private Optional<List<Placed>> refuse(Match match) {
        boolean called = CallPhrase.of(match.words(), book, List.of(), List.of())
                .map(p -> operations.best(p, Set.of()))
                .filter(c -> !c.isEmpty())
                .isPresent();
        return called ? Optional.empty() : act(match, new Statement.Refuse());
    }

    private Optional<List<Placed>> write(Match match) {
        if (!passable(match.slot("what"))) return Optional.empty();
        var what = match.has("what") ? match.slot("what") : match.slot("whole");
        var path = match.text("path");
        if (path.startsWith("/")) return Optional.empty();
        Optional<String> file = match.has("file") ? Optional.of(match.text("file")) : Optional.empty();
        int cut = path.lastIndexOf('/');
        if (path.endsWith(".json") && cut > 0)
            return act(match, new Statement.Write(what, path.substring(0, cut), Optional.of(path.substring(cut + 1))));
        if (path.substring(cut + 1).contains(".")) return Optional.empty();
        return act(match, new Statement.Write(what, path, file));
    }

    /** "The user is notified" asks for the same as "notify the user". */
    private Optional<List<Placed>> passive(Match match) {
        var act = match.slot("act").get(0);
        // A token of its own: these words stand in another order than any others that begin with it.
        var words = new ArrayList<>(
                List.of(new Token(act.text(), act.key(), act.kind(), act.spaced(), act.clause(), act.senses())));
        words.addAll(match.has("thing") ? match.slot("thing") : match.slot("person"));
        return inner.read(words, match.depth() + 1)
                .map(all -> all.stream().map(p -> p.said(match.words())).toList());
    }

    /** "Tell the customer that …": the words after "that" are for the customer and need no operation. */
    private Optional<List<Placed>> telling(Match match) {
        var told = match.has("quoted") ? match.slot("quoted") : said(match);
        if (!match.has("quoted")
                && told.stream().anyMatch(t -> t.kind() == Token.Kind.NUMBER || t.isSign(",") || t.isSign(":")))
            return Optional.empty();
        if (!match.has("quoted") && isFollowed(told)) return Optional.empty();
        boolean advised = match.has("advice") || book.isIn("advice", told);
        if (book.language == Lang.ZH && !match.has("quoted") && !match.has("manual") && !advised && !isReport(told))
            return Optional.empty();
        return CallPhrase.of(match.slot("telling"), book, List.of(), told)
                .filter(p -> !advised
                        || (p.act().id().equals("notify")
                                && !p.people().isEmpty()
                                && p.things().stream().allMatch(t -> t.has(Concept.Kind.ACT))))
                .filter(p -> p.tells() || operations.isSpeaking(p))
                .filter(p -> !operations.best(p, Set.of()).isEmpty())
                .flatMap(p -> act(match, new Statement.Call(p)));
    }

    /** "… that it is sold out and create a ticket": what follows is to be done, not said. */
    private boolean isFollowed(List<Token> told) {
        for (int at = 0; at + 1 < told.size(); at++) {
            boolean joins =
                    book.isIn("sequel", told.get(at)) || told.get(at).text().matches("(?i)and|then|并|并且|然后|再|及|和");
            if (joins && told.get(at + 1).has(Concept.Kind.ACT)) return true;
        }
        return false;
    }

    private static List<Token> said(Match match) {
        if (match.has("manual")) return match.slot("manual");
        return match.has("advice") ? match.slot("advice") : match.slot("text");
    }

    /** Without a word such as "that", words count as a report only when they say how something turned out. */
    private static boolean isReport(List<Token> told) {
        var last = told.get(told.size() - 1);
        if (told.size() == 1) return last.has(Concept.Kind.STATE) && !last.has(Concept.Kind.ACT);
        return told.size() >= 2
                && told.get(0).isNoun()
                && !told.get(0).has(Concept.Kind.PERSON)
                && (last.has(Concept.Kind.STATE) || Arrays.asList("不足", "充足").contains(last.text()));
    }

    private static Token quoted(List<Token> words) {
        return new Token(
                Token.text(words), "“”", Token.Kind.QUOTED, true, words.get(0).clause(), List.of());
    }

    /** Names of fields and replies, with nothing that asks for something to be done. */
    private boolean passable(List<Token> what) {
        return book.isIn("both", plain(what)) || what.stream().allMatch(t -> isPassable(t));
    }

    /** What is replied where the words only say that something is: 并返回. */
    private List<Token> results() {
        return book.tokens(book.say("result-word"));
    }

    private List<Token> plain(List<Token> what) {
        return what.stream().filter(t -> !book.isIn("article", t)).toList();
    }

    private boolean isPassable(Token token) {
        if (token.kind() != Token.Kind.WORD)
            return token.kind() != Token.Kind.SIGN || token.isSign(",") || token.isSign("、");
        return token.isNoun()
                || token.isConstant()
                || token.has(Concept.Kind.STATE)
                || book.isIn("stop", token)
                || book.isIn("results", token)
                || book.isIn("whole", token)
                || book.isIn("pronouns", token)
                || book.isIn("fresh", token)
                || Phrasebook.key(book.and.get(0)).equals(token.key())
                || token.sense(Concept.Kind.ACT).map(a -> a.of() != null).orElse(false)
                || (token.senses().isEmpty() && operations.knows(token));
    }
}
