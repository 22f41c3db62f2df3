package dev.routewright.drafting.offline;

import dev.routewright.drafting.Description.Joint;
import dev.routewright.drafting.offline.Statement.Placed;
import dev.routewright.route.Trigger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what each clause says. A clause is read by a pattern of the phrasebook, or cut in two at a word such as "and"
 * where both halves can be read, or it asks for a call that some registered operation answers to. Nothing else is read.
 */
final class StatementReader {
    private static final int LONGEST = 48;
    private static final int DEEPEST = 6;
    private static final int MOST_UNPLACED = 10;
    private static final int MOST_EFFORT = 300;

    private final Phrasebook book;
    private final OperationMatcher operations;
    private final Meanings meanings;
    private final EntryReader entries;
    private boolean started;
    private boolean startSeen;
    private boolean begun;
    private Set<String> context = Set.of();
    private List<Token> carried = List.of();
    private int effort;
    private final Map<Token, Map<Integer, Optional<List<Placed>>>> known = new IdentityHashMap<>();

    /** One clause made of tokens, with what stands before it. */
    record Segment(List<Token> words, Joint joint) {}

    /** @param unplaced the clauses nobody could read */
    record Read(List<Placed> statements, List<Segment> unplaced) {}

    StatementReader(Phrasebook book, OperationMatcher operations) {
        this.book = book;
        this.operations = operations;
        this.entries = new EntryReader(book);
        this.meanings = new Meanings(book, new ClaimReader(book, operations::knows), operations, inner());
    }

    Read read(List<Segment> segments) {
        var statements = new ArrayList<Placed>();
        var unplaced = new ArrayList<Segment>();
        boolean sequel = false;
        boolean always = false;
        for (int at = 0; at < segments.size() && unplaced.size() < MOST_UNPLACED; ) {
            int taken = 1;
            Optional<List<Placed>> found = Optional.empty();
            for (int join = isByHand(segments, at + 1) ? 2 : 1;
                    join <= 3 && at + join <= segments.size() && found.isEmpty();
                    join++) {
                if (join > 1 && segments.get(at + join - 1).joint() != Joint.SOFT) break;
                effort = 0;
                known.clear();
                found = read(joined(segments.subList(at, at + join)), 0, List.of());
                taken = join;
            }
            if (found.isEmpty()) {
                unplaced.add(segments.get(at));
                at++;
                continue;
            }
            var joint = segments.get(at).joint();
            var read = found.get();
            for (int i = 0; i < read.size(); i++) {
                var placed = read.get(i).joined(i == 0 ? joint : Joint.SOFT, i == 0 && sequel, i == 0 && always);
                if (placed.statement() instanceof Statement.Heading heading
                        && heading.text().isEmpty()) {
                    sequel |= placed.sequel();
                    always |= placed.always();
                    continue;
                }
                sequel = false;
                always = false;
                statements.add(placed);
                note(placed);
            }
            at += taken;
            started = isStarted(read, at < segments.size() ? segments.get(at) : null);
        }
        return new Read(named(statements), unplaced);
    }

    /** "Create a ticket, for manual review": the words behind the comma are about what stands before it. */
    private boolean isByHand(List<Segment> segments, int at) {
        return at < segments.size()
                && segments.get(at).joint() == Joint.SOFT
                && book.isIn("manual", segments.get(at).words());
    }

    /** A sentence that only says where something comes in leaves the next one to say when that happens. */
    private boolean isStarted(List<Placed> read, @Nullable Segment next) {
        boolean alone = read.size() == 1
                && read.get(0).statement() instanceof Statement.Start start
                && start.trigger() instanceof Trigger.Http http
                && !http.path().isEmpty();
        return !(alone && next != null && next.joint() == Joint.SENTENCE) && startSeen;
    }

    private void note(Placed placed) {
        begun = true;
        if (!(placed.statement() instanceof Statement.Start start)) return;
        started = true;
        startSeen = true;
        context = Context.of(start);
    }

    private static List<Token> joined(List<Segment> segments) {
        var words = new ArrayList<Token>();
        for (var segment : segments) {
            if (!words.isEmpty())
                words.add(new Token(
                        ",", ",", Token.Kind.SIGN, false, segment.words().get(0).clause(), List.of()));
            words.addAll(segment.words());
        }
        return words;
    }

    private Inner inner() {
        return new Inner() {
            @Override
            public Optional<List<Placed>> read(List<Token> words, int depth) {
                return StatementReader.this.read(words, depth, List.of());
            }

            @Override
            public Set<String> context() {
                return context;
            }

            @Override
            public Optional<List<Placed>> several(List<Token> words, int depth) {
                return cut(words, depth, true).filter(all -> all.stream()
                        .allMatch(p ->
                                p.statement() instanceof Statement.Do did && did.action() instanceof Statement.Call));
            }
        };
    }

    /** The same words are read once, however many cuts lead to them. */
    private Optional<List<Placed>> read(List<Token> words, int depth, List<Concept> inherited) {
        if (words.isEmpty() || !inherited.isEmpty()) return anew(words, depth, inherited);
        var lengths = known.computeIfAbsent(words.get(0), w -> new HashMap<>());
        var before = lengths.get(words.size());
        if (before != null) return before;
        var read = anew(words, depth, inherited);
        lengths.put(words.size(), read);
        return read;
    }

    private Optional<List<Placed>> anew(List<Token> words, int depth, List<Concept> inherited) {
        if (words.size() > LONGEST || depth > DEEPEST || effort++ > MOST_EFFORT) return Optional.empty();
        int from = 0;
        boolean sequel = false;
        boolean always = false;
        while (from < words.size()) {
            var rest = words.subList(from, words.size());
            int s = book.startsWith("sequel", rest);
            int f = book.startsWith("finally", rest);
            int l = Math.max(book.startsWith("lead", rest), rest.get(0).isSign(",") ? 1 : 0);
            int most = Math.max(s, Math.max(f, l));
            if (most == 0 || (most == l && l < rest.size() && meanings.isNeeded(rest, l))) break;
            sequel |= s == most;
            always |= f == most;
            from += most;
        }
        int to = words.size();
        while (to > from
                && (words.get(to - 1).isSign(",")
                        || words.get(to - 1).isSign(":")
                        || (to > from + 1 && book.isIn("trail", words.get(to - 1))))) to--;
        var rest = words.subList(from, to);
        if (rest.isEmpty())
            return Optional.of(List.of(new Placed(new Statement.Heading(""), Joint.SOFT, sequel, always, words)));
        var read = body(rest, depth, inherited);
        if (read.isEmpty()) return read;
        var placed = new ArrayList<>(read.get());
        placed.set(0, placed.get(0).joined(Joint.SOFT, sequel, always));
        return Optional.of(placed);
    }

    private Optional<List<Placed>> body(List<Token> words, int depth, List<Concept> inherited) {
        var entered = entered(words, depth);
        if (entered.isPresent()) return entered;
        var patterned = patterned(words, depth);
        if (patterned.isPresent()) return patterned;
        if (Entry.isStated(words)) return cut(words, depth, false);
        return cut(words, depth, false).or(() -> call(words, inherited)).or(() -> cut(words, depth, true));
    }

    /** "Orders arrive with POST /orders: …", wherever method and path stand. */
    private Optional<List<Placed>> entered(List<Token> words, int depth) {
        for (var found : entries.read(words)) {
            var all = new ArrayList<>(List.of(new Placed(found.start(), Joint.SOFT, false, false, found.words())));
            if (found.rest().isEmpty()) return Optional.of(all);
            var rest = read(found.rest(), depth + 1, List.of());
            if (rest.isEmpty()) continue;
            all.addAll(rest.get());
            return Optional.of(all);
        }
        return Optional.empty();
    }

    private Optional<List<Placed>> patterned(List<Token> words, int depth) {
        boolean stated = Entry.isStated(words);
        for (var entry : book.statements) {
            if ((started || stated) && entry.is().equals("http")) continue;
            if (begun && entry.is().equals("heading")) continue;
            var found = new ArrayList<List<Placed>>();
            entry.wording().match(words, slots -> meanings.read(entry.is(), slots, words, depth)
                    .map(found::add)
                    .orElse(false));
            if (!found.isEmpty()) return Optional.of(found.get(0));
        }
        return Optional.empty();
    }

    /** Both halves of "check the stock and verify the user"; with inheriting also of "check the stock and the price". */
    private Optional<List<Placed>> cut(List<Token> words, int depth, boolean inheriting) {
        for (int at = 1; at < words.size() - 1; at++) {
            for (var connector : book.connectors) {
                int end = at + connector.size();
                if (end >= words.size() || !matches(words.subList(at, end), connector)) continue;
                var left = read(words.subList(0, at), depth + 1, List.of());
                if (left.isEmpty()) continue;
                var right =
                        read(words.subList(end, words.size()), depth + 1, inheriting ? acts(left.get()) : List.of());
                if (right.isEmpty()) continue;
                var both = new ArrayList<>(left.get());
                boolean sequel = book.isIn("sequel", connector);
                for (var placed : right.get())
                    both.add(placed.joined(
                            Joint.SOFT, sequel && placed == right.get().get(0), false));
                return Optional.of(both);
            }
        }
        return Optional.empty();
    }

    private static boolean matches(List<Token> words, List<Token> connector) {
        for (int i = 0; i < words.size(); i++)
            if (!words.get(i).key().equals(connector.get(i).key())) return false;
        return true;
    }

    private static List<Concept> acts(List<Placed> statements) {
        var last = statements.get(statements.size() - 1).statement();
        return last instanceof Statement.Do did && did.action() instanceof Statement.Call call
                ? call.phrase().acts()
                : List.of();
    }

    private Optional<List<Placed>> call(List<Token> words, List<Concept> inherited) {
        var plain = Carried.of(words, book);
        var about = new HashSet<>(context);
        about.addAll(Context.of(plain.noun()));
        return CallPhrase.of(plain.words(), book, inherited, List.of())
                .filter(phrase -> !operations.best(phrase, about).isEmpty())
                .map(phrase -> {
                    if (!plain.noun().isEmpty()) carried = plain.noun();
                    return List.of(
                            new Placed(new Statement.Do(new Statement.Call(phrase)), Joint.SOFT, false, false, words));
                });
    }

    /** A file or a message nobody has named carries what later words say is in it. */
    private List<Placed> named(List<Placed> statements) {
        return statements.stream()
                .map(p -> p.statement() instanceof Statement.Start start
                                && start.noun().isEmpty()
                                && !carried.isEmpty()
                        ? new Placed(
                                new Statement.Start(start.trigger(), carried, start.people()),
                                p.joint(),
                                p.sequel(),
                                p.always(),
                                p.words())
                        : p)
                .toList();
    }

    Set<String> context() {
        return context;
    }

    /** What a description is about once it has said what arrives. */
    static final class Context {
        private Context() {}

        static Set<String> of(Statement.Start start) {
            return of(Stream.concat(start.noun().stream(), start.people().stream())
                    .toList());
        }

        static Set<String> of(List<Token> noun) {
            return noun.stream().flatMap(Token::keys).collect(java.util.stream.Collectors.toUnmodifiableSet());
        }
    }

    /** Reads the words that a slot left over. */
    interface Inner {
        Optional<List<Placed>> read(List<Token> words, int depth);

        /** Reads the words as several calls, one behind each "and", before they are taken for one. */
        Optional<List<Placed>> several(List<Token> words, int depth);

        /** What has been said to arrive so far. */
        Set<String> context();
    }
}
