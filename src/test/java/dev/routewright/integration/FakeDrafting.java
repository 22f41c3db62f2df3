package dev.routewright.integration;

import dev.routewright.drafting.Drafter;
import dev.routewright.route.Clause;
import dev.routewright.route.Draft;
import dev.routewright.route.Evidence;
import dev.routewright.route.Finding;
import dev.routewright.route.Grant;
import dev.routewright.route.Lang;
import dev.routewright.route.Plan;
import dev.routewright.route.Question;
import dev.routewright.route.Schema;
import dev.routewright.route.Service;
import dev.routewright.route.Severity;
import dev.routewright.route.Step;
import dev.routewright.route.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Drafter, judge and rehearsal that do what the description says in so many words: {@code path=/orders} sets the entry,
 * {@code ask}, {@code refuse}, {@code throw}, {@code hang}, {@code gone}, {@code bad route} and {@code bad rehearsal} go
 * wrong; {@code write} writes like a model and costs tokens.
 */
public final class FakeDrafting implements Drafter, Judge, Rehearsing {
    public final List<Brief> briefs = Collections.synchronizedList(new ArrayList<>());
    /** Whether the model cannot be reached. */
    public volatile boolean gone = true;

    private static final List<String> PIECES = List.of("- ro", "ute:", "\n");

    public final CountDownLatch hanging = new CountDownLatch(1);

    public static final Finding BAD_ROUTE = new Finding(
            "component-not-allowed",
            Severity.ERROR,
            3,
            1,
            "step",
            "The component exec is not allowed.",
            "Use a service.");

    @Override
    public Outcome draft(Brief brief, Listener progress) {
        briefs.add(brief);
        progress.stage("planning");
        var clauses = List.of(new Clause(1, brief.description()));
        if (brief.description().contains("throw")) throw new IllegalStateException("secret details");
        if (brief.description().contains("hang")) hang();
        if (brief.description().contains("gone") && gone)
            throw new Unavailable("[model m] no connection. Send it again.", effort("plan"));
        if (brief.description().contains("write")) for (var piece : PIECES) progress.token(piece);
        if (brief.description().contains("ask") && !brief.answers().containsKey("q1"))
            return new Outcome.Asking(
                    List.of(new Question("q1", 1, "Which stock?", List.of())), clauses, effort(brief, "plan"));
        if (brief.description().contains("ask twice") && !brief.answers().containsKey("q2"))
            return new Outcome.Asking(List.of(new Question("q2", 1, "Is it new?", List.of())), clauses);
        if (brief.description().contains("refuse")) return new Outcome.Refused(List.of(BAD_ROUTE), clauses);
        return new Outcome.Drafted(
                new Draft(brief.name(), yaml(brief), plan(brief, clauses), List.of()),
                clauses,
                effort(brief, brief.previous().isEmpty() ? "route" : "repair"));
    }

    private static Effort effort(Brief brief, String purpose) {
        return brief.description().contains("write") ? effort(purpose) : Effort.NONE;
    }

    private static Effort effort(String purpose) {
        return new Effort("7", List.of(new ModelCall(purpose, 100, 20, 5)));
    }

    private void hang() {
        try {
            hanging.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted");
        }
    }

    /** A repaired route has one mistake less each round. */
    private String yaml(Brief brief) {
        if (brief.description().contains("repairable") && !brief.findings().isEmpty())
            return "- route: " + path(brief.description());
        return "- route: " + brief.description();
    }

    private static Plan plan(Brief brief, List<Clause> clauses) {
        var message = new LinkedHashMap<String, Schema>();
        message.put("sku", Schema.of("string"));
        message.put("buyer.name", Schema.of("string"));
        var steps = List.<Step>of(new Step.Wait("wait", List.of(1), brief.description(), Duration.ofSeconds(1)));
        var trigger = new Trigger.Http(List.of(1), "POST", path(brief.description()));
        return new Plan("Order", Lang.of(brief.description()), clauses, trigger, message, steps, List.of());
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Judgement judge(String yaml, List<Service> services) {
        var operations = new TreeSet<String>();
        if (yaml.contains("stock")) operations.add("inventory.getStock");
        var grant = new Grant(
                List.of(new Grant.Entry("http", "POST", path(yaml))),
                operations,
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>());
        return new Judgement(yaml.contains("bad route") ? List.of(BAD_ROUTE) : List.of(), grant);
    }

    @Override
    public Evidence rehearse(Draft draft, Grant grant, List<Service> services, Consumer<Evidence.Run> progress) {
        var good = !draft.yaml().contains("bad rehearsal");
        var run = new Evidence.Run(
                "enough",
                "scenario",
                "",
                good,
                good ? "" : "A message vanished.",
                List.of(),
                null,
                List.of(),
                List.of(),
                1);
        progress.accept(run);
        return new Evidence(List.of(run));
    }

    static String path(String text) {
        var at = text.indexOf("path=");
        return at < 0 ? "/orders" : text.substring(at + 5).split("\\s", 2)[0];
    }
}
