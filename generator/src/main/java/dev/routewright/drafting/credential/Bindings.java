package dev.routewright.drafting.credential;

import dev.routewright.drafting.ClauseCut;
import dev.routewright.knowledge.BuiltIn;
import dev.routewright.route.Clause;
import dev.routewright.route.Lang;
import dev.routewright.route.Question;
import dev.routewright.route.Service;
import dev.routewright.route.Service.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which service each credential of a description is for, and where in a request it goes. Worked out by code from a text
 * without values: a model that could choose could be talked into giving a key away. What is not unique is asked.
 */
public final class Bindings {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\[credential ([1-9][0-9]{0,3})]");

    private final List<Bound> bound = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();

    /** Credential {@code number} goes to this service only, at this place. */
    public record Bound(int number, String service, Security place) {}

    private Bindings() {}

    /** @param answers to the questions of an earlier time, by id */
    public static Bindings of(String text, Map<String, String> answers, List<Service> known) {
        var bindings = new Bindings();
        var services =
                known.stream().filter(service -> !BuiltIn.is(service.name())).toList();
        var clauses = ClauseCut.of(text);
        Map<Integer, Integer> places = new TreeMap<>();
        for (int at = 0; at < clauses.size(); at++)
            for (int number : numbers(clauses.get(at).text())) places.putIfAbsent(number, at);
        places.forEach((number, at) -> bindings.bind(number, clauses, at, answers, services));
        return bindings;
    }

    /** The credentials a text speaks of. */
    public static List<Integer> numbers(String text) {
        var numbers = new TreeSet<Integer>();
        var match = PLACEHOLDER.matcher(text);
        while (match.find()) numbers.add(Integer.valueOf(match.group(1)));
        return List.copyOf(numbers);
    }

    public List<Bound> bound() {
        return List.copyOf(bound);
    }

    public List<Question> questions() {
        return List.copyOf(questions);
    }

    private void bind(int number, List<Clause> clauses, int at, Map<String, String> answers, List<Service> services) {
        var clause = clauses.get(at);
        String answer = answers.getOrDefault("credential-" + number, "");
        var said = new Said(clause.text());
        var place = new Said(answer).place().or(said::place);
        var candidates = new Said(answer).named(services);
        if (candidates.isEmpty()) candidates = said.named(services);
        if (candidates.isEmpty() && at > 0 && said.pointsBack())
            candidates = new Said(clauses.get(at - 1).text()).named(services);
        if (candidates.isEmpty()) candidates = services;
        if (candidates.size() > 1 && place.isPresent())
            candidates = candidates.stream()
                    .filter(service -> service.security().stream().anyMatch(place.get()::isLike))
                    .toList();
        if (candidates.size() != 1) {
            ask(number, clause, true);
            return;
        }
        var service = candidates.get(0);
        var where = place.map(List::of).orElse(shown(service));
        if (where.size() == 1) bound.add(new Bound(number, service.name(), where.get(0)));
        else ask(number, clause, false);
    }

    /** One value does not get a token: that takes a client and its secret, which an operator sets. */
    private static List<Security> shown(Service service) {
        return service.security().stream().filter(place -> !place.givesTokens()).toList();
    }

    private void ask(int number, Clause clause, boolean whose) {
        String text = clause.text();
        String sentence = Lang.of(text) == Lang.ZH
                ? (whose ? "“%s”：[credential %d] 是给哪个服务用的，放在哪个请求头里？" : "“%s”：[credential %d] 应放在哪个请求头或查询参数里？")
                : (whose
                        ? "“%s”: which service is [credential %d] for, and in which header does it go?"
                        : "“%s”: in which header or query parameter does [credential %d] go?");
        questions.add(
                new Question("credential-" + number, clause.number(), sentence.formatted(text, number), List.of()));
    }
}
