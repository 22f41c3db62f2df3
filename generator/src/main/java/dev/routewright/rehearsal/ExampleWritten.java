package dev.routewright.rehearsal;

import dev.routewright.rehearsal.Trial.Seen;
import dev.routewright.route.Evidence.Delivery;
import dev.routewright.route.Scenario;
import dev.routewright.route.Scenario.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares what an example says of files and topics with what was written.
 *
 * @param watched targets some example says something about: of these nothing more may be written than is said
 */
record ExampleWritten(Scenario scenario, Set<String> watched) {
    private static final Likeness LIKENESS = new Likeness(false);

    static Set<String> targets(List<Scenario> scenarios) {
        return scenarios.stream()
                .flatMap(scenario -> scenario.written().stream())
                .map(Written::target)
                .collect(Collectors.toUnmodifiableSet());
    }

    List<String> problems(Seen seen) {
        var open = new ArrayList<>(seen.deliveries());
        var problems = new ArrayList<String>();
        for (var written : scenario.written()) problem(written, open, seen).ifPresent(problems::add);
        var named = scenario.written().stream().map(Written::target).toList();
        open.stream()
                .filter(delivery -> !isFile(delivery) || named.stream().noneMatch(target -> isAt(target, delivery)))
                .filter(delivery -> watched.stream().anyMatch(target -> isAt(target, delivery)))
                .map(delivery -> "%s got %s, which is not expected here"
                        .formatted(delivery.target(), Account.content(delivery.content())))
                .distinct()
                .forEach(problems::add);
        return problems;
    }

    private static boolean isFile(Delivery delivery) {
        return delivery.target().startsWith("file:");
    }

    private Optional<String> problem(Written written, List<Delivery> open, Seen seen) {
        var there = open.stream()
                .filter(delivery -> isAt(written.target(), delivery))
                .toList();
        var fitting =
                there.stream().filter(one -> difference(written, one).isEmpty()).findFirst();
        if (fitting.isPresent()) {
            open.remove(fitting.get());
            return Optional.empty();
        }
        if (seen.moved().stream()
                .anyMatch(one ->
                        isAt(written.target(), one) && difference(written, one).isEmpty())) return Optional.empty();
        // Lines appended one by one are one file.
        var whole = files(written.target(), seen.deliveries());
        if (whole.stream().anyMatch(file -> difference(written, file).isEmpty())) return Optional.empty();
        if (there.isEmpty())
            return Optional.of("nothing%s was written to %s".formatted(more(written, seen), expected(written)));
        var nearest = whole.isEmpty() ? there.get(0) : whole.get(0);
        open.remove(there.get(0));
        return difference(written, nearest)
                .map(difference -> "expected at %s, but %s".formatted(expected(written), difference));
    }

    /** One record less than expected is something else than none. */
    private static String more(Written written, Seen seen) {
        return seen.deliveries().stream().anyMatch(one -> isAt(written.target(), one)) ? " more" : "";
    }

    private static List<Delivery> files(String target, List<Delivery> deliveries) {
        var contents = new LinkedHashMap<String, String>();
        for (var one : deliveries)
            if (isFile(one) && isAt(target, one)) contents.merge(one.target(), one.content(), String::concat);
        return contents.entrySet().stream()
                .map(file -> new Delivery(file.getKey(), file.getValue()))
                .toList();
    }

    private static String expected(Written written) {
        return written.target()
                + (written.key().isEmpty() ? "" : " with key " + written.key())
                + (written.content() == null ? "" : " " + Likeness.shown(written.content()));
    }

    private static Optional<String> difference(Written written, Delivery delivery) {
        if (!written.key().isEmpty() && !written.key().equals(delivery.key()))
            return Optional.of("the key is %s".formatted(Likeness.shown(delivery.key())));
        var content = written.content();
        if (content == null) return Optional.empty();
        if (content instanceof String text) {
            var wanted = Json.read(text);
            if (Likeness.plain(delivery.content()).contains(Likeness.plain(text))) return Optional.empty();
            if (!(wanted instanceof java.util.Map || wanted instanceof List))
                return Optional.of("the content is %s".formatted(Account.content(delivery.content())));
            content = wanted;
        }
        var got = Json.read(delivery.content());
        return LIKENESS.difference(content, got == null ? delivery.content() : got);
    }

    /** {@code file:out} is the folder with whatever is in it, {@code file:out/a.csv} the file or a folder of that name. */
    private static boolean isAt(String target, Delivery delivery) {
        var plain = target.endsWith("/") ? target.substring(0, target.length() - 1) : target;
        return delivery.target().equals(plain)
                || plain.startsWith("file:") && delivery.target().startsWith(plain + "/");
    }
}
