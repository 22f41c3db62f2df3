package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.tests.OpenLoop.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of every request, by what its sender was told, by the product, and by the services. */
final class Account {
    private final App app;
    /** By service: for whom it did its work, and how often. */
    private final List<Map<String, Integer>> works = new ArrayList<>();

    private final Map<String, Integer> statuses = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int sent;
    private int answered;
    private int kept;
    private int refused;

    Account(App app, Farm.Process farm) {
        this.app = app;
        for (int service = 0; service < 3; service++) {
            var work = new HashMap<String, Integer>();
            for (int instance = 0; instance < 3; instance++)
                farm.done(3 * service + instance).forEach((id, times) -> work.merge(id, times, Integer::sum));
            works.add(work);
        }
    }

    void take(Sent[] requests, String prefix) {
        for (int i = 0; i < requests.length; i++) take(prefix + i, requests[i]);
    }

    private void take(String id, Sent request) {
        sent++;
        statuses.merge("" + request.status(), 1, Integer::sum);
        var letter = Documents.json(request.body()).path("deadLetter").asText();
        if (request.status() / 100 == 2) {
            answered++;
            for (var work : works) if (!work.containsKey(id)) wrong(id, request, "was answered and not done");
        } else if (!letter.isEmpty()) {
            kept++;
            var found = app.get("/api/integrations/load/dead-letters/" + letter);
            if (!found.path("id").asText().equals(letter)) wrong(id, request, "is not among the dead letters");
        } else if (request.status() == 429 || request.status() == 503) {
            refused++;
            for (var work : works) if (work.containsKey(id)) wrong(id, request, "was refused and done all the same");
        } else {
            wrong(id, request, "is not accounted for");
        }
    }

    private void wrong(String id, Sent request, String what) {
        wrong.add("%s %s: %d %s".formatted(id, what, request.status(), request.body()));
    }

    void print() {
        System.out.println("| requests | |\n|---|---|");
        line("sent", sent);
        line("answered", answered);
        line("kept as dead letters, each one found", kept);
        line("refused, nothing done", refused);
        line("not accounted for, or otherwise than told", wrong.size());
        line("by status", statuses);
        line("received, by the product's figures", flow("received"));
        line("dead letters, by the product's figures", flow("deadLetters"));
        line("done by depot, booking, courier", works.stream().map(Map::size).toList());
        line("done more than once", works.stream().map(Account::repeated).toList());
    }

    /** @throws AssertionError when anything is not as its sender was told */
    void holds() {
        assertThat(wrong).as("requests not accounted for").isEmpty();
        assertThat(answered + kept + refused).isEqualTo(sent);
        assertThat(flow("received")).as("received").isEqualTo(answered + kept);
        assertThat(flow("deadLetters")).as("dead letters").isEqualTo(kept);
        assertThat(works.subList(1, 3))
                .as("calls that change something and were done twice")
                .allMatch(w -> repeated(w) == 0);
    }

    private long flow(String figure) {
        return LoadRun.named(app.get("/api/metrics").path("integrations"), "integration", "load")
                .path(figure)
                .asLong();
    }

    private static long repeated(Map<String, Integer> work) {
        return work.values().stream().filter(times -> times > 1).count();
    }

    private static void line(String what, Object figure) {
        System.out.printf("| %s | %s |%n", what, figure);
    }
}
