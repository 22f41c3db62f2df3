package dev.routewright.drafting;

import dev.routewright.route.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What each wording of a start means: a schedule, a folder, a topic, a request. */
final class Starts {
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
                match.has("thing")
                        ? match.slot("thing")
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
}
