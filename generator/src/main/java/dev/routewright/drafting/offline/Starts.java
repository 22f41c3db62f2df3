package dev.routewright.drafting.offline;

import dev.routewright.drafting.offline.Statement.Placed;
import dev.routewright.route.Schema;
import dev.routewright.route.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What each wording of a start means: a schedule, a folder, a topic, a request. */
final class Starts {
    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final Phrasebook book;

    Starts(Phrasebook book) {
        this.book = book;
    }

    Optional<Statement> every(Match match) {
        var every = (match.has("duration") ? book.amounts.duration(match.slot("duration")) : Optional.<Duration>empty())
                .or(() -> book.amounts.unit(match.slot("unit")))
                .orElseGet(() -> match.words().stream()
                        .flatMap(t -> book.amounts.unit(List.of(t)).stream())
                        .findFirst()
                        .orElse(Duration.ofHours(1)));
        return start(match, new Trigger.Timer(List.of(), every));
    }

    private static Optional<Statement> start(Match match, Trigger trigger) {
        return Optional.of(new Statement.Start(trigger, match.slot("thing"), match.slot("person")));
    }

    Optional<Statement> daily(Match match) {
        var time = book.amounts.clock(match.slot("clock")).orElse("0:00").split(":");
        var day = match.has("weekday")
                ? book.amounts.weekday(match.slot("weekday")).orElseThrow()
                : match.has("day")
                        ? book.amounts
                                .weekday(book.tokens("周" + match.text("day")))
                                .orElseThrow()
                        : "";
        var days = day.isEmpty() ? "* * ?" : "? * " + day;
        return start(
                match, new Trigger.Cron(List.of(), "0 %s %s %s".formatted(Integer.valueOf(time[1]), time[0], days)));
    }

    Optional<Statement> folder(Match match) {
        return start(match, new Trigger.Folder(List.of(), match.text("path"), suffix(match)));
    }

    Optional<Statement> topic(Match match) {
        return start(match, new Trigger.Topic(List.of(), match.text("topic")));
    }

    private static String suffix(Match match) {
        var text = match.text("suffix").toLowerCase(Locale.ROOT).replace("*", "");
        if (text.isEmpty()) return "";
        return text.equals("text") ? ".txt" : text.equals("excel") ? ".xlsx" : text.startsWith(".") ? text : "." + text;
    }

    Optional<Statement> http(Match match) {
        var path = match.text("path");
        if (!path.isEmpty() && !path.startsWith("/")) return Optional.empty();
        var method = match.has("method") ? match.text("method").toUpperCase(Locale.ROOT) : "POST";
        if (!method.equals("POST") && !method.equals("PUT")) return Optional.empty();
        var order = match.words().stream()
                .filter(t -> t.sense(Concept.Kind.ACT)
                        .map(a -> a.id().equals("order"))
                        .orElse(false))
                .toList();
        var noun = new ArrayList<>(
                match.has("thing") || match.has("novel")
                        ? match.slot(match.has("thing") ? "thing" : "novel")
                        : order.stream().limit(1).toList());
        if (match.has("act")) {
            var act = match.slot("act").get(0);
            if (act.sense(Concept.Kind.ACT)
                    .map(a -> a.of() == null || !a.family().equals("own"))
                    .orElse(true)) return Optional.empty();
            noun.add(act);
        }
        return Optional.of(new Statement.Start(new Trigger.Http(List.of(), method, path), noun, match.slot("person")));
    }

    /** Adds a start, or lets it say of the one before what that left open: where an order that arrives does so. */
    static void add(Placed placed, List<Placed> starts) {
        int last = starts.size() - 1;
        var refined = last < 0 ? Optional.<Placed>empty() : refined(starts.get(last), placed);
        if (refined.isPresent()) starts.set(last, refined.get());
        else starts.add(placed);
    }

    private static Optional<Placed> refined(Placed one, Placed other) {
        var first = (Statement.Start) one.statement();
        var second = (Statement.Start) other.statement();
        if (isOpen(first) == isOpen(second) || !isSame(first, second)) return Optional.empty();
        var open = isOpen(first) ? first : second;
        var stated = isOpen(first) ? second : first;
        var words = new ArrayList<>(one.words());
        words.addAll(other.words());
        var noun = open.noun().isEmpty() ? stated.noun() : open.noun();
        return Optional.of(new Placed(
                new Statement.Start(stated.trigger(), noun, open.people()),
                one.joint(),
                one.sequel(),
                one.always(),
                words));
    }

    /** What the path of a request carries: fields of the message, of the kind that the calls expect. */
    static Map<String, Schema> parameters(Trigger trigger, Map<String, Schema> expected) {
        var fields = new LinkedHashMap<String, Schema>();
        if (trigger instanceof Trigger.Http http) {
            var parameter = PARAMETER.matcher(http.path());
            while (parameter.find())
                fields.put(parameter.group(1), expected.getOrDefault(parameter.group(1), Schema.of("string")));
        }
        return fields;
    }

    /** GET and DELETE name a thing; the others bring it. */
    static boolean bringsThing(Trigger trigger) {
        return !(trigger instanceof Trigger.Http http) || !http.method().matches("GET|DELETE");
    }

    private static boolean isOpen(Statement.Start start) {
        return start.trigger() instanceof Trigger.Http http && http.path().isEmpty();
    }

    /** Whether both speak of the same thing; "requests" may be any. */
    private static boolean isSame(Statement.Start one, Statement.Start other) {
        var first = StatementReader.Context.of(one.noun());
        var second = StatementReader.Context.of(other.noun());
        return first.isEmpty()
                || second.isEmpty()
                || isAny(first)
                || isAny(second)
                || first.stream().anyMatch(second::contains);
    }

    private static boolean isAny(Set<String> topics) {
        return topics.stream().allMatch(t -> t.startsWith("w:") || t.equals("request") || t.equals("message"))
                && (topics.contains("request") || topics.contains("message"));
    }
}
